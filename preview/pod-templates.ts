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
import type { GroupPlace } from './group-pods';

/** A pod that an object describes in full. */
export interface PodTemplate {
  /** What it is of its workload, such as `leader` or `worker`; `pod` where all are alike. */
  readonly component: string;
  /** Where it stands. */
  readonly path: readonly FieldPathSegment[];
  /** With `metadata` and `spec`. */
  readonly template: JsonObject;
  readonly spec: JsonObject;
  /**
   * How many pods are made of it.
   *
   * @default - an autoscaler decides, or the workload's default holds
   */
  readonly replicas?: number;
  /** Names of volumes that a controller adds to each pod, as those of claim templates. */
  readonly addedVolumes: ReadonlySet<string>;
  /** @default - the pods are of no group */
  readonly group?: GroupPlace;
}

/** Kinds of Kubernetes whose pods stand in `spec.template`. */
const TEMPLATED: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
  '/ReplicationController',
]);

const NO_VOLUMES: ReadonlySet<string> = new Set();

/** The pods that an object describes in full; none of one that a controller merges with others. */
export function podTemplates(manifest: Manifest): readonly PodTemplate[] {
  const kind = `${groupOf(manifest)}/${manifest.kind}`;
  if (TEMPLATED.has(kind)) {
    const spec = objectAt(manifest, 'spec');
    return templateAt(manifest, ['spec', 'template'], {
      replicas: numberAt(spec, kind === 'batch/Job' ? 'parallelism' : 'replicas'),
      addedVolumes: claimsOf(spec),
    });
  }
  switch (kind) {
    case '/Pod':
      return templateAt(manifest, [], { replicas: 1 });
    case 'batch/CronJob':
      return templateAt(manifest, ['spec', 'jobTemplate', 'spec', 'template'], { replicas: 1 });
    case 'leaderworkerset.x-k8s.io/LeaderWorkerSet':
      return templatesOfGroups(manifest, nameOf(manifest), ['spec']);
    case 'disaggregatedset.x-k8s.io/DisaggregatedSet':
      return arrayAt(manifest, 'spec', 'roles').flatMap((role, index) =>
        // The names of its sets have a revision in them.
        templatesOfGroups(manifest, `${nameOf(manifest)}-${textAt(role, 'name') ?? ''}`, [
          'spec',
          'roles',
          index,
          'spec',
        ]),
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
function templatesOfGroups(
  manifest: Manifest,
  name: string,
  steps: readonly FieldPathSegment[],
): readonly PodTemplate[] {
  const spec = stepped(manifest, steps);
  const template = objectAt(spec, 'leaderWorkerTemplate');
  const size = typeof template.size === 'number' ? template.size : 1;
  const groups = numberAt(spec, 'replicas') ?? 1;
  const hasOwnSubdomain = textAt(spec, 'networkConfig', 'subdomainPolicy') === 'UniquePerReplica';
  const addedVolumes = claimsOf(template);
  const place = { name, namespace: namespaceOf(manifest), size, hasOwnSubdomain };
  const templates = (component: string, member: string, index: number, count: number) =>
    templateAt(manifest, [...steps, 'leaderWorkerTemplate', member], {
      component,
      replicas: groups * count,
      addedVolumes,
      group: { ...place, index },
    });
  if (!isObject(template.leaderTemplate)) return templates('pod', 'workerTemplate', 0, size);
  return [
    ...templates('leader', 'leaderTemplate', 0, 1),
    ...(size > 1 ? templates('worker', 'workerTemplate', 1, size - 1) : []),
  ];
}

type Known = Partial<Pick<PodTemplate, 'component' | 'replicas' | 'addedVolumes' | 'group'>>;

function templateAt(manifest: Manifest, path: readonly FieldPathSegment[], known: Known): readonly PodTemplate[] {
  const template = stepped(manifest, path);
  if (!isObject(template) || !isObject(template.spec)) return [];
  return [{ component: 'pod', addedVolumes: NO_VOLUMES, ...known, path, template, spec: template.spec }];
}

/** Volumes of claim templates, which pods mount without naming them again. */
function claimsOf(spec: JsonObject): ReadonlySet<string> {
  const claims = arrayAt(spec, 'volumeClaimTemplates');
  return claims.length === 0 ? NO_VOLUMES : new Set(claims.flatMap((claim) => textAt(claim, 'metadata', 'name') ?? []));
}

function stepped(manifest: Manifest, path: readonly FieldPathSegment[]): JsonValue | undefined {
  let current: JsonValue | undefined = manifest;
  for (const step of path) {
    current = typeof step === 'number' ? (isArray(current) ? current[step] : undefined) : valueAt(current, step);
  }
  return current;
}

function numberAt(value: JsonValue | undefined, key: string): number | undefined {
  const found = valueAt(value, key);
  return typeof found === 'number' ? found : undefined;
}
