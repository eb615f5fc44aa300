import { isInferenceService } from '../../checks/kserve/kserve-services';
import { checkTransitions } from '../../checks/immutability/check-transitions';
import type { Manifest } from '../../kubernetes/manifest';
import { isSame } from '../changes/value-changes';
import { isScaler } from '../pods/scalers';
import type { Workload } from '../pods/workload';
import type { Effect } from './effect';
import { groupEffects } from './group-effects';
import { kserveEffects } from './kserve-effects';
import { asPartitioned } from './partition';
import { refusedEffects } from './refused-effects';
import { routerEffects } from './router-effects';
import { delivers, isMadeIntoPods, isReadByPods, leadsTraffic } from './kinds';
import { podEffects } from './pod-effects';
import { asReplaced } from './replacement';
import { isSameInPods, isScaledOtherwise } from './scaling-alone';

/** An object that is there before and after, with the workload that it is, if it is one. */
export interface ChangedObject {
  readonly before: Manifest;
  readonly after: Manifest;
  readonly workloads?: { readonly before: Workload; readonly after: Workload };
}

/** What the change of an object does, from its own manifest and from what it is made of. */
export function objectEffects(changed: ChangedObject): readonly Effect[] {
  const { before, after, workloads } = changed;
  if (isSame(before, after)) return [];
  const refused = checkTransitions(before, after)
    .filter(({ severity }) => severity === 'error')
    .map(({ problem }): Effect => ({ kind: 'recreate', reason: problem }));
  const others = workloads === undefined ? kindEffects(changed) : workloadEffects(changed, workloads);
  // What is made again has no pods that would be replaced step by step.
  const effects = [...refused, ...(refused.length === 0 ? others : others.filter(({ kind }) => kind !== 'restart'))];
  if (effects.length > 0) return effects;
  return isSame(withoutMetadata(before), withoutMetadata(after))
    ? [{ kind: 'metadata', reason: 'labels or annotations that reach no pod' }]
    : [{ kind: 'none', reason: workloads === undefined ? 'no pods come of it' : 'its pods stay as they are' }];
}

function workloadEffects(
  { before, after }: ChangedObject,
  workloads: NonNullable<ChangedObject['workloads']>,
): readonly Effect[] {
  const refusal = refusedEffects(workloads.before, workloads.after);
  if (refusal !== undefined) return refusal;
  const beside = isInferenceService(after)
    ? kserveEffects(before, after, workloads.after.isRevisioned === true)
    : routerEffects(workloads.before, workloads.after);
  const why = workloads.before.unforeseen ?? workloads.after.unforeseen;
  if (why === undefined) {
    const ofPods = podEffects(workloads.before, workloads.after);
    const all = [...ofPods, ...groupEffects(before, after, ofPods), ...beside];
    const replaced = asReplaced(all, before, after);
    return withoutRepeatedScale(
      asPartitioned(replaced, before, after, workloads.after.pods?.some(({ isScaled }) => isScaled) === true),
    );
  }
  if (isSameInPods(before, after)) return [...beside, ...unforeseenScale(before, after)];
  return [{ kind: 'restart', reason: `likely, as what becomes of its pods cannot be foreseen: ${why}` }, ...beside];
}

/** Of services whose pods are not foreseen; those of KServe are told of by what their autoscalers are told. */
function unforeseenScale(before: Manifest, after: Manifest): readonly Effect[] {
  return !isInferenceService(after) && isScaledOtherwise(before, after)
    ? [{ kind: 'scale', reason: 'how many pods there are, or how they are replaced' }]
    : [];
}

/** How many pods there are says more than that an autoscaler is told otherwise. */
function withoutRepeatedScale(effects: readonly Effect[]): readonly Effect[] {
  const first = effects.findIndex(({ kind }) => kind === 'scale');
  return effects.filter(({ kind }, index) => kind !== 'scale' || index === first);
}

function kindEffects({ before, after }: ChangedObject): readonly Effect[] {
  if (isSame(before.spec, after.spec) && isSame(withoutMetadata(before), withoutMetadata(after))) return [];
  if (isScaler(after)) return [{ kind: 'scale', reason: 'it decides how many pods there are' }];
  if (leadsTraffic(after)) return [{ kind: 'traffic', reason: 'it says where requests go' }];
  if (isReadByPods(after)) {
    return [{ kind: 'none', reason: 'pods keep what they have read at their start until they are restarted' }];
  }
  if (isMadeIntoPods(after)) return [{ kind: 'none', reason: 'no service here is made of it' }];
  return delivers(after) ? [{ kind: 'none', reason: 'it changes how objects are synced' }] : [];
}

function withoutMetadata({ metadata: _metadata, ...rest }: Manifest): Manifest[string] {
  return rest;
}
