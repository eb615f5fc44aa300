import { jsonText } from '../../reports/json-text';
import type { Review } from '../review';
import { tallyOf, totalDevices, verdictOf } from '../verdict';

/** A review for programs; members are added and not taken away within a major version. */
export function jsonReview(review: Review): string {
  return jsonText({
    verdict: verdictOf(review),
    effects: Object.fromEntries(tallyOf(review)),
    devices: totalDevices(review),
    clusters: review.clusters,
  });
}
