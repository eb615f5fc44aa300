import { groupOf } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { ClusterFacts } from '../cluster-facts';
import type { Fault, Finding } from '../finding';
import { checkAcceleratorClass, checkArchitectureVersion } from './accelerator';
import { checkBenchmarkJob } from './benchmark-job';
import { checkComponent, componentsOf } from './component';
import { checkGroups } from './groups';
import { checkKedaName } from './keda-name';
import { checkModel } from './model';
import { checkNoRuntime } from './no-runtime';
import { OmeIndex } from './ome-index';
import { overlappingRuntimes } from './overlap';
import { checkReferences } from './references';
import { checkRuntime } from './runtime';
import { checkServiceAdmission } from './service-admission';
import { checkExpansion } from './templates';
import { checkUnknownReferences } from './unknown-references';

/** What would go wrong with the objects of Open Model Engine v0.1.5 in one cluster. */
export function checkOme(
  objects: readonly LocatedManifest[],
  { inventory = [] }: ClusterFacts = {},
): readonly Finding[] {
  const located = objects.filter(({ manifest }) => groupOf(manifest) === 'ome.io');
  if (located.length === 0) return [];
  const own = new OmeIndex(located.map(({ manifest }) => manifest));
  // Of objects with the same name, the last one holds.
  const index = inventory.length === 0 ? own : new OmeIndex([...inventory, ...own.manifests]);
  const overlaps = overlappingRuntimes(own.manifests.filter(isRuntime));
  const groups = checkGroups(own);
  const services = own.manifests.filter(isService);
  const unknown = checkUnknownReferences(services, index, inventory);
  const unserved = checkNoRuntime(services, index, inventory);
  const ofObjects = located.flatMap(({ manifest, where }) => {
    const overlap = overlaps.get(manifest);
    const none = unserved.get(manifest);
    const faults = [
      ...checkObject(manifest, index),
      ...(overlap === undefined ? [] : [overlap]),
      ...(groups.get(manifest) ?? []),
      ...(unknown.get(manifest) ?? []),
      ...(none === undefined ? [] : [none]),
    ];
    return faults.map((fault) => ({ ...fault, where }));
  });
  return [...ofObjects, ...checkExpansion(located)];
}

function checkObject(manifest: Manifest, index: OmeIndex): readonly Fault[] {
  switch (manifest.kind) {
    case 'InferenceService':
      return checkService(manifest, index);
    case 'ServingRuntime':
    case 'ClusterServingRuntime': {
      const components = componentsOf(manifest, 'runtime');
      return [...checkRuntime(manifest, index), ...components.flatMap(checkComponent)];
    }
    case 'BaseModel':
    case 'ClusterBaseModel':
      return checkModel(manifest);
    case 'AcceleratorClass':
      return checkAcceleratorClass(manifest);
    case 'BenchmarkJob':
      return checkBenchmarkJob(manifest);
    default:
      return [];
  }
}

function checkService(service: Manifest, index: OmeIndex): readonly Fault[] {
  const components = componentsOf(service, 'service');
  return [
    ...checkServiceAdmission(service),
    ...checkKedaName(service),
    ...checkReferences(service, index),
    ...components.flatMap(checkComponent),
    ...checkArchitectureVersion(service),
  ];
}

function isService({ kind }: Manifest): boolean {
  return kind === 'InferenceService';
}

function isRuntime({ kind }: Manifest): boolean {
  return kind === 'ServingRuntime' || kind === 'ClusterServingRuntime';
}
