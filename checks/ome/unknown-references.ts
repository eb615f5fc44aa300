import { nearestName } from '../../catalog/nearest-name';
import { groupOf, nameOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { OmeIndex } from './ome-index';

/** As many names are compared with one that may be mistyped. */
const MOST_COMPARED = 200;

/** What services of OME refer to by name: first in their namespace, then in the cluster. */
interface Referred {
  readonly id: 'ome/unknown-model' | 'ome/unknown-runtime';
  readonly field: 'model' | 'runtime';
  readonly namespaced: 'BaseModel' | 'ServingRuntime';
  readonly ofCluster: 'ClusterBaseModel' | 'ClusterServingRuntime';
  readonly consequence: string;
}

const REFERRED: readonly Referred[] = [
  {
    id: 'ome/unknown-model',
    field: 'model',
    namespaced: 'BaseModel',
    ofCluster: 'ClusterBaseModel',
    consequence: "OME's webhook refuses the service.",
  },
  {
    id: 'ome/unknown-runtime',
    field: 'runtime',
    namespaced: 'ServingRuntime',
    ofCluster: 'ClusterServingRuntime',
    consequence: "The service is admitted, and the controller makes no pod (event 'RuntimeValidationError').",
  },
];

/**
 * Models and runtimes that services name and cannot have. Without an inventory that has some of the kind, others may be in
 * the cluster: told is then what stands in another namespace alone.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/isvc/inference_service_validation.go validateModelExists
 * @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/fetcher.go GetRuntime
 */
export function checkUnknownReferences(
  services: readonly Manifest[],
  index: OmeIndex,
  inventory: readonly Manifest[],
): ReadonlyMap<Manifest, readonly Fault[]> {
  const faults = new Map<Manifest, readonly Fault[]>();
  for (const referred of REFERRED) {
    const isOfKind = (manifest: Manifest) => isReferred(manifest, referred);
    const isComplete = inventory.some(isOfKind);
    const names = index.manifests.filter(isOfKind).slice(0, MOST_COMPARED).map(nameOf);
    for (const service of services) {
      const fault = faultOf(service, referred, index, isComplete, names);
      if (fault !== undefined) faults.set(service, [...(faults.get(service) ?? []), fault]);
    }
  }
  return faults;
}

function isReferred(manifest: Manifest, { namespaced, ofCluster }: Referred): boolean {
  return groupOf(manifest) === 'ome.io' && (manifest.kind === namespaced || manifest.kind === ofCluster);
}

function faultOf(
  service: Manifest,
  { id, field, namespaced, ofCluster, consequence }: Referred,
  index: OmeIndex,
  isComplete: boolean,
  names: readonly string[],
): Fault | undefined {
  const name = textAt(service, 'spec', field, 'name') ?? '';
  const namespace = namespaceOf(service);
  if (name === '' || index.find(ofCluster, name) !== undefined) return undefined;
  const namespaces = index.namespacesWith(namespaced, name);
  // What states no namespace is applied to one that only the command, or Argo CD's Application, names.
  if (namespaces.includes(namespace) || namespaces.includes(undefined)) return undefined;
  const [elsewhere] = namespaces;
  if (elsewhere === undefined ? !isComplete : namespace === undefined) return undefined;
  const common = { id, severity: isComplete ? 'error' : 'warning', field: `spec.${field}.name`, consequence } as const;
  if (elsewhere !== undefined) {
    return {
      ...common,
      problem: `The ${namespaced} '${name}' is of the namespace '${elsewhere}', and the service of '${namespace ?? ''}'`,
      mend: `Add it to the service's namespace, or make it a ${ofCluster}.`,
    };
  }
  const nearest = nearestName(name, names);
  return {
    ...common,
    problem: `There is no ${field} '${name}', neither here nor in the inventory`,
    mend: nearest === undefined ? 'Name one that is there, or add it.' : `Did you mean '${nearest}'?`,
  };
}
