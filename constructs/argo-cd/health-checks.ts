import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Layers } from '../layer';
import { HEALTH_CHECKS } from '../delivery/health-check';
import { healthScript } from './health/health-script';

/** A health check for Argo CD, where it has none of its own. */
export interface ArgoHealthCheck {
  readonly group: string;
  readonly kind: string;
  /** Key of the ConfigMap `argocd-cm`, such as `resource.customizations.health.ome.io_BaseModel`. */
  readonly key: string;
  /** The check: Lua 5.1 without libraries. */
  readonly lua: string;
}

/**
 * Health checks of the kinds that serve models, for whatever carries the settings of Argo CD: values of its Helm chart
 * (`configs.cm`), a patch of its kustomization, `spec.resourceHealthChecks` of its operator.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
export function argoHealthChecks(): readonly ArgoHealthCheck[] {
  return HEALTH_CHECKS.map((check) => ({
    group: check.group,
    kind: check.kind,
    key: `resource.customizations.health.${check.group}_${check.kind}`,
    lua: healthScript(check),
  }));
}

/** Where Argo CD keeps its settings. */
export interface ArgoHealthChecksProps {
  /** Namespace of Argo CD. @default 'argocd' */
  readonly namespace?: string;
  /** Name of its ConfigMap. @default 'argocd-cm' */
  readonly name?: string;
  /**
   * Kinds whose checks are left out, as `group/Kind`: those of which this Argo CD has a check.
   *
   * @default []
   */
  readonly except?: readonly string[];
}

/**
 * The health checks of {@link argoHealthChecks} as a part of the ConfigMap `argocd-cm`. It has nothing but these keys, so
 * that it is to be applied server-side, which leaves all others as they are; it is never pruned. Where another Application
 * carries `argocd-cm` already, put the keys there instead.
 */
export class ArgoHealthChecks extends Construct {
  public constructor(scope: Construct, id: string, props: ArgoHealthChecksProps = {}) {
    super(scope, id);
    Layers.of(this).assign('delivery');
    const { name = 'argocd-cm', namespace = 'argocd', except = [] } = props;
    const checks = argoHealthChecks().filter(({ group, kind }) => !except.includes(`${group}/${kind}`));
    new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name,
        namespace,
        // Argo CD reads no ConfigMap without it.
        labels: { 'app.kubernetes.io/part-of': 'argocd' },
        annotations: {
          'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false',
          'argocd.argoproj.io/sync-wave': '-20',
          'kustomize.toolkit.fluxcd.io/prune': 'disabled',
        },
      },
      data: Object.fromEntries(checks.map(({ key, lua }) => [key, lua])),
    });
  }
}
