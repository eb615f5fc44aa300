import type { LocatedManifest } from '../../kubernetes/manifest';
import { checkEngine } from '../engines/check-engine';
import { startedEngine } from '../engines/started-engine';
import { checkMetrics } from '../engines/metrics';
import { checkCommand } from '../engines/no-command';
import type { Fault, Finding } from '../finding';
import { checkScripts } from '../scripts/check-scripts';
import { containersIn } from './containers';
import { checkImages } from './images';
import { checkNames } from './names';
import { checkNamespaces } from './namespaces';
import type { PodView } from './pod-view';
import { podViews } from './pod-view';
import { checkProbes } from './probes';
import { checkResources } from './resources';
import { checkSecrets } from './secrets';
import { checkServices } from './services';
import { checkVariables } from './variables';
import { checkVolumes } from './volumes';

/** What would go wrong with the pods that the objects of one cluster describe. */
export function checkPods(objects: readonly LocatedManifest[]): readonly Finding[] {
  const pods = objects.flatMap(podViews);
  const whole = pods.filter(({ isPartial }) => !isPartial);
  return [...pods.flatMap(checkPod), ...checkNamespaces(objects, whole), ...checkServices(objects, whole)];
}

/** What would go wrong with one pod, told where it is written. */
function checkPod(pod: PodView): readonly Finding[] {
  return faultsOf(pod).map((fault) => ({ ...fault, ...pod.placeOf(fault.field ?? 'spec') }));
}

function faultsOf({ spec, annotations, addedVolumes, isPartial }: PodView): readonly Fault[] {
  const containers = containersIn(spec);
  const engines = containers.flatMap((container) => startedEngine(container) ?? []);
  const inSpec = [
    ...checkNames(containers),
    ...(isPartial ? [] : checkVolumes(spec, containers, addedVolumes)),
    ...checkProbes(containers),
    ...checkResources(containers),
    ...checkVariables(containers),
    ...checkImages(containers),
    ...checkSecrets(containers),
    ...containers.flatMap((container) => [
      ...checkCommand(container, isPartial),
      ...checkScripts(container, isPartial),
    ]),
    ...engines.flatMap((engine) => checkEngine(engine, spec)),
  ];
  return [
    ...inSpec.map((fault) => ({ ...fault, field: `spec.${fault.field ?? ''}` })),
    ...checkMetrics(engines, containers, annotations),
  ];
}
