import { Construct } from 'constructs';
import { AppProject } from '../../imports/argoproj.io';
import type { ClusterResourceBlacklist, Role, SyncWindow } from '../../imports/argoproj.io';
import type { ArgoDestination } from './application-spec';

/** A time in which syncs are allowed, or are not. */
export interface ArgoSyncWindow {
  readonly kind: 'allow' | 'deny';
  /** When it begins: minute, hour, day of the month, month, day of the week, such as `0 22 * * 1-5`. */
  readonly schedule: string;
  /** How long it lasts, in hours, minutes and seconds, such as `8h` or `1h30m`. */
  readonly duration: string;
  /** Zone of the schedule, such as `Europe/Berlin`. @default 'UTC' */
  readonly timeZone?: string;
  /** Names of Applications, with wildcards. @default all, where neither namespaces nor clusters are named */
  readonly applications?: readonly string[];
  /** Namespaces of destinations, with wildcards. */
  readonly namespaces?: readonly string[];
  /** Names or addresses of clusters, with wildcards. */
  readonly clusters?: readonly string[];
  /** Whether an Application has to match all that is named, rather than any of it. @default false */
  readonly matchAll?: boolean;
  /** Whether people may sync by hand in spite of it. @default true: the mend of an outage does not wait for a window */
  readonly manualSync?: boolean;
  /**
   * Whether a sync that is under way goes on when the window closes.
   *
   * @default true: a model that loads for half an hour would be left halfway
   */
  readonly syncOverrun?: boolean;
  readonly description?: string;
}

/** What Applications of a project may do. */
export interface ArgoProjectProps {
  /** @default the construct's id */
  readonly name?: string;
  /** Namespace of Argo CD. @default 'argocd' */
  readonly namespace?: string;
  readonly description?: string;
  /** Repositories that they may be made of. */
  readonly repositories: readonly string[];
  /** Clusters, and namespaces in them, that they may deliver to. @default [] */
  readonly destinations: readonly ArgoDestination[];
  /** Kinds without a namespace that they may deliver. @default all */
  readonly clusterResources?: readonly ClusterResourceBlacklist[];
  /** @default [] */
  readonly syncWindows?: readonly ArgoSyncWindow[];
  /** @default [] */
  readonly roles?: readonly Role[];
  /** When it is made among the objects of an Application. @default -10: before Applications */
  readonly wave?: number;
}

/**
 * A project of Argo CD: its Applications deliver from the repositories and to the clusters that it names, and to no others.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class ArgoProject extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: ArgoProjectProps) {
    super(scope, id);
    this.name = props.name ?? id;
    const { description, syncWindows = [], roles = [], wave = -10 } = props;
    new AppProject(this, 'Resource', {
      metadata: {
        name: this.name,
        namespace: props.namespace ?? 'argocd',
        annotations: wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) },
      },
      spec: {
        ...(description === undefined ? {} : { description }),
        sourceRepos: props.repositories,
        destinations: props.destinations.map(({ server, name, namespace = '*' }) =>
          server === undefined ? { name, namespace } : { server, namespace },
        ),
        clusterResourceWhitelist: props.clusterResources ?? [{ group: '*', kind: '*' }],
        ...(roles.length === 0 ? {} : { roles }),
        ...(syncWindows.length === 0 ? {} : { syncWindows: syncWindows.map(windowOf) }),
      },
    });
  }
}

function windowOf(window: ArgoSyncWindow): SyncWindow {
  const { applications, namespaces, clusters, matchAll, description } = window;
  const isForAll = applications === undefined && namespaces === undefined && clusters === undefined;
  return {
    kind: window.kind,
    schedule: window.schedule,
    duration: window.duration,
    timeZone: window.timeZone ?? 'UTC',
    ...(isForAll ? { applications: ['*'] } : { applications, namespaces, clusters }),
    ...(matchAll === true ? { andOperator: true } : {}),
    manualSync: window.manualSync ?? true,
    syncOverrun: window.syncOverrun ?? true,
    ...(description === undefined ? {} : { description }),
  };
}
