import { flagsOf } from '../lws/command-line';
import type { DeploymentCase } from './deployment-case';
import { engineCommands } from '../engines/engine-commands';
import type { EngineName } from '../engines/engine-commands';
import type { HydraFault } from './hydra-fault';
import type { Launch } from './launch';
import { refuses } from './renderings';
import type { Rendering } from './renderings';
import type { RuntimeTemplate } from './runtime-template';

/** Where the platform sends requests, as its variables MODEL_HOST and MODEL_PORT say. */
const PORT = '8000';
const LOOPBACK = /^(?:127(?:\.\d+){3}|localhost|\[?::1\]?)$/;

/**
 * Where an engine listens when nothing is stated.
 *
 * @see https://docs.sglang.ai/advanced_features/server_arguments.html
 */
const DEFAULTS: Readonly<Record<EngineName, { readonly port: string; readonly host: string }>> = {
  vLLM: { port: PORT, host: '0.0.0.0' },
  SGLang: { port: '30000', host: '127.0.0.1' },
};

/** Pods that take requests where the platform does not send them. */
export function checkServingAddress(
  template: RuntimeTemplate,
  launch: Launch,
  renderings: readonly Rendering[],
): readonly HydraFault[] {
  if (launch.kind === 'image' || launch.kind === 'broken shell') return [];
  const field = launch.kind === 'shell' ? launch.script.field : `${template.containerPath}.argsTemplate`;
  const faults = new Map<string, HydraFault>();
  for (const rendering of renderings) {
    const { pod, commands } = rendering;
    if (pod.role === 'worker' || refuses(rendering)) continue;
    const engines = engineCommands(commands);
    // `set -- …` and `"$@"` carry flags from one command to another.
    const elsewhere = flagsOf(commands.flat());
    for (const { engine, words } of engines) {
      const flags = flagsOf(words);
      const stated = (flag: string) => flags.get(flag) ?? (elsewhere.has(flag) ? '' : undefined);
      collect(faults, addressFaults(field, pod, stated, engine));
    }
    if (launch.kind === 'arguments' && engines.length === 0) {
      collect(
        faults,
        addressFaults(field, pod, (flag) => elsewhere.get(flag)),
      );
    }
  }
  return [...faults.values()];
}

function collect(faults: Map<string, HydraFault>, found: readonly HydraFault[]): void {
  for (const fault of found) if (!faults.has(fault.id)) faults.set(fault.id, fault);
}

function addressFaults(
  field: string,
  pod: DeploymentCase,
  stated: (flag: string) => string | undefined,
  engine?: EngineName,
): readonly HydraFault[] {
  const defaults = DEFAULTS[engine ?? 'vLLM'];
  const port = stated('--port') ?? defaults.port;
  const host = stated('--host') ?? defaults.host;
  const faults: HydraFault[] = [];
  if (/^\d+$/.test(port) && Number(port) !== Number(PORT)) {
    faults.push({
      id: 'hydra/port',
      severity: 'error',
      field,
      problem: `The engine listens on port ${port} for ${pod.name}${stated('--port') === undefined ? `, the default of ${engine ?? 'the engine'}` : ''}`,
      consequence: `The platform sends requests to port ${PORT}, where nothing answers.`,
      mend: 'Write --port={{ .MODEL_PORT }}.',
    });
  }
  if (LOOPBACK.test(host)) {
    faults.push({
      id: 'hydra/host',
      severity: 'error',
      field,
      problem: `The engine listens on ${host} for ${pod.name}${stated('--host') === undefined ? `, the default of ${engine ?? 'the engine'}` : ''}`,
      consequence: 'It answers to its own pod alone: no request from outside reaches it, and probes fail.',
      mend: 'Write --host={{ .MODEL_HOST }}.',
    });
  }
  return faults;
}
