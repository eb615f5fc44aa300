import { groupOf, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { Fault, Finding } from '../finding';
import { flagsOf, wordsOf } from './command-line';
import type { PodSet } from './pod-set';

const SET_NAME = 'leaderworkerset.sigs.k8s.io/name';
const WORKER_INDEX = 'leaderworkerset.sigs.k8s.io/worker-index';

/** KEDA's own most where a ScaledObject states none. */
const KEDA_MOST_REPLICAS = 100;

/** Services and autoscalers of a cluster, found by what they have to do with LeaderWorkerSets. */
export class Neighbours {
  private readonly services = new Map<string, LocatedManifest[]>();
  private readonly autoscalers = new Map<string, Manifest>();

  public constructor(objects: readonly LocatedManifest[]) {
    for (const object of objects) {
      if (groupOf(object.manifest) === '' && object.manifest.kind === 'Service') this.addService(object);
      else if (isAutoscaler(object.manifest)) this.addAutoscaler(object.manifest);
    }
  }

  /** Services of a set's namespace that are named like it, or like one of its groups, or that lead to its pods. */
  public servicesOf(set: PodSet): readonly LocatedManifest[] {
    return this.services.get(key(set.namespace, set.name)) ?? [];
  }

  /** What scales a set. */
  public autoscalerOf(set: PodSet): Manifest | undefined {
    return this.autoscalers.get(key(set.namespace, set.name));
  }

  private addService(object: LocatedManifest): void {
    const { manifest } = object;
    const name = nameOf(manifest);
    const sets = [name, name.replace(/-[0-9]+$/, ''), textAt(manifest, 'spec', 'selector', SET_NAME)];
    for (const set of new Set(sets)) {
      if (set === undefined) continue;
      const known = this.services.get(key(namespaceOf(manifest), set));
      if (known === undefined) this.services.set(key(namespaceOf(manifest), set), [object]);
      else known.push(object);
    }
  }

  private addAutoscaler(manifest: Manifest): void {
    const target = objectAt(manifest, 'spec', 'scaleTargetRef');
    const [group] = textAt(target, 'apiVersion')?.split('/') ?? [];
    if (group !== 'leaderworkerset.x-k8s.io' || target.kind !== 'LeaderWorkerSet') return;
    this.autoscalers.set(key(namespaceOf(manifest), textAt(target, 'name') ?? ''), manifest);
  }
}

/** The most groups that a set may get. */
export function mostGroups(set: PodSet, autoscaler: Manifest | undefined): number | undefined {
  if (autoscaler === undefined) return set.replicas;
  const most = valueAt(autoscaler, 'spec', autoscaler.kind === 'ScaledObject' ? 'maxReplicaCount' : 'maxReplicas');
  return typeof most === 'number' ? most : KEDA_MOST_REPLICAS;
}

/** A number of groups that Git and an autoscaler both write, or that neither does. */
export function checkScaling(set: PodSet, autoscaler: Manifest | undefined): readonly Fault[] {
  const stated = set.spec.replicas;
  if (autoscaler === undefined) return stated === undefined ? [unscaled(set)] : [];
  if (stated === undefined) return [];
  return [
    {
      id: 'lws/scaled-replicas',
      severity: 'warning',
      field: `${set.path}.replicas`,
      problem: `replicas is ${JSON.stringify(stated)} in Git, and the ${autoscaler.kind} '${nameOf(autoscaler)}' sets the same field`,
      consequence:
        'Unless they are told to leave the field alone, Argo CD and Flux set it back at every sync: groups that serve are ended, and started again.',
      mend: 'Leave replicas out of Git, or have the field left alone: by `ignoreDifferences` of the Application with RespectIgnoreDifferences=true, or by `spec.ignore` of the Kustomization (Flux 2.9).',
    },
  ];
}

function unscaled(set: PodSet): Fault {
  return {
    id: 'lws/unscaled',
    severity: 'note',
    field: `${set.path}.replicas`,
    problem: 'No number of groups is stated, and no autoscaler among these objects sets it',
    consequence: 'One group runs, unless an autoscaler from elsewhere adds more.',
    mend: 'State replicas, or add an autoscaler that targets the set.',
  };
}

/**
 * Services that take a name LeaderWorkerSet needs, or lead clients to pods that do not answer.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/controller/controller_utils.go CreateHeadlessServiceIfNotExists
 */
export function checkServices(set: PodSet, neighbours: Neighbours): readonly Finding[] {
  return neighbours
    .servicesOf(set)
    .flatMap(({ manifest, where }) =>
      [checkServiceName(set, manifest, neighbours), checkServiceSelector(set, manifest)].flatMap((fault) =>
        fault === undefined ? [] : [{ ...fault, where }],
      ),
    );
}

function checkServiceName(set: PodSet, service: Manifest, neighbours: Neighbours): Fault | undefined {
  const name = nameOf(service);
  const unique = valueAt(set.spec, 'networkConfig', 'subdomainPolicy') === 'UniquePerReplica';
  const takes = unique
    ? name.startsWith(`${set.name}-`) && /^[0-9]+$/.test(name.slice(set.name.length + 1))
    : name === set.name;
  if (!takes || servesAddresses(service)) return undefined;
  return {
    id: 'lws/service-name',
    severity: 'error',
    field: 'metadata.name',
    problem: `The Service has the name under which the LeaderWorkerSet '${set.name}' makes a headless one`,
    consequence:
      'Where it is there first, as it is with Argo CD and Flux, LeaderWorkerSet makes none: the pods of a group have no addresses, and workers never reach their leader.',
    mend: `Name it '${freeName(set, neighbours)}', say.`,
  };
}

/** A name for clients that no other Service of the set has. */
function freeName(set: PodSet, neighbours: Neighbours): string {
  const taken = neighbours.servicesOf(set).map(({ manifest }) => nameOf(manifest));
  const names = ['serving', 'clients', 'inference'].map((suffix) => `${set.name}-${suffix}`);
  return names.find((name) => !taken.includes(name)) ?? `${set.name}-api`;
}

/** Whether a Service gives pods addresses before they are ready, as LeaderWorkerSet's own does. */
function servesAddresses(service: Manifest): boolean {
  return (
    valueAt(service, 'spec', 'clusterIP') === 'None' && valueAt(service, 'spec', 'publishNotReadyAddresses') === true
  );
}

function checkServiceSelector(set: PodSet, service: Manifest): Fault | undefined {
  const selector = objectAt(service, 'spec', 'selector');
  if (set.worker === undefined || selector[SET_NAME] !== set.name || !selectsWorkers(selector, set)) return undefined;
  if (valueAt(service, 'spec', 'clusterIP') === 'None' || !flagsOf(wordsOf(set.worker)).has('--headless'))
    return undefined;
  return {
    id: 'lws/service-selector',
    severity: 'error',
    field: 'spec.selector',
    problem: `The Service leads to every pod of '${set.name}', and its workers run with --headless`,
    consequence: 'Requests that come to a worker are refused, as it opens no port.',
    mend: `Select leaders alone: add \`${WORKER_INDEX}: "0"\`.`,
  };
}

/** Labels that controllers give to pods, whatever their template says. */
const OF_CONTROLLERS = /^[^/]*\bk8s\.io\//;

/** Whether workers have every label that is selected by; leaders may have more in their own template. */
function selectsWorkers(selector: JsonObject, set: PodSet): boolean {
  if (selector[WORKER_INDEX] !== undefined) return false;
  const labels = objectAt(set.spec, 'leaderWorkerTemplate', 'workerTemplate', 'metadata', 'labels');
  return Object.entries(selector).every(([label, value]) => OF_CONTROLLERS.test(label) || labels[label] === value);
}

function isAutoscaler(manifest: Manifest): boolean {
  const group = groupOf(manifest);
  return (
    (group === 'autoscaling' && manifest.kind === 'HorizontalPodAutoscaler') ||
    (group === 'keda.sh' && manifest.kind === 'ScaledObject')
  );
}

function key(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
