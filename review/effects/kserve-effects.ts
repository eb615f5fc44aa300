import { isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { isSame } from '../changes/value-changes';
import type { Effect } from './effect';
import { OUTSIDE_OF_PODS, SCALING } from './scaling-fields';

/** Fields of a component that only a revision of Knative holds. */
const OF_REVISIONS = [...SCALING, 'containerConcurrency', 'timeout'] as const;

/** Fields of a component that put a container of KServe beside the others. */
const AGENTS = ['logger', 'batcher'] as const;

/**
 * What a change of an InferenceService does beside what its predictor's pods show.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go createKnativeService
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/transformer.go Reconcile
 */
export function kserveEffects(before: Manifest, after: Manifest, isRevisioned: boolean): readonly Effect[] {
  return [
    ...predictorEffects(objectAt(before, 'spec', 'predictor'), objectAt(after, 'spec', 'predictor'), isRevisioned),
    ...(['transformer', 'explainer'] as const).flatMap((component) => componentEffects(before, after, component)),
  ];
}

function predictorEffects(before: JsonObject, after: JsonObject, isRevisioned: boolean): readonly Effect[] {
  const differs = (field: string) => !isSame(before[field], after[field]);
  const revised = isRevisioned ? OF_REVISIONS.filter(differs) : [];
  const agents = AGENTS.filter(differs);
  const scaled = isRevisioned ? [] : SCALING.filter(differs);
  return [
    ...(revised.length === 0
      ? []
      : [restart(`Knative makes a revision of new pods, as ${revised.join(', ')} changes`)]),
    ...(agents.length === 0 ? [] : [restart(`KServe's agent beside the engine is another one: ${agents.join(', ')}`)]),
    ...(scaled.length === 0
      ? []
      : [{ kind: 'scale', reason: `its autoscaler is told otherwise: ${scaled.join(', ')}` } as const]),
    ...(differs('canaryTrafficPercent')
      ? [{ kind: 'traffic', reason: 'another share of the requests goes to the newest revision' } as const]
      : []),
  ];
}

function componentEffects(
  before: Manifest,
  after: Manifest,
  component: 'transformer' | 'explainer',
): readonly Effect[] {
  const [old, young] = [before, after].map((manifest) => objectAt(manifest, 'spec')[component]);
  if (isSame(old, young)) return [];
  if (!isObject(old)) return [restart(`it gets a ${component}`)];
  if (!isObject(young)) return [restart(`its ${component} goes`)];
  return isSame(inPods(old), inPods(young))
    ? [{ kind: 'scale', reason: `its ${component} is scaled otherwise` }]
    : [restart(`the pods of its ${component} change`)];
}

function inPods(component: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(component).filter(([field]) => !OUTSIDE_OF_PODS.some((name) => name === field)),
  );
}

function restart(reason: string): Effect {
  return { kind: 'restart', reason };
}
