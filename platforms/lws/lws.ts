import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { EngineComponent } from '../../constructs/engine';
import { report } from '../../constructs/findings';
import type { Platform, PlatformFacts } from '../../constructs/platform';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import type { Replicas } from '../../constructs/pod';
import type { ServiceDescription } from '../../constructs/service';
import { DisaggregatedSet } from '../../imports/disaggregatedset.x-k8s.io';
import type { Role } from '../../imports/disaggregatedset.x-k8s.io';
import { LeaderWorkerSet } from '../../imports/leaderworkerset.x-k8s.io';
import { groupSpec, isRange, schedulingAnnotations, statedReplicas } from './group-spec';
import type { GroupTemplates } from './group-spec';
import { LateValues } from './late-values';
import { podTemplate, someMetadata, withNamedPorts } from './pod-template';
import type { Labels, PodSettings } from './pod-template';
import { routerDeployment } from './router-deployment';
import { decoderGroup, engineGroup, routerPod } from './served-pod';
import type { ServedGroup, ServedPod } from './served-pod';
import { possibleSettings, serviceFaults } from './service-faults';
import { leadersOf, leadersOfRole, podsOf, podsOfRole, servingService } from './serving-service';
import { weightsOf } from './weights';
import type { MountedVolume, Weights } from './weights';

/** Part that a kind of pod plays in a service. */
export type PodPart = 'leader' | 'worker' | 'router';

/** What the parts of one service share while it is written. */
interface Writing {
  readonly service: ServiceDescription;
  readonly weights: Weights;
  readonly values: LateValues;
}

/** One set of groups: all of a service, or its prefill or decode half. */
interface GroupSet {
  /** `prefill` or `decode`, and nothing where an engine does both. */
  readonly role?: 'prefill' | 'decode';
  readonly group: ServedGroup;
  readonly replicas?: Replicas;
}

/**
 * Groups of pods by LeaderWorkerSet 0.7 or later, on Kubernetes 1.27 or later. There is no object for a runtime; each
 * service carries its engine in full.
 *
 * A service `llama` is a LeaderWorkerSet `llama` and a Service `llama-serving` that leads to its leaders, and to workers
 * that answer requests too; the name `llama` belongs to the headless Service that LeaderWorkerSet makes for the group's
 * own addresses. An engine with a decoder makes two sets, `llama-prefill` and `llama-decode`, or the two roles of one
 * DisaggregatedSet `llama`. A router is a Deployment `llama-router`, to which `llama-serving` leads then; it reaches the
 * others at `llama-prefill-serving` and `llama-decode-serving`, or at `llama-engine-serving` where there is no decoder.
 *
 * A service's arguments are for every pod that runs an engine's program; workers that state a command of their own
 * keep their own arguments. Its variables are for every pod but the router.
 *
 * @see https://lws.sigs.k8s.io/docs/
 */
export class Lws implements Platform {
  public readonly name: string = 'lws';
  public readonly facts: PlatformFacts = { platform: 'leader-worker-set' };
  public readonly servicesHoldEngine = true;

  public writeRuntime(_scope: Construct, _runtime: RuntimeDescription): void {
    // A LeaderWorkerSet holds pods and not a reference to a runtime, so that there is nothing to offer beforehand.
  }

  public writeService(scope: Construct, service: ServiceDescription): void {
    const weights = this.weights(service);
    const values = new LateValues(service, weights, service.namespace ?? Chart.of(scope).namespace);
    const writing = { service, weights, values };
    const { decoder, router } = service.runtime.engine;
    const main = { group: engineGroup(service), replicas: service.replicas };
    if (decoder === undefined) this.writeSet(scope, 'Resource', writing, main);
    else this.writeHalves(scope, writing, main, decoder);
    if (router !== undefined) this.writeRouter(scope, writing, router);
    for (const fault of [...serviceFaults(service), ...(weights.faults ?? []), ...values.faults()]) {
      report(scope, fault);
    }
  }

  /** How pods come by the model's files. */
  protected weights(service: ServiceDescription): Weights {
    return weightsOf(service);
  }

  /** Labels the platform wants on every object of a service. */
  protected objectLabels(_service: ServiceDescription): Labels {
    return {};
  }

  /** Labels the platform wants on pods. */
  protected podLabels(_service: ServiceDescription, _part: PodPart): Labels {
    return {};
  }

  /** Annotations the platform wants on pods. */
  protected podAnnotations(_service: ServiceDescription, _part: PodPart): Labels {
    return {};
  }

  /** Scheduler of the pods of a group. */
  protected schedulerName({ leaderWorkerSet }: ServiceDescription): string | undefined {
    return leaderWorkerSet?.gang?.scheduler;
  }

  /** Volumes the platform wants in pods, besides the weights. */
  protected volumes(_service: ServiceDescription, _part: PodPart): readonly MountedVolume[] {
    return [];
  }

  /** Name of the container in which the engine runs. */
  protected containerName({ runtime }: ServiceDescription): string {
    return runtime.engine.name;
  }

  private writeHalves(scope: Construct, writing: Writing, main: GroupSet, decoder: EngineComponent): void {
    const { service } = writing;
    const prefill = { ...main, role: 'prefill' } as const;
    const decode = { role: 'decode', group: decoderGroup(service, decoder), replicas: decoder.replicas } as const;
    if (service.leaderWorkerSet?.disaggregatedSet === true) {
      new DisaggregatedSet(scope, 'Resource', {
        metadata: this.metadata(service, service.name, service.annotations),
        spec: { roles: [this.roleOf(writing, prefill), this.roleOf(writing, decode)] },
      });
      this.writeServing(scope, 'PrefillServing', writing, prefill);
      this.writeServing(scope, 'DecodeServing', writing, decode);
      return;
    }
    this.writeSet(scope, 'Prefill', writing, prefill);
    this.writeSet(scope, 'Decode', writing, decode);
  }

  private writeSet(scope: Construct, id: string, writing: Writing, set: GroupSet): void {
    const { service } = writing;
    const { stopped, annotations } = service;
    const settings = possibleSettings(service);
    new LeaderWorkerSet(scope, id, {
      metadata: this.metadata(service, setName(service, set), { ...schedulingAnnotations(settings), ...annotations }),
      spec: groupSpec(this.templates(writing, set), statedReplicas(set.replicas, stopped), settings),
    });
    this.writeServing(scope, id === 'Resource' ? 'Serving' : `${id}Serving`, writing, set);
  }

  /** A role with a range is scaled through the object that the controller makes for it. */
  private roleOf(writing: Writing, set: GroupSet & Required<Pick<GroupSet, 'role'>>): Role {
    const { stopped, annotations } = writing.service;
    const settings = possibleSettings(writing.service);
    const external = isRange(set.replicas) && stopped !== true;
    return {
      name: set.role,
      scaling: { mode: external ? 'External' : 'Static' },
      metadata: someMetadata(this.labels(writing.service), { ...schedulingAnnotations(settings), ...annotations }),
      spec: groupSpec(this.templates(writing, set), statedReplicas(set.replicas, stopped), settings),
    };
  }

  private writeServing(scope: Construct, id: string, { service }: Writing, { role, group }: GroupSet): void {
    const behindRouter = service.runtime.engine.router !== undefined && role === undefined;
    const part = behindRouter ? 'engine' : role;
    servingService(scope, id, {
      name: part === undefined ? `${service.name}-serving` : `${service.name}-${part}-serving`,
      namespace: service.namespace,
      labels: this.labels(service),
      selector: answeringPods(service, { role, group }),
      pod: group.leader,
    });
  }

  private writeRouter(scope: Construct, { service, values }: Writing, router: EngineComponent): void {
    const pod = withNamedPorts(routerPod(router));
    const selector = componentLabels(service, 'router');
    const common = { namespace: service.namespace, labels: this.labels(service), selector };
    routerDeployment(scope, 'Router', {
      ...common,
      name: `${service.name}-router`,
      replicas: statedReplicas(router.replicas, service.stopped),
      template: podTemplate(pod, this.podSettings(service, 'router', undefined), values.alone(pod)),
    });
    servingService(scope, 'RouterServing', { ...common, name: `${service.name}-serving`, pod });
  }

  private templates({ service, weights, values }: Writing, { group, role }: GroupSet): GroupTemplates {
    const { leader, workers } = group;
    const render = values.inGroup(leader);
    const written = (pod: ServedPod, part: PodPart) => {
      const volumes = [...(weights.mounted === undefined ? [] : [weights.mounted]), ...this.volumes(service, part)];
      const settings = {
        ...this.podSettings(service, part, role),
        schedulerName: this.schedulerName(service),
        volumes,
      };
      return podTemplate(withDownloads(pod, weights.downloadFolder), settings, render);
    };
    if (workers === undefined) return { leader: written(withNamedPorts(leader), 'leader') };
    const worker = workers.answerRequests ? withNamedPorts(workers.pod) : workers.pod;
    return {
      leader: written(withNamedPorts(leader), 'leader'),
      workers: { count: workers.count, template: written(worker, 'worker') },
    };
  }

  private podSettings(service: ServiceDescription, part: PodPart, role: GroupSet['role']): PodSettings {
    const { podLabels, podAnnotations } = service.runtime;
    const discovered = part === 'leader' && role !== undefined ? componentLabels(service, role) : {};
    return {
      containerName: part === 'router' ? 'router' : this.containerName(service),
      labels: { ...discovered, ...this.podLabels(service, part), ...podLabels },
      annotations: { ...this.podAnnotations(service, part), ...podAnnotations },
      serviceAccountName: service.serviceAccountName,
      volumes: part === 'router' ? this.volumes(service, part) : undefined,
    };
  }

  private metadata(service: ServiceDescription, name: string, annotations: Labels | undefined) {
    return { name, namespace: service.namespace, labels: this.labels(service), annotations: { ...annotations } };
  }

  private labels(service: ServiceDescription): Labels {
    return { ...this.objectLabels(service), ...service.labels };
  }
}

/** By which a router finds the leaders of each half, whether they are in two sets or in one. */
function componentLabels(service: ServiceDescription, component: 'prefill' | 'decode' | 'router'): Labels {
  return { 'app.kubernetes.io/instance': service.name, 'app.kubernetes.io/component': component };
}

function setName(service: ServiceDescription, { role }: Pick<GroupSet, 'role'>): string {
  return role === undefined ? service.name : `${service.name}-${role}`;
}

/** The pods of a set that take requests. */
function answeringPods(service: ServiceDescription, { role, group }: GroupSet): Labels {
  const all = group.workers?.answerRequests === true;
  if (role === undefined || service.leaderWorkerSet?.disaggregatedSet !== true) {
    const set = setName(service, { role });
    return all ? podsOf(set) : leadersOf(set);
  }
  return all ? podsOfRole(service.name, role) : leadersOfRole(service.name, role);
}

/** Gives downloads a volume, so that a container that starts again finds what it has loaded. */
function withDownloads(pod: ServedPod, folder: string | undefined): ServedPod {
  if (folder === undefined) return pod;
  const env = pod.env ?? [];
  const scratch = pod.scratchFolders ?? [];
  const covered = scratch.some((parent) => folder === parent || folder.startsWith(`${parent.replace(/\/$/, '')}/`));
  return {
    ...pod,
    env: env.some(({ name }) => name === 'HF_HOME') ? env : [{ name: 'HF_HOME', value: folder }, ...env],
    scratchFolders: covered ? scratch : [...scratch, folder],
  };
}
