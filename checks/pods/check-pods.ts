import type { LocatedManifest } from '../../kubernetes/manifest';
import type { ClusterFacts } from '../cluster-facts';
import { checkCaches } from '../engines/caches';
import { checkEngine } from '../engines/check-engine';
import { startedEngine } from '../engines/started-engine';
import { checkMetrics } from '../engines/metrics';
import { checkCommand } from '../engines/no-command';
import { checkNoDevice } from '../engines/no-device';
import { checkTemporaryFolder } from '../engines/temporary-folder';
import type { Fault, Finding } from '../finding';
import { KserveServices } from '../kserve/kserve-services';
import { llmPodViews } from '../llm-inference-service/pod-views';
import { checkScripts } from '../scripts/check-scripts';
import { checkReadOnlyFiles } from '../scripts/read-only-files';
import { checkAccelerators } from './accelerators';
import { containersIn } from './containers';
import { withoutGiven } from './given-faults';
import { checkImageDigests } from './image-digests';
import { checkImages } from './images';
import { kservePods } from './kserve-pods';
import { checkMemoryVolumes } from './memory-volumes';
import { checkNames } from './names';
import { checkNamespaces } from './namespaces';
import { omePods } from './ome-pods';
import type { PodView } from './pod-view';
import { podViews } from './pod-view';
import { checkProbes } from './probes';
import { checkResources } from './resources';
import { checkSecrets } from './secrets';
import { checkServices } from './services';
import { toldOnce } from './told-once';
import { checkVariables } from './variables';
import { checkVolumes } from './volumes';
import { checkWorkloads } from './workloads';

/** What would go wrong with the pods that the objects of one cluster describe. */
export function checkPods(
  objects: readonly LocatedManifest[],
  facts: ClusterFacts = {},
  services = new KserveServices(objects, facts),
): readonly Finding[] {
  const merged = kservePods(objects, services);
  // What a runtime says shows in the pods of its services, with what they change of it.
  const stated = objects.filter(({ manifest }) => !merged.runtimes.has(manifest)).flatMap(podViews);
  const pods = [...stated, ...merged.pods, ...llmPodViews(objects, facts), ...omePods(objects, facts)];
  const whole = pods.filter(({ isPartial }) => !isPartial);
  return toldOnce([
    ...pods.flatMap((pod) =>
      [
        ...checkPod(pod),
        ...checkAccelerators(pod, facts.accelerators),
        ...checkImageDigests(pod, facts.environment),
      ].map((finding) => ({ finding, owner: pod.owner.where })),
    ),
    ...[...checkWorkloads(objects), ...checkNamespaces(objects, whole), ...checkServices(objects, whole)].map(
      (finding) => ({ finding }),
    ),
  ]);
}

/** What would go wrong with one pod, told where it is written. */
function checkPod(pod: PodView): readonly Finding[] {
  return withoutGiven(faultsOf(pod), pod, faultsOf).flatMap((fault) => {
    const place = pod.placeOf(fault.field ?? 'spec');
    return place === undefined ? [] : [{ ...fault, ...place }];
  });
}

function faultsOf(pod: PodView): readonly Fault[] {
  const { spec, annotations, addedVolumes, isPartial } = pod;
  const containers = containersIn(spec);
  const started = containers.map((container) => ({ container, engine: startedEngine(container) }));
  const engines = started.flatMap(({ engine }) => engine ?? []);
  const inSpec = [
    ...checkNames(containers),
    ...(isPartial ? [] : checkVolumes(spec, containers, addedVolumes)),
    ...checkMemoryVolumes(spec, containers),
    ...checkProbes(containers),
    ...checkResources(containers),
    ...checkVariables(containers),
    ...checkImages(containers),
    ...checkSecrets(containers),
    ...containers.flatMap((container) => [
      ...checkCommand(container, isPartial),
      ...checkScripts(container, isPartial),
    ]),
    ...started.flatMap(({ container, engine }) => checkNoDevice(container, engine, pod)),
    ...engines.flatMap((engine) => checkEngine(engine, spec, isPartial)),
    // A service may mount more than its runtime does.
    ...(isPartial ? [] : engines.flatMap((engine) => checkCaches(engine, spec))),
    ...(isPartial ? [] : engines.flatMap((engine) => checkTemporaryFolder(engine, spec))),
  ];
  return [
    ...inSpec.map((fault) => ({ ...fault, field: `spec.${fault.field ?? ''}` })),
    ...checkMetrics(engines, containers, annotations),
    ...containers.flatMap((container) => checkReadOnlyFiles(container, pod)),
  ];
}
