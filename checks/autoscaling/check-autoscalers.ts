import type { LocatedManifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import { checkBounds } from './bounds';
import { checkFormula } from './formula';
import { scalerOf } from './scaler';
import { checkRivals, checkTarget, Targets } from './targets';
import { checkTriggers } from './triggers';

/** What would go wrong with the autoscalers of one cluster: ScaledObjects of KEDA, and HorizontalPodAutoscalers. */
export function checkAutoscalers(objects: readonly LocatedManifest[]): readonly Finding[] {
  const scalers = objects.map(scalerOf).filter((scaler) => scaler !== undefined);
  if (scalers.length === 0) return [];
  const targets = new Targets(objects);
  return [
    ...scalers.flatMap((scaler) => [
      ...[...checkBounds(scaler), ...checkTriggers(scaler), ...checkFormula(scaler)].map((fault) => ({
        ...fault,
        where: scaler.where,
      })),
      ...checkTarget(scaler, targets),
    ]),
    ...checkRivals(scalers),
  ];
}
