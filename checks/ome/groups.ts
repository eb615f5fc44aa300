import { isObject, nameOf, namespaceOf, objectAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { runtimeComponent } from './ome-index';
import type { OmeIndex } from './ome-index';

/** OME cuts a component's name to its last 50 characters and puts `lws-` before it. */
const KEPT = 50;

/** One component that runs as groups of pods. */
interface Group {
  readonly service: Manifest;
  readonly component: 'engine' | 'decoder';
  readonly lwsName: string;
}

/** What would go wrong with services that run as LeaderWorkerSets, by service. */
export function checkGroups(index: OmeIndex): ReadonlyMap<Manifest, readonly Fault[]> {
  const groups = index.manifests
    .filter(({ kind }) => kind === 'InferenceService')
    .flatMap((service) => groupsOf(service, index));
  const inNamespace = new Map<string, Group[]>();
  for (const group of groups) {
    const namespace = namespaceOf(group.service) ?? '';
    const known = inNamespace.get(namespace);
    if (known === undefined) inNamespace.set(namespace, [group]);
    else known.push(group);
  }
  const faults = new Map<Manifest, readonly Fault[]>();
  for (const group of groups) {
    const neighbours = inNamespace.get(namespaceOf(group.service) ?? '') ?? [];
    const [first, second] = neighbours;
    const other = first === group ? second : first;
    const found = [...checkName(group), ...(other === undefined ? [] : [neighbour(group, other)])];
    if (found.length > 0) faults.set(group.service, [...(faults.get(group.service) ?? []), ...found]);
  }
  return faults;
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/constants/constants.go LWSName */
function groupsOf(service: Manifest, index: OmeIndex): readonly Group[] {
  const runtime = index.runtimeOf(service);
  return (['engine', 'decoder'] as const).flatMap((component) => {
    if (!isObject(valueAt(service, 'spec', component))) return [];
    const own = objectAt(service, 'spec', component);
    const base = runtimeComponent(runtime, component);
    const isGroup = [own, base].some(({ leader, worker }) => leader !== undefined || worker !== undefined);
    return isGroup ? [{ service, component, lwsName: `lws-${`${nameOf(service)}-${component}`.slice(-KEPT)}` }] : [];
  });
}

/**
 * Pods of a group belong to StatefulSets named by the set and a number, and carry that name, a dash and about ten
 * characters as the label `controller-revision-hash`.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/64023
 */
function checkName({ service, component, lwsName }: Group): readonly Fault[] {
  const replicas = valueAt(service, 'spec', component, 'minReplicas');
  const digits = String(Math.max((typeof replicas === 'number' ? replicas : 1) - 1, 0)).length;
  const fitting = 51 - digits;
  if (lwsName.length <= fitting) return [];
  const longest = fitting - 'lws-'.length - `-${component}`.length;
  return [
    {
      id: 'ome/group-name-length',
      severity: 'error',
      field: 'metadata.name',
      problem: `'${nameOf(service)}' makes a LeaderWorkerSet '${lwsName}' of ${lwsName.length} characters, ${fitting} fit`,
      consequence:
        'A label of the workers would be over 63 characters, and the API server refuses them: the leaders wait for ever.',
      mend: `Use a name of at most ${longest} characters.`,
    },
  ];
}

/**
 * The Service of a group selects every pod of its namespace that leads one.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/multinode/multinode_reconciler.go NewMultiNodeReconciler
 */
function neighbour(group: Group, other: Group): Fault {
  const another =
    other.service === group.service
      ? `its ${other.component} too`
      : `the ${other.component} of '${nameOf(other.service)}' too`;
  return {
    id: 'ome/groups-share-service',
    severity: 'warning',
    field: `spec.${group.component}`,
    problem: `The ${group.component} runs in groups of pods, and in the same namespace ${another}`,
    consequence: 'The Service of each leads to the leaders of all: requests for one model reach another.',
    mend:
      other.service === group.service
        ? 'Let clients and routers find pods by the label ome.io/inferenceservice and component, not by these Services.'
        : 'Give each such service a namespace of its own.',
  };
}
