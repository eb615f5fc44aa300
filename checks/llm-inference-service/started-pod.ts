import { arrayAt, isObject } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { LlmPod } from '../../preview/llm-inference-service/pods';
import { startedEngine } from '../engines/started-engine';
import type { StartedEngine } from '../engines/started-engine';
import { presetCommand } from './preset-command';
import type { PresetCommand } from './preset-command';
import type { LlmService } from './service';

/** A pod with the command with which a preset starts vLLM in it, in place of the preset's script. */
export interface StartedPod {
  readonly pod: LlmPod;
  readonly spec: JsonObject;
  readonly command?: PresetCommand;
  readonly engine?: StartedEngine;
}

/** What the controller writes itself, with what a service states of it. */
const INITIALIZER: JsonObject = { name: 'storage-initializer', image: 'kserve/storage-initializer:v0.20.0' };

export function startedPod(pod: LlmPod, service: LlmService, merged: JsonObject): StartedPod {
  const command = pod.preset === undefined ? undefined : presetCommand(pod, pod.preset, service, merged);
  const containers = arrayAt(pod.spec, 'containers').map((container, index) =>
    command === undefined || index !== pod.main || !isObject(container)
      ? container
      : { ...container, command: command.words.map(({ word }) => word), args: [] },
  );
  const before = arrayAt(pod.spec, 'initContainers').map((container) =>
    isObject(container) && container.name === INITIALIZER.name ? { ...INITIALIZER, ...container } : container,
  );
  const spec = { ...pod.spec, containers, initContainers: before };
  const { [pod.main]: main } = containers;
  const path = `containers[${pod.main}]`;
  const engine = isObject(main) ? startedEngine({ container: main, path, list: 'containers' }) : undefined;
  return { pod, spec, command, engine };
}
