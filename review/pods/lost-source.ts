import { nameOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { LostSource, Workload } from './workload';

/**
 * A workload that needs what goes with the change. Controllers of services look for their runtime, their model and their
 * configurations first, and stop where one is not there: pods that run stay as they are.
 *
 * @param isGone - whether an object goes, and leaves none of its name
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileModel
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go combineBaseRefsConfig
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/controller.go Reconcile
 */
export function withoutLostSources(
  before: Workload,
  after: Workload,
  isGone: (manifest: Manifest) => boolean,
): Workload {
  if (after.isRefused === true || after.isFrozen === true) return after;
  const source = before.madeOf.find((manifest) => isGone(manifest) && isNeeded(manifest, after));
  if (source === undefined) return after;
  const lost: LostSource = { manifest: source, how: 'gone' };
  const unforeseen = `the controller refuses it: it needs the ${source.kind} '${nameOf(source)}', which goes`;
  return { ...after, pods: undefined, isRefused: true, lost, unforeseen };
}

/** Whether a workload cannot do without an object, nor has another in its place. */
function isNeeded(source: Manifest, { manifest, madeOf, unforeseen, isWithoutRuntime = false }: Workload): boolean {
  const hasOther = madeOf.some(({ kind }) => roleOf(kind) === roleOf(source.kind));
  switch (roleOf(source.kind)) {
    case 'runtime':
      return !hasOther && (isWithoutRuntime || runtimeName(manifest) === nameOf(source));
    case 'model':
      return !hasOther && textAt(manifest, 'spec', 'model', 'name') === nameOf(source);
    default:
      return unforeseen !== undefined;
  }
}

/** The runtime that a service names. */
export function runtimeName(service: Manifest): string | undefined {
  return textAt(service, 'spec', 'predictor', 'model', 'runtime') ?? textAt(service, 'spec', 'runtime', 'name');
}

function roleOf(kind: string): 'runtime' | 'model' | 'configuration' {
  if (kind.endsWith('ServingRuntime')) return 'runtime';
  return kind.endsWith('BaseModel') ? 'model' : 'configuration';
}
