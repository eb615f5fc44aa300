import { Construct } from 'constructs';
import { addressFaults, revisionFaults } from '../../checks/delivery/repository';
import type { Fault } from '../../checks/finding';
import { clusterFolder } from '../../kubernetes/file-name';
import type { Cluster } from '../cluster';
import { syncedObjects } from '../delivery/synced-objects';
import { report } from '../findings';
import type { SyncedLayer } from '../layer';
import { ArgoApplication } from './application';
import type { ArgoApplicationSettings, ArgoDestination } from './application-spec';
import { deliveredClustersIn, recordDeliveredCluster } from './delivered-clusters';
import type { ArgoWaveChoice } from './delivered-clusters';
import { ArgoProject } from './project';
import type { ArgoProjectProps } from './project';

/** The repository that has the output of synth. */
export interface ArgoRepository {
  /** Address, as it is known to Argo CD. */
  readonly url: string;
  /** Branch, tag or commit; best in full, such as `refs/heads/main`. */
  readonly revision: string;
  /** The output folder in the repository. @default 'dist' */
  readonly path?: string;
}

/** How clusters are delivered; what a cluster states precedes what is stated for all. */
export interface ArgoDeliverySettings extends Pick<
  ArgoApplicationSettings,
  | 'automated'
  | 'selfHeal'
  | 'prune'
  | 'syncOptions'
  | 'retry'
  | 'revisionHistoryLimit'
  | 'serverSideDiff'
  | 'manifestGeneratePaths'
  | 'onDeletion'
> {
  /**
   * Which objects are put into waves by their kinds.
   *
   * @default 'before-serving': what models need comes first, such as namespaces and runtimes. With 'all', autoscalers and
   * routes come after the models: then a sync lasts until every model that changes has loaded, and no other commit is
   * applied meanwhile, not even the one that mends a model that never loads
   */
  readonly waves?: ArgoWaveChoice;
  /**
   * Whether somebody has to confirm before what serves is deleted, with its weights, namespaces and CRDs, by pruning or with
   * the Application; claims and volumes are not deleted at all.
   *
   * @default true
   */
  readonly protect?: boolean;
}

/** A cluster, and where Argo CD finds it. */
export type ArgoDeliveryCluster = ArgoDeliverySettings & ArgoDestination & { readonly cluster: Cluster };

/** What a delivery is made of. */
export interface ArgoDeliveryProps extends ArgoDeliverySettings {
  readonly repository: ArgoRepository;
  readonly clusters: readonly ArgoDeliveryCluster[];
  /** Namespace of Argo CD. @default 'argocd' */
  readonly namespace?: string;
  /** The project of all Applications. @default - named as the construct, without windows */
  readonly project?: Omit<ArgoProjectProps, 'repositories' | 'destinations' | 'namespace'>;
}

/**
 * Delivers clusters with Argo CD: a project, and an Application for each cluster and layer that has objects, named
 * `<cluster>-<layer>`, such as `gpu-east-models`. It reads what is in the clusters when it is made, so it is made last; synth
 * tells where an object was made afterwards that no Application delivers.
 *
 * The objects of the clusters get what Argo CD is to know of them when they are synthesized: waves ({@link ArgoWaves}), and
 * that deletion has to be confirmed. Annotations that they state themselves stay as they are. KServe and OME hand
 * annotations of an InferenceService on to its pods: they are the same at every synth, and so restart pods once, when a
 * cluster is first delivered. An Application ignores the replicas that an autoscaler of its cluster sets, and certificates
 * that an injector writes.
 */
export class ArgoDelivery extends Construct {
  public readonly project: ArgoProject;

  public constructor(scope: Construct, id: string, props: ArgoDeliveryProps) {
    super(scope, id);
    const { repository, clusters, namespace, project } = props;
    for (const fault of repositoryFaults(repository)) report(this, fault);
    if (clusters.length === 0) report(this, NO_CLUSTERS);
    const destinations = new Map(clusters.map((entry) => [entry.server ?? entry.name, destinationOf(entry)]));
    this.project = new ArgoProject(this, 'Project', {
      name: id,
      ...project,
      namespace,
      repositories: [repository.url],
      destinations: [...destinations.values()],
    });
    for (const entry of clusters) {
      const { cluster } = entry;
      if (!Construct.isConstruct(cluster) || cluster.node.root !== this.node.root) report(this, unknown(cluster));
      else if (deliveredClustersIn(this.node.root).some((other) => other.cluster === cluster))
        report(this, twice(cluster));
      else this.deliver(props, entry);
    }
  }

  private deliver(props: ArgoDeliveryProps, entry: ArgoDeliveryCluster): void {
    const { repository, namespace } = props;
    const { cluster } = entry;
    const settings = { ...props, ...entry };
    const { waves = 'before-serving', protect = true } = settings;
    const folder = (repository.path ?? 'dist').replace(/^[./]+|\/+$/g, '');
    const objects = syncedObjects(cluster);
    if (objects.size === 0) report(this, nothingIn(cluster));
    const applications = new Map<SyncedLayer, ArgoApplication>();
    for (const layer of objects.keys()) {
      const path = [folder, clusterFolder(cluster.node.id), layer].filter((part) => part !== '').join('/');
      const name = `${cluster.node.id.toLowerCase()}-${layer.replace(/^\d+-/, '')}`;
      const application = new ArgoApplication(this, name, {
        ...settings,
        name,
        namespace,
        project: this.project.name,
        source: { url: repository.url, revision: repository.revision, path },
        destination: destinationOf(entry),
        wave: Number.parseInt(layer, 10),
      });
      applications.set(layer, application);
    }
    recordDeliveredCluster({ delivery: this, cluster, applications, waves, protects: protect });
  }
}

function destinationOf({ server, name, namespace }: ArgoDestination): ArgoDestination {
  return server === undefined ? { name, namespace } : { server, namespace };
}

function repositoryFaults({ url, revision }: ArgoRepository): readonly Fault[] {
  const field = 'repository.revision';
  const faults = [...addressFaults(url, 'repository.url'), ...revisionFaults(revision, field)];
  return revision === '' ? [...faults, { ...NO_REVISION, field }] : faults;
}

const NO_REVISION: Fault = {
  id: 'argo/repository',
  severity: 'error',
  problem: 'The revision is empty',
  consequence:
    'Argo CD takes the default branch of the repository, whatever was meant, and another one once that changes.',
  mend: "State the revision, such as 'refs/heads/main'.",
};

/** TypeScript checks nothing where it is only transpiled, so that there may be no cluster at all. */
function unknown(cluster: unknown): Fault {
  const name = Construct.isConstruct(cluster) ? `'${cluster.node.id}'` : 'What is listed';
  return {
    id: 'argo/unknown-cluster',
    severity: 'error',
    field: 'clusters',
    problem: `${name} is no cluster of this app`,
    consequence: 'Applications would look for a folder that synth does not write.',
    mend: 'List clusters that are made in the same app.',
  };
}

const NO_CLUSTERS: Fault = {
  id: 'argo/nothing-to-deliver',
  severity: 'error',
  field: 'clusters',
  problem: 'The list of clusters is empty',
  consequence: 'Argo CD gets a project and no Application, and applies nothing.',
  mend: 'List the clusters that it is to deliver, or leave the delivery out.',
};

function nothingIn(cluster: Cluster): Fault {
  return {
    id: 'argo/nothing-to-deliver',
    severity: 'error',
    field: 'clusters',
    problem: `Nothing was in the cluster '${cluster.node.id}' when the delivery was made`,
    consequence: 'Argo CD gets no Application for it, and applies nothing.',
    mend: 'Make the delivery last, after all else in its clusters.',
  };
}

function twice(cluster: Cluster): Fault {
  return {
    id: 'argo/delivered-twice',
    severity: 'error',
    field: 'clusters',
    problem: `The cluster '${cluster.node.id}' is delivered a second time`,
    consequence: 'Two Applications would own each of its objects, and undo what the other does.',
    mend: 'List each cluster once, in one ArgoDelivery.',
  };
}
