import type { Construct } from 'constructs';
import { Kustomization } from '../../imports/kustomize.toolkit.fluxcd.io';
import type { Decryption, HealthCheck, HealthCheckExpr, Ignore } from '../../imports/kustomize.toolkit.fluxcd.io';
import { FLUX_NAMESPACE, folderOf } from './source';
import type { FluxSourceReference } from './source';

/** Another Kustomization, which has to be ready first. */
export interface FluxDependency {
  readonly name: string;
  /** @default - that of the Kustomization itself */
  readonly namespace?: string;
}

/** A Secret with access to another cluster. */
export interface FluxKubeConfig {
  /** Name of the Secret, in the Kustomization's namespace. */
  readonly name: string;
  /** @default - `value` or `value.yaml` */
  readonly key?: string;
}

/** How a Kustomization works, whatever it applies. Durations are such as `10m` or `1h30m`. */
export interface FluxKustomizationSettings {
  /** How often what is in the cluster is compared with Git, and drift is undone. @default '10m' */
  readonly interval?: string;
  /** How soon a failure is tried again. @default '2m' */
  readonly retryInterval?: string;
  /**
   * What becomes of the objects when the Kustomization itself is deleted.
   *
   * @default 'Orphan': they stay
   */
  readonly deletionPolicy?: 'Orphan' | 'Delete' | 'MirrorPrune' | 'WaitForTermination';
  /**
   * As whom Flux applies, in the Kustomization's namespace; what a tenant may do is then up to RBAC.
   *
   * @default - as Flux' controller itself, which may do everything
   */
  readonly serviceAccountName?: string;
  /** Access to the cluster, where Flux runs in another. @default - Flux runs in the cluster itself */
  readonly kubeConfig?: FluxKubeConfig;
  /** How values that SOPS encrypted are decrypted. @default - none are */
  readonly decryption?: Decryption;
}

/** What a Kustomization applies, and how it is known to be there. */
export interface FluxKustomizationProps extends FluxKustomizationSettings {
  /** At most 63 characters, since objects are labelled with it. @default the construct's id */
  readonly name?: string;
  /** @default 'flux-system' */
  readonly namespace?: string;
  readonly source: FluxSourceReference;
  /** Folder of the source, in which every YAML file is applied. */
  readonly path: string;
  /** @default [] */
  readonly dependsOn?: readonly FluxDependency[];
  /** Whether objects that left Git are deleted. @default true */
  readonly prune?: boolean;
  /** How long applying and waiting may take together. @default '5m' */
  readonly timeout?: string;
  /**
   * Objects that have to be healthy for the Kustomization to be ready; an empty list waits for none. They need not be
   * in Git.
   *
   * @default - all that it applies have to
   */
  readonly healthChecks?: readonly HealthCheck[];
  /** What healthy means for kinds that Flux does not know, in CEL. @default [] */
  readonly healthCheckExprs?: readonly HealthCheckExpr[];
  /** Fields that others may change, always with the objects that are meant. Flux knows this since 2.9. @default [] */
  readonly ignore?: readonly (Ignore & Required<Pick<Ignore, 'target'>>)[];
}

/**
 * `Kustomization` of `kustomize.toolkit.fluxcd.io/v1`: applies a folder as it is. What would change the objects on the way
 * (`postBuild`, `patches`, `images`, `namePrefix`, `targetNamespace`, `commonMetadata`) cannot be said, since Git would no
 * longer hold what runs; nor `suspend`, which is the brake of people on call.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export class FluxKustomization extends Kustomization {
  /** As others depend on it. */
  public readonly dependency: Required<FluxDependency>;

  public constructor(scope: Construct, id: string, props: FluxKustomizationProps) {
    const { name = id, namespace = FLUX_NAMESPACE, healthChecks, kubeConfig } = props;
    super(scope, id, {
      metadata: { name, namespace },
      spec: {
        sourceRef: { ...props.source },
        path: `./${folderOf(props.path)}`,
        dependsOn: nonEmpty(props.dependsOn),
        interval: props.interval ?? '10m',
        retryInterval: props.retryInterval ?? '2m',
        timeout: props.timeout ?? '5m',
        prune: props.prune ?? true,
        force: false,
        deletionPolicy: props.deletionPolicy ?? 'Orphan',
        wait: healthChecks === undefined,
        healthChecks: nonEmpty(healthChecks),
        healthCheckExprs: nonEmpty(props.healthCheckExprs),
        ignore: nonEmpty(props.ignore),
        serviceAccountName: props.serviceAccountName,
        kubeConfig: kubeConfig === undefined ? undefined : { secretRef: { ...kubeConfig } },
        decryption: props.decryption,
      },
    });
    this.dependency = { name, namespace };
  }
}

function nonEmpty<Item>(list: readonly Item[] | undefined): readonly Item[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
