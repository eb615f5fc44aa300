import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';

/** A pod template and the path of its field. */
export interface PodTemplate {
  readonly path: string;
  readonly spec: JsonObject;
  readonly annotations: JsonObject;
}

/** Groups of pods as one LeaderWorkerSet describes them: an object of its own, or a role of a DisaggregatedSet. */
export interface PodSet {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly path: string;
  readonly spec: JsonObject;
  readonly annotationsPath: string;
  readonly annotations: JsonObject;
  /** As the API server's default makes it; undefined where it is no number. */
  readonly replicas: number | undefined;
  readonly size: number | undefined;
  readonly leader: PodTemplate;
  /** Absent where a group is its leader alone, or of no known size. */
  readonly worker: PodTemplate | undefined;
}

/** The set that a LeaderWorkerSet object is. */
export function podSetOf(manifest: Manifest): PodSet {
  return podSet(manifest, {
    name: nameOf(manifest),
    path: 'spec',
    spec: objectAt(manifest, 'spec'),
    annotationsPath: 'metadata.annotations',
    annotations: objectAt(manifest, 'metadata', 'annotations'),
  });
}

/** The sets that a DisaggregatedSet makes, one for each role. */
export function podSetsOfRoles(manifest: Manifest): readonly PodSet[] {
  return arrayAt(manifest, 'spec', 'roles').map((role, index) =>
    podSet(manifest, {
      name: `${nameOf(manifest)}-${textAt(role, 'name') ?? ''}`,
      path: `spec.roles[${index}].spec`,
      spec: objectAt(role, 'spec'),
      annotationsPath: `spec.roles[${index}].metadata.annotations`,
      annotations: objectAt(role, 'metadata', 'annotations'),
    }),
  );
}

/** The containers of a pod, each with the path of its field. */
export function containersOf(
  pod: PodTemplate,
  ...lists: readonly ('containers' | 'initContainers')[]
): readonly { readonly container: JsonObject; readonly path: string }[] {
  return (lists.length === 0 ? (['containers'] as const) : lists).flatMap((list) =>
    arrayAt(pod.spec, list).flatMap((container, index) =>
      isObject(container) ? [{ container, path: `${pod.path}.spec.${list}[${index}]` }] : [],
    ),
  );
}

function podSet(
  manifest: Manifest,
  stated: Pick<PodSet, 'name' | 'path' | 'spec' | 'annotationsPath' | 'annotations'>,
): PodSet {
  const { spec, path } = stated;
  const template = objectAt(spec, 'leaderWorkerTemplate');
  const size = numberOr(template.size, 1);
  const leads = isObject(template.leaderTemplate) ? 'leaderTemplate' : 'workerTemplate';
  const pod = (field: 'leaderTemplate' | 'workerTemplate'): PodTemplate => ({
    path: `${path}.leaderWorkerTemplate.${field}`,
    spec: objectAt(template, field, 'spec'),
    annotations: objectAt(template, field, 'metadata', 'annotations'),
  });
  return {
    ...stated,
    namespace: namespaceOf(manifest),
    replicas: numberOr(valueAt(spec, 'replicas'), 1),
    size,
    leader: pod(leads),
    worker: size !== undefined && size > 1 ? pod('workerTemplate') : undefined,
  };
}

function numberOr(value: unknown, otherwise: number): number | undefined {
  if (value === undefined) return otherwise;
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
