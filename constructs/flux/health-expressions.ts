import type { HealthCheckExpr } from '../../imports/kustomize.toolkit.fluxcd.io';
import { groupOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { HEALTH_CHECKS } from '../delivery/health-check';

/**
 * Kinds that have a condition `Ready` which their controllers write late: before that, Flux takes them for ready. Argo CD
 * has checks of its own for them.
 *
 * @see https://github.com/fluxcd/cli-utils/blob/main/pkg/kstatus/status/status.go checkReadyCondition
 */
const LATE_KINDS = [
  'external-secrets.io/ClusterSecretStore',
  'external-secrets.io/ExternalSecret',
  'external-secrets.io/SecretStore',
  'serving.knative.dev/Service',
];

/**
 * The condition that is true of a healthy object, by kind. Of kinds of OME there is none: models would have all that
 * follows wait until their weights are on the nodes, and of services Flux compares `status.observedGeneration`, which is
 * the Deployment's, before it looks at any expression.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/runtime/cel/status_evaluator.go Evaluate
 */
const CONDITIONS: ReadonlyMap<string, string> = new Map([
  ...LATE_KINDS.map((key) => [key, 'Ready'] as const),
  ...HEALTH_CHECKS.flatMap(({ group, kind, reads }) =>
    reads.from === 'condition' && group !== 'ome.io' ? [[`${group}/${kind}`, reads.ready] as const] : [],
  ),
]);

/**
 * How Flux is to judge the health of kinds that it takes for healthy as soon as they are applied, of those that are among
 * some objects. A version is written, and only the group counts.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions
 */
export function healthExpressions(
  objects: readonly Pick<Manifest, 'apiVersion' | 'kind'>[],
): readonly HealthCheckExpr[] {
  const versions = new Map(objects.map(({ apiVersion, kind }) => [keyOf(apiVersion, kind), { apiVersion, kind }]));
  return [...versions]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, { apiVersion, kind }]) => {
      const condition = CONDITIONS.get(key);
      return condition === undefined ? [] : [{ apiVersion, kind, current: isTrue(condition) }];
    });
}

function keyOf(apiVersion: string, kind: string): string {
  return `${groupOf({ apiVersion, kind })}/${kind}`;
}

/** Of a list without any condition, `all` says yes; `exists` waits for it. */
function isTrue(condition: string): string {
  return `has(status.conditions) && status.conditions.exists(c, c.type == '${condition}' && c.status == 'True')`;
}
