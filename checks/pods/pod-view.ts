import { fieldPath } from '../../kubernetes/field-path';
import { arrayAt, groupOf, isArray, isObject, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, LocatedManifest, Manifest } from '../../kubernetes/manifest';

/** Where a field of a pod is written. */
export interface FieldPlace {
  readonly where: string;
  readonly field: string;
}

/** A pod as the cluster would make it, and where people wrote what is in it. */
export interface PodView {
  readonly namespace: string | undefined;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
  /** The object that makes the pod. */
  readonly owner: FieldPlace;
  /** Whether it is what a runtime says of pods, to which each service adds. */
  readonly isPartial: boolean;
  /** Names of volumes that a controller adds to the pod. */
  readonly addedVolumes: ReadonlySet<string>;
  /**
   * Where a field of the pod is written, such as `spec.containers[0].image` or `metadata.annotations["a"]`; undefined
   * where nobody but a controller writes it.
   */
  readonly placeOf: (field: string) => FieldPlace | undefined;
}

/** Kinds of Kubernetes whose pods stand in `spec.template`. */
const TEMPLATED: ReadonlySet<string> = new Set([
  ...[
    'apps/Deployment',
    'apps/StatefulSet',
    'apps/DaemonSet',
    'apps/ReplicaSet',
    'batch/Job',
    '/ReplicationController',
  ],
]);

const NONE: ReadonlySet<string> = new Set();

/** The pods that an object describes in full. */
export function podViews({ manifest, where }: LocatedManifest): readonly PodView[] {
  const view = (steps: readonly (string | number)[], added: ReadonlySet<string> = NONE): readonly PodView[] => {
    const template = stepped(manifest, steps);
    if (!isObject(template) || !isObject(template.spec)) return [];
    const prefix = fieldPath(steps);
    return [
      {
        namespace: namespaceOf(manifest),
        labels: objectAt(template, 'metadata', 'labels'),
        annotations: objectAt(template, 'metadata', 'annotations'),
        spec: template.spec,
        owner: { where, field: 'spec' },
        isPartial: false,
        addedVolumes: added,
        placeOf: (field) => ({ where, field: prefix === '' ? field : `${prefix}.${field}` }),
      },
    ];
  };
  const kind = `${groupOf(manifest)}/${manifest.kind}`;
  if (TEMPLATED.has(kind)) return view(['spec', 'template'], claimsOf(manifest.spec));
  switch (kind) {
    case '/Pod':
      return view([]);
    case 'batch/CronJob':
      return view(['spec', 'jobTemplate', 'spec', 'template']);
    case 'serving.kserve.io/ServingRuntime':
    case 'serving.kserve.io/ClusterServingRuntime':
      return isObject(manifest.spec) ? [runtimeView({ manifest, where }, manifest.spec)] : [];
    case 'ome.io/ServingRuntime':
    case 'ome.io/ClusterServingRuntime':
      return OME_RUNNERS.flatMap((steps) => runnerView({ manifest, where }, steps));
    case 'leaderworkerset.x-k8s.io/LeaderWorkerSet':
      return templatesOfGroup(manifest.spec, ['spec']).flatMap(([steps, claims]) => view(steps, claims));
    case 'disaggregatedset.x-k8s.io/DisaggregatedSet':
      return arrayAt(manifest, 'spec', 'roles').flatMap((role, index) =>
        templatesOfGroup(valueAt(role, 'spec'), ['spec', 'roles', index, 'spec']).flatMap(([steps, claims]) =>
          view(steps, claims),
        ),
      );
    default:
      return [];
  }
}

/** What a KServe runtime says of its pods: the fields of a pod's spec stand directly in its own. */
function runtimeView({ manifest, where }: LocatedManifest, spec: JsonObject): PodView {
  return {
    namespace: namespaceOf(manifest),
    labels: objectAt(spec, 'labels'),
    annotations: objectAt(spec, 'annotations'),
    spec,
    owner: { where, field: 'spec' },
    isPartial: true,
    addedVolumes: NONE,
    placeOf: (field) => ({ where, field: field.replace(/^metadata\./, 'spec.') }),
  };
}

/** Where an OME runtime states the containers that run engines. */
const OME_RUNNERS = ['engineConfig', 'decoderConfig', 'routerConfig'].flatMap((component) => [
  ['spec', component, 'runner'],
  ['spec', component, 'leader', 'runner'],
  ['spec', component, 'worker', 'runner'],
]);

/** What an OME runtime says of one kind of its pods: the container that runs the engine stands apart. */
function runnerView({ manifest, where }: LocatedManifest, steps: readonly string[]): readonly PodView[] {
  const runner = valueAt(manifest, ...steps);
  const pod = objectAt(manifest, ...steps.slice(0, -1));
  if (!isObject(runner)) return [];
  const prefix = steps.slice(0, -1).join('.');
  return [
    {
      namespace: namespaceOf(manifest),
      labels: objectAt(pod, 'labels'),
      annotations: objectAt(pod, 'annotations'),
      spec: { ...pod, containers: [runner] },
      owner: { where, field: 'spec' },
      isPartial: true,
      addedVolumes: NONE,
      placeOf: (field) => ({
        where,
        field: `${prefix}.${field.replace(/^spec\.containers\[0\]/, 'runner').replace(/^(?:spec|metadata)\./, '')}`,
      }),
    },
  ];
}

type Template = readonly [steps: readonly (string | number)[], claims: ReadonlySet<string>];

/** Leader and workers; where groups are of one pod, or all are the same, there is one template. */
function templatesOfGroup(
  spec: JsonObject[string] | undefined,
  steps: readonly (string | number)[],
): readonly Template[] {
  const group = objectAt(spec, 'leaderWorkerTemplate');
  const claims = claimsOf(group);
  const hasLeader = isObject(group.leaderTemplate);
  const hasWorkers = !hasLeader || (typeof group.size === 'number' && group.size > 1);
  return [...(hasLeader ? ['leaderTemplate'] : []), ...(hasWorkers ? ['workerTemplate'] : [])].map((template) => [
    [...steps, 'leaderWorkerTemplate', template],
    claims,
  ]);
}

/** Volumes of claim templates, which pods mount without naming them again. */
function claimsOf(spec: JsonObject[string] | undefined): ReadonlySet<string> {
  const claims = arrayAt(spec, 'volumeClaimTemplates');
  return claims.length === 0 ? NONE : new Set(claims.flatMap((claim) => textAt(claim, 'metadata', 'name') ?? []));
}

function stepped(manifest: Manifest, steps: readonly (string | number)[]): JsonObject[string] | undefined {
  let current: JsonObject[string] | undefined = manifest;
  for (const step of steps) {
    current = typeof step === 'number' ? (isArray(current) ? current[step] : undefined) : valueAt(current, step);
  }
  return current;
}
