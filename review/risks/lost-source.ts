import { groupOf, nameOf } from '../../kubernetes/manifest';
import type { Workload } from '../pods/workload';
import type { Risk } from '../review';

/** A service that its controller took before. */
function refusedRisk({ unforeseen = '' }: Workload): Risk {
  const because = `${unforeseen.charAt(0).toUpperCase()}${unforeseen.slice(1)}`;
  return {
    id: 'service-refused',
    problem: `${because}: pods that run stay, and no change reaches them`,
    mend: 'Mend it before it is applied; `check` says where.',
  };
}

/** What becomes of a service whose runtime, model or configuration goes with the change, or is disabled by it. */
export function lostSourceRisks({
  before,
  after,
}: {
  readonly before?: Workload;
  readonly after?: Workload;
}): readonly Risk[] {
  // A new service loses nothing, and one that was refused before has nothing to lose.
  if (before === undefined || after?.isRefused !== true || before.isRefused === true) return [];
  if (after.lost === undefined) return [refusedRisk(after)];
  const { manifest, how } = after.lost;
  const controller = groupOf(after.manifest) === 'ome.io' ? 'OME' : 'KServe';
  const source = `the ${manifest.kind} '${nameOf(manifest)}'`;
  return [
    {
      id: 'needed-object-gone',
      problem: `Once ${source} ${how === 'gone' ? 'is deleted' : 'is disabled'}, ${controller} makes nothing of the service any more: pods that run stay, no change reaches them, and a new service like it gets none`,
      mend: `Give its services another one first, or keep it${how === 'gone' ? '' : ' enabled'}.`,
    },
  ];
}
