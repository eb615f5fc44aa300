import { arrayAt, nameOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { longestName } from './bounds';
import { podSetsOfRoles } from './pod-set';
import type { PodSet } from './pod-set';
import { rollingUpdateOf } from './rollout';

/** Characters of a revision in the names of the sets that the controller makes. */
const REVISION_LENGTH = 8;
/** The controller's headless Service of a role is called like its set, and this. */
const SERVICE_SUFFIX = '-prv';
const LONGEST_SERVICE = 63;
const LONGEST_SCALER = 253;

const EXCLUSIVE_ANNOTATIONS = [
  'leaderworkerset.sigs.k8s.io/exclusive-topology',
  'leaderworkerset.sigs.k8s.io/subgroup-exclusive-topology',
];

/** One role, and what its set is. */
interface RoleOfSet {
  readonly name: string;
  readonly path: string;
  readonly external: boolean;
  readonly set: PodSet;
}

/**
 * What the API server or the webhook refuses of a DisaggregatedSet.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/disaggregatedset/disaggregatedset_webhook.go
 */
export function checkDisaggregatedSet(manifest: Manifest): readonly Fault[] {
  const listed = arrayAt(manifest, 'spec', 'roles');
  const roles = podSetsOfRoles(manifest).map((set, index) => ({
    name: textAt(listed[index], 'name') ?? '',
    path: `spec.roles[${index}]`,
    external: textAt(listed[index], 'scaling', 'mode') === 'External',
    set,
  }));
  return [
    ...checkExternal(manifest, roles),
    ...checkRoleNames(manifest, roles),
    ...roles.flatMap(checkPartition),
    ...checkPlacement(manifest, roles),
  ];
}

function checkExternal(manifest: Manifest, roles: readonly RoleOfSet[]): readonly Fault[] {
  const external = roles.filter((role) => role.external);
  const slices = valueAt(manifest, 'spec', 'slices');
  const [first] = external;
  const faults: Fault[] = [];
  if (first !== undefined && typeof slices === 'number' && slices > 1) {
    faults.push({
      id: 'lws/disaggregated-slices',
      severity: 'error',
      field: 'spec.slices',
      problem: `There are ${slices} slices, and the role '${first.name}' is scaled from outside`,
      consequence: "DisaggregatedSet's webhook refuses the object.",
      mend: 'Use one slice, or static replicas.',
    });
  }
  for (const { name, path, set } of external) {
    const scaler = `${nameOf(manifest)}-${name}`;
    if (set.replicas !== undefined && set.replicas > 1) {
      faults.push({
        id: 'lws/disaggregated-scaling',
        severity: 'warning',
        field: `${path}.spec.replicas`,
        problem: `The role '${name}' states ${set.replicas} groups and is scaled from outside`,
        consequence: `The number is ignored; the DisaggregatedSetRoleScaler '${scaler}' decides.`,
        mend: `Leave it out, and scale '${scaler}'.`,
      });
    }
    if (scaler.length > LONGEST_SCALER) {
      faults.push({
        id: 'lws/disaggregated-name',
        severity: 'error',
        field: `${path}.name`,
        problem: `The scaler of the role would be called '${scaler.slice(0, 60)}…' with ${scaler.length} characters, ${LONGEST_SCALER} fit`,
        consequence: "DisaggregatedSet's webhook refuses the object.",
        mend: 'Shorten the name of the object or of the role.',
      });
    }
  }
  return faults;
}

/** The name that is too long for several roles is told once, of the role that leaves the least room. */
function checkRoleNames(manifest: Manifest, roles: readonly RoleOfSet[]): readonly Fault[] {
  const tooLong = roles
    .flatMap((role) => checkRoleName(manifest, role).map((fault) => ({ role, fault })))
    .sort((one, other) => other.role.name.length - one.role.name.length);
  return tooLong.slice(0, 1).map(({ fault }) => fault);
}

/** The set of a role is called `<name>-<slice>-<revision>-<role>`. */
function checkRoleName(manifest: Manifest, { name, path, set }: RoleOfSet): readonly Fault[] {
  const slices = valueAt(manifest, 'spec', 'slices');
  const lastSlice = String(Math.max(typeof slices === 'number' ? slices : 1, 1) - 1);
  const added = 3 + lastSlice.length + REVISION_LENGTH;
  const length = nameOf(manifest).length + name.length + added;
  const longestAdmitted = LONGEST_SERVICE - SERVICE_SUFFIX.length;
  const longest = Math.min(longestAdmitted, longestName(set));
  if (length <= longest) return [];
  return [
    {
      id: 'lws/disaggregated-name',
      severity: 'error',
      field: `${path}.name`,
      problem: `The names '${nameOf(manifest)}' and '${name}' make a LeaderWorkerSet with a name of ${length} characters, ${longest} fit`,
      consequence:
        length > longestAdmitted
          ? "DisaggregatedSet's webhook refuses the object."
          : 'Its StatefulSets label their pods with that name and a revision, over the 63 characters a label value may have, and make none.',
      mend:
        longest - added > name.length
          ? `Shorten '${nameOf(manifest)}' to ${longest - added - name.length} characters.`
          : `Shorten them to ${Math.max(longest - added, 2)} characters together.`,
    },
  ];
}

function checkPartition({ name, set }: RoleOfSet): readonly Fault[] {
  const { partition } = rollingUpdateOf(set);
  if (typeof partition !== 'number' || partition <= 0) return [];
  return [
    {
      id: 'lws/disaggregated-partition',
      severity: 'error',
      field: `${set.path}.rolloutStrategy.rollingUpdateConfiguration.partition`,
      problem: `The role '${name}' keeps ${partition} ${partition === 1 ? 'group' : 'groups'} on the old version`,
      consequence: "DisaggregatedSet's webhook refuses the object, since it rolls all roles out in step.",
      mend: 'Leave the partition out.',
    },
  ];
}

function checkPlacement(manifest: Manifest, roles: readonly RoleOfSet[]): readonly Fault[] {
  const type = textAt(manifest, 'spec', 'placementPolicy', 'type') ?? 'None';
  if (type === 'None') return [];
  const faults: Fault[] = [];
  if ((textAt(manifest, 'spec', 'placementPolicy', 'topology') ?? '') === '') {
    faults.push({
      id: 'lws/disaggregated-placement',
      severity: 'error',
      field: 'spec.placementPolicy.topology',
      problem: `The placement '${type}' names no topology`,
      consequence: "DisaggregatedSet's webhook refuses the object.",
      mend: 'Name a node label, such as `topology.kubernetes.io/rack`.',
    });
  }
  for (const { path, name, set } of roles) {
    const stated = [
      set.annotations,
      set.leader.annotations,
      ...(set.worker === undefined ? [] : [set.worker.annotations]),
    ];
    const annotation = EXCLUSIVE_ANNOTATIONS.find((key) =>
      stated.some((annotations) => annotations[key] !== undefined),
    );
    if (annotation === undefined) continue;
    faults.push({
      id: 'lws/disaggregated-placement',
      severity: 'error',
      field: path,
      problem: `The role '${name}' has the annotation '${annotation}', and the whole set the placement '${type}'`,
      consequence: "DisaggregatedSet's webhook refuses the object, since both decide over the same nodes.",
      mend: 'Keep one of them.',
    });
  }
  return faults;
}
