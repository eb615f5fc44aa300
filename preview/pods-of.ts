import type { FieldPathSegment } from '../kubernetes/field-path';
import {
  arrayAt,
  groupOf,
  isArray,
  isObject,
  nameOf,
  namespaceOf,
  objectAt,
  textAt,
  valueAt,
} from '../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../kubernetes/manifest';
import { groupAnnotations, groupLabels, withGroupVariables } from './group-pods';
import type { GroupPlace } from './group-pods';
import { originsIn } from './merged-pod';
import type { MergedPod } from './merged-pod';
import type { Sources } from './origin';
import { unionOfTexts } from './pod-edits';

/** Kinds of Kubernetes whose pods stand in `spec.template`. */
const TEMPLATED: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
  '/ReplicationController',
]);

type Steps = readonly FieldPathSegment[];

/** The pods that an object describes in full; none of one that a controller merges with others. */
export function podsOf(manifest: Manifest): readonly MergedPod[] {
  const kind = `${groupOf(manifest)}/${manifest.kind}`;
  if (TEMPLATED.has(kind)) {
    const spec = objectAt(manifest, 'spec');
    return podAt(manifest, ['spec', 'template'], {
      replicas: numberAt(spec, kind === 'batch/Job' ? 'parallelism' : 'replicas'),
      addedVolumes: claimsOf(spec),
    });
  }
  switch (kind) {
    case '/Pod':
      return podAt(manifest, [], { replicas: 1 });
    case 'batch/CronJob':
      return podAt(manifest, ['spec', 'jobTemplate', 'spec', 'template'], { replicas: 1 });
    case 'leaderworkerset.x-k8s.io/LeaderWorkerSet':
      return podsOfGroups(manifest, nameOf(manifest), ['spec']);
    case 'disaggregatedset.x-k8s.io/DisaggregatedSet':
      return arrayAt(manifest, 'spec', 'roles').flatMap((role, index) =>
        // The names of its sets have a revision in them.
        podsOfGroups(manifest, `${nameOf(manifest)}-${textAt(role, 'name') ?? ''}`, ['spec', 'roles', index, 'spec']),
      );
    default:
      return [];
  }
}

/**
 * The leader and the workers of groups; where groups are of one pod, or all are the same, there is one kind.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/leaderworkerset_controller.go constructLeaderStatefulSetApplyConfiguration
 */
function podsOfGroups(manifest: Manifest, name: string, steps: Steps): readonly MergedPod[] {
  const spec = stepped(manifest, steps);
  const template = objectAt(spec, 'leaderWorkerTemplate');
  const size = typeof template.size === 'number' ? template.size : 1;
  const groups = numberAt(spec, 'replicas') ?? 1;
  const hasOwnSubdomain = textAt(spec, 'networkConfig', 'subdomainPolicy') === 'UniquePerReplica';
  const addedVolumes = claimsOf(template);
  const place = { name, namespace: namespaceOf(manifest), size, hasOwnSubdomain };
  const pods = (component: string, member: string, index: number, count: number) =>
    podAt(manifest, [...steps, 'leaderWorkerTemplate', member], {
      component,
      replicas: groups * count,
      addedVolumes,
      group: { ...place, index },
    });
  if (!isObject(template.leaderTemplate)) return pods('pod', 'workerTemplate', 0, size);
  return [
    ...pods('leader', 'leaderTemplate', 0, 1),
    ...(size > 1 ? pods('worker', 'workerTemplate', 1, size - 1) : []),
  ];
}

/** What is known of a pod beside its template. */
interface PodKind {
  readonly component?: string;
  readonly replicas?: number;
  readonly addedVolumes?: ReadonlySet<string>;
  readonly group?: GroupPlace;
}

/** The pod of a template, if there is one. */
function podAt(manifest: Manifest, steps: Steps, kind: PodKind): readonly MergedPod[] {
  const template = stepped(manifest, steps);
  if (!isObject(template) || !isObject(template.spec)) return [];
  const { component = 'pod', replicas, addedVolumes = NO_VOLUMES, group } = kind;
  const written = { author: 'object' as const, manifest, path: [...steps, 'spec'], value: template.spec };
  const sources = { manifest, pod: { layers: [written] }, containers: NO_CONTAINERS };
  const spec = group === undefined ? template.spec : withGroupVariables(template.spec, group);
  return [
    {
      component,
      namespace: namespaceOf(manifest),
      labels: unionOfTexts(objectAt(template, 'metadata', 'labels'), group && groupLabels(group)),
      annotations: unionOfTexts(objectAt(template, 'metadata', 'annotations'), group && groupAnnotations(group)),
      spec,
      replicas,
      addedVolumes,
      originOf: originsIn(spec, sources),
    },
  ];
}

const NO_VOLUMES: ReadonlySet<string> = new Set();
const NO_CONTAINERS: ReadonlyMap<string, Sources> = new Map();

/** Volumes of claim templates, which pods mount without naming them again. */
function claimsOf(spec: JsonObject): ReadonlySet<string> {
  const claims = arrayAt(spec, 'volumeClaimTemplates');
  return claims.length === 0 ? NO_VOLUMES : new Set(claims.flatMap((claim) => textAt(claim, 'metadata', 'name') ?? []));
}

function stepped(manifest: Manifest, steps: Steps): JsonValue | undefined {
  let current: JsonValue | undefined = manifest;
  for (const step of steps) {
    current = typeof step === 'number' ? (isArray(current) ? current[step] : undefined) : valueAt(current, step);
  }
  return current;
}

function numberAt(value: JsonValue | undefined, key: string): number | undefined {
  const found = valueAt(value, key);
  return typeof found === 'number' ? found : undefined;
}
