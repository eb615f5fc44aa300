import { arrayAt, nameOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';

const NAME = 'disaggregatedset.x-k8s.io/name';
const SLICE = 'disaggregatedset.x-k8s.io/slice';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

/**
 * A pod's spec with the affinities by which the roles of a slice are placed together, and slices apart.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/disaggregatedset/affinity.go SetPlacementAffinities
 */
export function withPlacement(spec: JsonObject, set: Manifest, slice: number): JsonObject {
  const type = textAt(set, 'spec', 'placementPolicy', 'type') ?? '';
  const topologyKey = textAt(set, 'spec', 'placementPolicy', 'topology') ?? '';
  if (type === '' || type === 'None' || topologyKey === '') return spec;
  const term = (...matchExpressions: readonly JsonObject[]): JsonObject => ({
    labelSelector: { matchExpressions },
    topologyKey,
  });
  const name = nameOf(set);
  const own = { key: NAME, operator: 'In', values: [name] };
  const isLabelled = { key: SLICE, operator: 'Exists' };
  const together = term(own, { key: SLICE, operator: 'In', values: [String(slice)] });
  const apart = term(
    own,
    // Pods from before there were slices are of the first one.
    ...(slice === 0 ? [isLabelled] : []),
    { key: SLICE, operator: 'NotIn', values: [String(slice)] },
  );
  const others = term({ key: NAME, operator: 'Exists' }, { key: NAME, operator: 'NotIn', values: [name] }, isLabelled);
  const affinity = objectAt(spec, 'affinity');
  return {
    ...spec,
    affinity: {
      ...affinity,
      podAffinity: withTerms(affinity.podAffinity, [together]),
      podAntiAffinity: withTerms(affinity.podAntiAffinity, type === 'ExclusiveTopology' ? [apart, others] : [apart]),
    },
  };
}

function withTerms(stated: JsonValue | undefined, terms: readonly JsonObject[]): JsonObject {
  const fields = objectAt(stated);
  return { ...fields, [REQUIRED]: [...arrayAt(fields, REQUIRED), ...terms] };
}
