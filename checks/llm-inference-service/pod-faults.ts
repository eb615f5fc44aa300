import { arrayAt, isObject } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault, Finding } from '../finding';
import { checkCopies, checkGroupDevices, checkHeardSizes } from './group-sizes';
import type { PresetWorkload } from './group-sizes';
import type { LlmCluster } from './llm-cluster';
import { checkMainContainer } from './main-container';
import type { MadeService } from './made-service';
import { placeIn } from './pod-views';
import type { LlmService } from './service';
import { checkServingPort } from './serving-port';
import { checkShellTexts } from './shell-texts';
import type { StartedPod } from './started-pod';

/** What would go wrong in the pods of a service, beside what goes wrong in any pod. */
export function checkMadePods(
  service: LlmService,
  where: string,
  { merged = {}, started: pods }: MadeService,
  cluster: LlmCluster,
): readonly Finding[] {
  return pods.flatMap((started) => {
    const { pod } = started;
    const inService = [...checkMainContainer(pod, merged), ...checkSizesOf(started, service, merged)];
    const inPod = [
      ...(started.engine === undefined ? [] : checkServingPort(pod, started.engine, merged)),
      ...(started.command === undefined ? [] : checkShellTexts(started.command)),
      ...checkDevicesOf(started, service, merged),
    ];
    return [
      ...inService.map((fault) => ({ ...fault, where })),
      ...inPod.map((fault) => ({
        ...fault,
        ...placeIn(started, service, where, cluster, `spec.${fault.field ?? ''}`),
      })),
    ];
  });
}

function checkSizesOf(started: StartedPod, service: LlmService, merged: JsonObject): readonly Fault[] {
  const workload = workloadOf(started, service, merged);
  if (workload === undefined || started.engine === undefined) return [];
  const { flags } = started.engine;
  // Templates of leaders and workers read the same sizes.
  if (workload.preset.starts === 'worker') return [];
  return [...checkHeardSizes(workload, flags), ...checkCopies(workload, flags)];
}

function checkDevicesOf(started: StartedPod, service: LlmService, merged: JsonObject): readonly Fault[] {
  const { pod, spec, engine } = started;
  const workload = workloadOf(started, service, merged);
  const { [pod.main]: main } = arrayAt(spec, 'containers');
  if (workload === undefined || engine === undefined || !isObject(main)) return [];
  return checkGroupDevices(workload, engine.flags, main, `containers[${pod.main}]`);
}

function workloadOf({ pod }: StartedPod, service: LlmService, merged: JsonObject): PresetWorkload | undefined {
  if (pod.preset === undefined) return undefined;
  const path = pod.path.startsWith('spec.prefill.') ? 'spec.prefill' : 'spec';
  const within = (spec: JsonObject) => (path === 'spec' ? spec : isObject(spec.prefill) ? spec.prefill : {});
  return { path, preset: pod.preset, own: within(service.spec), merged: within(merged) };
}
