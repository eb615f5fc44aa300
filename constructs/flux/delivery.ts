import { Construct } from 'constructs';
import type { Fault } from '../../checks/finding';
import { ServingObjects } from '../../checks/flux/serving-objects';
import type { ServingObject } from '../../checks/flux/serving-object';
import { clusterFolder } from '../../kubernetes/file-name';
import type { Manifest } from '../../kubernetes/manifest';
import { identityInWords, identityOf } from '../../kubernetes/object-identity';
import { Cluster } from '../cluster';
import { syncedObjects } from '../delivery/synced-objects';
import type { SyncedObject } from '../delivery/synced-objects';
import { report } from '../findings';
import { Layers } from '../layer';
import type { SyncedLayer } from '../layer';
import { FluxGitRepository } from './git-repository';
import type { FluxGitRepositoryProps } from './git-repository';
import { healthExpressions } from './health-expressions';
import { ignoredReplicas } from './ignored-replicas';
import { FluxKustomization } from './kustomization';
import type { FluxDependency, FluxKustomizationProps, FluxKustomizationSettings } from './kustomization';
import { disablePruning, disableSubstitution } from './object-annotations';
import { FluxOciRepository } from './oci-repository';
import type { FluxOciRepositoryProps } from './oci-repository';
import { shippedOmeRuntimes } from './shipped-runtimes';
import { folderOf, FLUX_NAMESPACE } from './source';
import type { FluxSourceReference } from './source';
import { loadingTime } from './startup-budget';

/** A folder of a source that holds the folders of clusters, as `synth` writes them. */
interface SourceFolder {
  /** @default 'dist' */
  readonly path?: string;
}

type SourceProps<Props> = Props extends unknown ? Omit<Props, 'name' | 'namespace' | 'folder'> & SourceFolder : never;

/** A Git repository that is made for the cluster; it holds the cluster's folder alone. */
export type FluxGitSource = SourceProps<FluxGitRepositoryProps> & { /** @default 'git' */ readonly kind?: 'git' };

/** An artifact in a registry, of which a source is made for the cluster. */
export type FluxOciSource = SourceProps<FluxOciRepositoryProps> & { readonly kind: 'oci' };

/** A source that is there already, such as the GitRepository `flux-system` of `flux bootstrap`. */
export interface FluxExistingSource extends SourceFolder {
  readonly kind: 'existing';
  readonly reference: FluxSourceReference;
}

export type FluxSource = FluxGitSource | FluxOciSource | FluxExistingSource;

/** How Flux brings to a cluster what is made in it. */
export interface FluxDeliveryProps extends FluxKustomizationSettings {
  /** Where what `synth` writes lies, once it is committed or pushed. */
  readonly source: FluxSource;
  /** What the names of all objects begin with. @default - the cluster's, in small letters */
  readonly name?: string;
  /** @default 'flux-system' */
  readonly namespace?: string;
  /** What has to be ready before the first layer, such as the Kustomization that installs KServe. @default [] */
  readonly dependsOn?: readonly FluxDependency[];
  /**
   * How long is waited for the models after a change.
   *
   * @default - what the slowest startup probe allows and 10 minutes, at least `30m`
   */
  readonly modelsTimeout?: string;
  /**
   * Whether objects with `${` or `$$` in them, such as scripts, are annotated so that Flux never takes it for a variable
   * of its own. Nothing is substituted here; others may patch it in.
   *
   * @default true
   */
  readonly disableSubstitution?: boolean;
  /**
   * Whether namespaces, volumes, claims and CRDs are annotated so that they stay in the cluster when they leave Git.
   *
   * @default true
   */
  readonly keepHolders?: boolean;
}

/** How Kustomizations are called, by what they apply. */
const SUFFIX: Readonly<Record<SyncedLayer, string>> = {
  '00-crds': 'crds',
  '10-platform': 'platform',
  '20-runtimes': 'runtimes',
  '30-models': 'models',
};

/**
 * Lets Flux deliver a cluster: a source, and a Kustomization for each layer that has objects, each of which waits for the
 * one before it. It reads what is in the cluster when it is made, so it is made last.
 *
 * Its objects are written to `dist/<cluster>/delivery/`, which no Kustomization of its own applies: apply them by hand, or
 * with the Kustomization of `flux bootstrap`. They ask for Flux 2.6.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export class FluxDelivery extends Construct {
  public readonly source: FluxSourceReference;
  /** By layer, of those that have objects. */
  public readonly kustomizations: ReadonlyMap<SyncedLayer, FluxKustomization>;

  public constructor(scope: Construct, id: string, props: FluxDeliveryProps) {
    super(scope, id);
    Layers.of(this).assign('delivery');
    const cluster = Cluster.containing(this);
    if (cluster === undefined) report(this, NO_CLUSTER);
    const { namespace = FLUX_NAMESPACE, name = labelOf(cluster?.node.id ?? id) } = props;
    const root = [props.source.path ?? 'dist', clusterFolder(cluster?.node.id ?? id)].join('/');
    const layers = cluster === undefined ? NOTHING : syncedObjects(cluster);
    if (cluster !== undefined && layers.size === 0) report(this, NO_OBJECTS);
    this.source = sourceOf(this, props.source, { name, namespace, folder: root });

    const all = [...layers.values()].flat();
    if (props.disableSubstitution !== false) disableSubstitution(all);
    if (props.keepHolders !== false) disablePruning(all);
    const manifests = all.map(({ manifest }) => manifest);
    const serving = new ServingObjects(manifests, {
      ...cluster?.platform?.facts,
      inventory: shippedOmeRuntimes(manifests),
    });
    const kustomizations = new Map<SyncedLayer, FluxKustomization>();
    let previous = props.dependsOn;
    for (const [layer, objects] of layers) {
      const members = objects.map(({ manifest }) => manifest);
      const kustomization = new FluxKustomization(this, SUFFIX[layer], {
        ...settingsOf(props),
        name: `${name}-${SUFFIX[layer]}`,
        namespace,
        source: this.source,
        path: `${folderOf(root)}/${layer}`,
        dependsOn: previous,
        ...this.health(layer, members, serving),
        ignore: ignoredReplicas(members, manifests),
        ...(layer === '30-models' ? { timeout: props.modelsTimeout ?? loadingTime(manifests) } : {}),
      });
      kustomizations.set(layer, kustomization);
      previous = [{ name: kustomization.dependency.name }];
    }
    this.kustomizations = kustomizations;
  }

  /** Models are waited for by what their controllers make of them; of all else, everything has to be there. */
  private health(
    layer: SyncedLayer,
    manifests: readonly Manifest[],
    serving: ServingObjects,
  ): Pick<FluxKustomizationProps, 'healthChecks' | 'healthCheckExprs'> {
    const waitsForAll = layer !== '30-models' && !manifests.some(({ kind }) => kind === 'InferenceService');
    if (waitsForAll) return { healthCheckExprs: healthExpressions(manifests) };
    const healthChecks: ServingObject[] = [];
    for (const manifest of manifests) {
      const result = serving.of(manifest);
      if ('because' in result) report(this, unknownHealth(identityInWords(identityOf(manifest)), result.because));
      else healthChecks.push(...result);
    }
    return { healthChecks: healthChecks.sort(byIdentity), healthCheckExprs: healthExpressions(healthChecks) };
  }
}

const NOTHING: ReadonlyMap<SyncedLayer, readonly SyncedObject[]> = new Map();

function sourceOf(
  scope: Construct,
  source: FluxSource,
  own: { readonly name: string; readonly namespace: string; readonly folder: string },
): FluxSourceReference {
  switch (source.kind) {
    case 'existing':
      return source.reference;
    case 'oci':
      return new FluxOciRepository(scope, 'Source', { ...source, ...own }).reference;
    default:
      return new FluxGitRepository(scope, 'Source', { ...source, ...own }).reference;
  }
}

/** Objects in the same order, wherever code is moved. */
function byIdentity(one: ServingObject, other: ServingObject): number {
  const [left, right] = [one, other].map(({ apiVersion, kind, namespace = '', name }) =>
    [apiVersion, kind, namespace, name].join('/'),
  );
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

/** What holds for all Kustomizations. */
function settingsOf(props: FluxKustomizationSettings): FluxKustomizationSettings {
  const { interval, retryInterval, deletionPolicy, serviceAccountName, kubeConfig, decryption } = props;
  return { interval, retryInterval, deletionPolicy, serviceAccountName, kubeConfig, decryption };
}

/** A name for objects; what is none after all, the checks tell of. */
function labelOf(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-');
}

const NO_CLUSTER: Fault = {
  id: 'flux/no-cluster',
  severity: 'error',
  problem: 'The delivery is in no Cluster',
  consequence: 'There is nothing that Flux could bring anywhere.',
  mend: "Make it inside of `new Cluster(app, 'name')`, after all else in it.",
};

const NO_OBJECTS: Fault = {
  id: 'flux/nothing-to-deliver',
  severity: 'error',
  problem: 'Nothing was in the cluster when the delivery was made',
  consequence: 'Flux gets a source and no Kustomization, and applies nothing.',
  mend: 'Make the delivery last, after all else in the cluster.',
};

function unknownHealth(service: string, because: string): Fault {
  return {
    id: 'flux/unknown-health',
    severity: 'note',
    problem: `What shows that ${service} serves is not known: ${because}`,
    consequence: "Flux does not wait for it, and calls the models' Kustomization ready without it.",
    mend: 'State what is missing; on KServe, `defaultDeploymentMode` of the platform or `deploymentMode` of the service.',
  };
}
