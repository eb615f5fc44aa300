import { arrayAt, isObject, nameOf, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { groupAnnotations, groupLabels, withGroupVariables } from '../group-pods';
import { originsIn } from '../merged-pod';
import type { MergedPod } from '../merged-pod';
import { withPodDefaults } from '../pod-defaults';
import { refused } from '../pods-result';
import type { PodsResult } from '../pods-result';
import { componentMetadata } from './component-metadata';
import { partOf } from './component-parts';
import type { MergedComponent, PodPart } from './component-parts';
import { onNodes, podOfPart, withModelVolume } from './component-pod';
import type { ComponentPod, ComponentPodResult } from './component-pod';
import type { DeploymentMode } from './deployment-mode';
import type { OmeContext } from './model-context';
import { withSetting } from './runner';
import { truncatedName } from './truncated-name';

/** A container of this name alone gets a readiness probe. */
const MAIN_CONTAINER = 'ome-container';

const NO_VOLUMES: ReadonlySet<string> = new Set();

/** A component and all that its pods depend on. */
export interface ComponentSetting {
  readonly service: Manifest;
  readonly component: MergedComponent;
  readonly mode: DeploymentMode;
  readonly context: OmeContext;
}

/** The pods of a component: one kind, or the leaders and the workers of groups. */
export function podsOfComponent(setting: ComponentSetting): PodsResult {
  switch (setting.mode) {
    case 'RawDeployment':
    case 'Serverless':
      return podsAlone(setting);
    case 'MultiNode':
      return podsOfGroups(setting);
    default:
      return { outcome: 'unknown', because: `its mode is ${setting.mode}`, expanded: [] };
  }
}

function podsAlone(setting: ComponentSetting): PodsResult {
  const { service, component, mode } = setting;
  const made = podOf(setting, partOf(component));
  if (!made.ok) return made.none;
  const { spec, sources, expanded } = made.pod;
  const complete = mode === 'Serverless' ? spec : withPodDefaults(spec, ({ name }) => name === MAIN_CONTAINER);
  const metadata = componentMetadata(service, component, setting.context);
  const labels = { ...metadata.labels, app: truncatedName(workloadOf(setting)) };
  const pod = { ...metadata, labels, component: component.name, spec: complete, addedVolumes: NO_VOLUMES };
  return { outcome: 'pods', expanded, pods: [{ ...pod, originOf: originsIn(complete, sources) }] };
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/lws/lws_reconciler.go createLWS */
function podsOfGroups(setting: ComponentSetting): PodsResult {
  const { component } = setting;
  const leader = podOf(setting, partOf(component, 'leader') ?? partOf(component));
  if (!leader.ok) return leader.none;
  const part = partOf(component, 'worker');
  if (part === undefined) {
    return refused('the workers of a group are not stated (nil pointer)', undefined, leader.pod.expanded);
  }
  const worker = podOf(setting, part);
  if (!worker.ok) return { ...worker.none, expanded: [...leader.pod.expanded, ...worker.none.expanded] };
  const { minReplicas } = component.fields;
  const groups = typeof minReplicas === 'number' ? minReplicas : 1;
  const workers = workersOf(component);
  const leaders = member(setting, leader.pod, 'leader', groups);
  return {
    outcome: 'pods',
    expanded: [...leader.pod.expanded, ...worker.pod.expanded],
    pods: workers === 0 ? [leaders] : [leaders, member(setting, worker.pod, 'worker', groups * workers)],
  };
}

function member(setting: ComponentSetting, pod: ComponentPod, role: 'leader' | 'worker', replicas: number): MergedPod {
  const { service, component, context } = setting;
  const metadata = componentMetadata(service, component, context);
  const workload = workloadOf(setting);
  const place = {
    name: groupName(workload),
    namespace: metadata.namespace,
    size: workersOf(component) + 1,
    index: role === 'leader' ? 0 : 1,
    hasOwnSubdomain: false,
  };
  const template = withPodDefaults(pod.spec, () => false);
  const spec = withGroupVariables(template, place);
  return {
    component: `${component.name}-${role}`,
    namespace: metadata.namespace,
    labels: {
      ...metadata.labels,
      ...(role === 'leader' ? { app: workload, 'ray.io/node-type': 'head' } : {}),
      ...groupLabels(place),
    },
    annotations: { ...metadata.annotations, ...groupAnnotations(place) },
    spec,
    template,
    replicas,
    addedVolumes: NO_VOLUMES,
    originOf: originsIn(spec, pod.sources),
  };
}

function podOf(setting: ComponentSetting, part: PodPart): ComponentPodResult {
  const { service, component, context } = setting;
  const runner = isObject(part.fields.runner) ? runnerOf(setting, part.fields.runner) : undefined;
  const result = podOfPart(service, part, runner);
  if (!result.ok) return result;
  const { name } = component;
  const mounted = withModelVolume(result.pod.spec, context);
  const spec =
    name === 'router'
      ? { ...mounted, serviceAccountName: `${nameOf(service)}-router` }
      : onNodes(mounted, service, name, context, context.accelerators?.[name]);
  return { ok: true, pod: { ...result.pod, spec } };
}

/** Entries of a router's configuration are variables; Go leaves their order to chance. */
function runnerOf({ service, component, context }: ComponentSetting, runner: JsonObject): JsonObject {
  const { name, fields } = component;
  if (name !== 'router') {
    const { annotations } = componentMetadata(service, component, context);
    return withSetting(runner, { ...context, service, component: name, annotations, nodes: nodesOf(component) });
  }
  const env = Object.entries(objectAt(fields, 'config')).map(([key, value]) => ({ name: key, value }));
  return env.length === 0 ? runner : { ...runner, env: [...arrayAt(runner, 'env'), ...env] };
}

/**
 * The name of the LeaderWorkerSet of a component.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/constants/constants.go LWSName
 */
export function groupName(workload: string): string {
  return `lws-${workload.slice(-50)}`;
}

/** The name of a component's objects, and the end of that of its groups. */
export function workloadOf({ service, component }: Pick<ComponentSetting, 'service' | 'component'>): string {
  return `${nameOf(service)}-${component.name}`;
}

/** Pods of a group beside its leader. */
export function workersOf({ fields }: MergedComponent): number {
  const { size } = objectAt(fields, 'worker');
  return typeof size === 'number' ? size : 0;
}

/** A decoder whose leader is not stated, and which has no runner, counts its workers alone. */
function nodesOf(component: MergedComponent): number {
  const { name, fields } = component;
  const hasLeader = name === 'engine' || isObject(fields.leader) || isObject(fields.runner);
  return workersOf(component) + (hasLeader ? 1 : 0);
}
