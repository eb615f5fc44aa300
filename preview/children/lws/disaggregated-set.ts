import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { stated } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject, Inexactness, MadePod, ServiceChildren } from '../child-object';
import { leaderWorkerSetOf } from './children';
import { withPlacement } from './slice-placement';

const PREFIX = 'disaggregatedset.x-k8s.io';

/** Stands for the eight characters of a revision. */
const REVISION = 'revision';

/** As many slices are listed one by one. */
const MOST_SLICES = 4;

/** A role that has no set yet starts with as many groups, where something else scales it. */
const SEED = 1;

interface Role {
  readonly name: string;
  /** As it is stated, with `metadata` and `spec` of its LeaderWorkerSets. */
  readonly fields: JsonObject;
  readonly isScaledFromOutside: boolean;
}

/**
 * What LeaderWorkerSet v0.10 makes of a DisaggregatedSet that is new: for each slice a LeaderWorkerSet and a headless
 * Service of each role, and what scales roles from outside.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/disaggregatedset/disaggregatedset_controller.go Reconcile
 */
export function disaggregatedSetOf(set: Manifest): ServiceChildren {
  const roles = arrayAt(set, 'spec', 'roles').filter(isObject).map(roleOf);
  const stated = valueAt(set, 'spec', 'slices');
  const slices = typeof stated === 'number' && stated >= 1 ? Math.trunc(stated) : 1;
  const listed = Array.from({ length: Math.min(slices, MOST_SLICES) }, (_, slice) => slice);
  const sets = listed.flatMap((slice) => roles.map((role) => ({ role, slice, made: setOfRole(set, role, slice) })));
  const rest = slices - listed.length;
  return {
    outcome: 'made',
    pods: sets.filter(({ slice }) => slice === 0).flatMap(({ role, made }) => podsOfRole(set, role, made, slices)),
    children: [
      ...roles.filter((role) => role.isScaledFromOutside).map((role) => scalerOf(set, role)),
      ...sets.flatMap(({ role, made }) => childrenOfRole(set, role, made)),
    ],
    inexact: [
      { because: `in names and labels, '${REVISION}' stands for the first eight characters of a hash of the roles` },
      ...(rest > 0 ? [{ because: `objects of ${rest} more slices are made alike, up to slice ${slices - 1}` }] : []),
    ],
  };
}

function roleOf(fields: JsonObject): Role {
  return {
    name: textAt(fields, 'name') ?? '',
    fields,
    isScaledFromOutside: textAt(fields, 'scaling', 'mode') === 'External',
  };
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/disaggregatedset/lws_manager.go Create */
function setOfRole(set: Manifest, role: Role, slice: number): ChildObject {
  const spec = objectAt(role.fields, 'spec');
  const template = objectAt(spec, 'leaderWorkerTemplate');
  const labels = {
    app: `${nameOf(set)}-${slice}-${role.name}`,
    ...labelsOf(set, role),
    [`${PREFIX}/slice`]: String(slice),
  };
  const templates = (['leaderTemplate', 'workerTemplate'] as const).flatMap((member) => {
    const own = template[member];
    return isObject(own) ? [[member, templateOf(own, labels, set, slice)] as const] : [];
  });
  return child(
    ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet'],
    {
      name: `${nameOf(set)}-${slice}-${REVISION}-${role.name}`,
      namespace: namespaceOf(set),
      labels: { ...objectAt(role.fields, 'metadata', 'labels'), ...labels },
      annotations: objectAt(role.fields, 'metadata', 'annotations'),
    },
    {
      spec: {
        ...spec,
        replicas: role.isScaledFromOutside ? SEED : (spec.replicas ?? 1),
        leaderWorkerTemplate: { ...template, ...Object.fromEntries(templates) },
      },
    },
    `the groups of ${role.name}`,
    role.isScaledFromOutside ? [SCALED] : [],
  );
}

const SCALED: Inexactness = { field: 'spec.replicas', because: 'what scales the role decides' };

/** By which the pods of a role are found. */
function labelsOf(set: Manifest, role: Role): JsonObject {
  return {
    [`${PREFIX}/name`]: nameOf(set),
    [`${PREFIX}/role`]: role.name,
    [`${PREFIX}/revision`]: REVISION,
  };
}

function templateOf(template: JsonObject, labels: JsonObject, set: Manifest, slice: number): JsonObject {
  const metadata = objectAt(template, 'metadata');
  return {
    ...template,
    metadata: { ...metadata, labels: { ...objectAt(metadata, 'labels'), ...labels } },
    spec: withPlacement(objectAt(template, 'spec'), set, slice),
  };
}

function podsOfRole(set: Manifest, role: Role, made: ChildObject, slices: number): readonly MadePod[] {
  const children = leaderWorkerSetOf(made.manifest);
  if (children.outcome !== 'made') return [];
  return children.pods.map((each) => {
    const { component } = each.pod;
    return {
      ...each,
      pod: { ...each.pod, component: component === 'pod' ? role.name : `${role.name}-${component}` },
      perReplica: (each.perReplica ?? 1) * slices,
      ...(role.isScaledFromOutside
        ? { scaled: { kind: 'DisaggregatedSetRoleScaler', name: scalerName(set, role) } }
        : {}),
    };
  });
}

function childrenOfRole(set: Manifest, role: Role, made: ChildObject): readonly ChildObject[] {
  const children = leaderWorkerSetOf(made.manifest);
  return [made, ...(children.outcome === 'made' ? children.children : []), headlessService(set, role, made)];
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/disaggregatedset/service_manager.go buildService */
function headlessService(set: Manifest, role: Role, { manifest }: ChildObject): ChildObject {
  const slice = textAt(manifest, 'metadata', 'labels', `${PREFIX}/slice`) ?? '';
  const selector = { ...labelsOf(set, role), [`${PREFIX}/slice`]: slice };
  return child(
    ['v1', 'Service'],
    { name: `${nameOf(manifest)}-prv`, namespace: namespaceOf(set), labels: selector },
    { spec: { clusterIP: 'None', selector } },
    `finds the pods of ${role.name}`,
    [{ because: 'it is made once each role of the slice has a group that is ready' }],
  );
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/disaggregatedset/scaler_manager.go create */
function scalerOf(set: Manifest, role: Role): ChildObject {
  return child(
    [`${PREFIX}/v1`, 'DisaggregatedSetRoleScaler'],
    {
      name: scalerName(set, role),
      namespace: namespaceOf(set),
      labels: { [`${PREFIX}/name`]: nameOf(set), [`${PREFIX}/role`]: role.name },
    },
    { spec: stated({ replicas: SEED }) },
    `what autoscalers of ${role.name} scale`,
    [SCALED],
  );
}

function scalerName(set: Manifest, role: Role): string {
  return `${nameOf(set)}-${role.name}`;
}
