import { jsonText } from '../../reports/json-text';
import { costOf } from '../cost';
import type { Prices } from '../cost';
import type { Review } from '../review';
import { tallyOf, totalDevices, verdictOf } from '../verdict';

/** A review for programs; members are added and not taken away within a major version. */
export function jsonReview(review: Review, prices?: Prices): string {
  return jsonText({
    verdict: verdictOf(review, prices),
    effects: Object.fromEntries(tallyOf(review)),
    devices: totalDevices(review),
    cost: prices && costOf(totalDevices(review), prices),
    clusters: review.clusters,
    unread: review.unread,
  });
}
