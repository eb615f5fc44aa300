import { textAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import type { MergedPod } from '../../merged-pod';
import { componentMetadata } from '../../ome/component-metadata';
import { groupName, workersOf } from '../../ome/component-pods';
import { mergedComponent } from '../../ome/component-parts';
import type { MergedComponent } from '../../ome/component-parts';
import { deploymentModeOf } from '../../ome/deployment-mode';
import { mergedService } from '../../ome/merged-service';
import type { OmeContext } from '../../ome/model-context';
import { withRdma } from '../../ome/rdma';
import { truncatedName } from '../../ome/truncated-name';
import type { ChildObject, Inexactness, MadePod, ServiceChildren } from '../child-object';
import { groupPodName } from '../lws/group-pod-name';
import { routerAccess } from './access';
import { componentName, queueLabels } from './component';
import type { OmeComponent } from './component';
import type { OmeIngress } from './configuration';
import { deploymentChildren } from './deployment';
import { groupChildren } from './groups';
import { entranceOf } from './ingress';
import { omeKnativeService } from './knative-service';
import { modelConfiguration } from './model-configuration';

/**
 * What OME v0.1.5 makes of an `InferenceService`: the pods of its components and the objects around them.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/controller.go Reconcile
 */
export function omeChildren(service: Manifest, context: OmeContext, ingress: OmeIngress): ServiceChildren {
  const { runtime } = context;
  if (textAt(service, 'metadata', 'annotations', 'ome.io/deploymentMode') === 'VirtualDeployment') {
    return { outcome: 'nothing', because: 'its annotation ome.io/deploymentMode says that it is deployed elsewhere' };
  }
  const result = mergedService(service, context);
  if (result.outcome !== 'pods') return result;
  if (runtime === undefined) return { outcome: 'unknown', because: 'the runtime is not known' };
  const merged = (['engine', 'decoder', 'router'] as const).flatMap((name) => {
    const component = mergedComponent(service, runtime, name);
    return component?.ok === true ? [component.component] : [];
  });
  const hasDecoder = merged.some(({ name }) => name === 'decoder');
  const components = merged.map((component) => componentOf(service, component, hasDecoder, context, result.pods));
  const entrance = entranceOf(service, components, ingress);
  return {
    outcome: 'made',
    mode: components.map(({ kind, mode }) => `${kind} ${mode}`).join(', '),
    pods: components.flatMap(podsOf),
    children: [...modelConfiguration(service, context.model), ...components.flatMap(childrenOf), ...entrance.children],
    inexact: [...entrance.inexact, ...(ingress.isKnown ? [] : [AS_SHIPPED])],
  };
}

const AS_SHIPPED: Inexactness = {
  because:
    'the ConfigMap inferenceservice-config of OME is not among the manifests: it is taken to be as OME v0.1.5 ships it',
};

function componentOf(
  service: Manifest,
  component: MergedComponent,
  hasDecoder: boolean,
  context: OmeContext,
  pods: readonly MergedPod[],
): OmeComponent {
  const mode = deploymentModeOf(component, hasDecoder);
  const { labels, annotations } = componentMetadata(service, component, context);
  const isGroup = mode === 'MultiNode';
  const name = componentName({ service, kind: component.name });
  const queues = queueLabels(annotations);
  const app = mode === 'RawDeployment' ? { app: truncatedName(name), ...queues } : {};
  const own = pods.filter((pod) => pod.component.split('-')[0] === component.name);
  return {
    service,
    kind: component.name,
    mode,
    fields: component.fields,
    labels: { ...labels, ...app },
    annotations,
    pods: own.map((pod) => ({ ...pod, labels: { ...pod.labels, ...queues } })),
    workers: isGroup ? workersOf(component) : 0,
  };
}

function childrenOf(component: OmeComponent): readonly ChildObject[] {
  const made = {
    RawDeployment: deploymentChildren,
    MultiNode: groupChildren,
    Serverless: omeKnativeService,
    MultiNodeRayVLLM: () => [],
    VirtualDeployment: () => [],
  }[component.mode](component);
  return component.kind === 'router' ? [...routerAccess(component), ...made] : made;
}

function podsOf(component: OmeComponent): readonly MadePod[] {
  const { mode, pods, workers } = component;
  const name = componentName(component);
  return pods.map((pod): MadePod => {
    const inexact = podInexactness(pod);
    const complete = { ...pod, spec: withRdma(pod.spec, pod.annotations) };
    if (mode === 'MultiNode') {
      const set = groupName(name);
      const isWorker = pod.component.endsWith('-worker');
      return {
        pod: complete,
        workload: { kind: 'LeaderWorkerSet', name: set },
        perReplica: isWorker ? workers : 1,
        podName: groupPodName(set, isWorker ? workers : undefined),
        inexact,
      };
    }
    const kind = mode === 'Serverless' ? 'Service' : 'Deployment';
    const podName = kind === 'Service' ? `${name}-<revision>-deployment-<hash>` : `${name}-<hash>`;
    return { pod: complete, workload: { kind, name }, podName, inexact };
  });
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/pod/mutator.go mutate */
function podInexactness({ annotations }: MergedPod): readonly Inexactness[] {
  const injected = ['model-init', 'serving-sidecar', 'fine-tuned-adapter'].filter((name) => {
    const asked = annotations[`ome.io/inject-${name}`] ?? '';
    return name === 'fine-tuned-adapter' ? asked !== '' : asked === 'true';
  });
  return injected.map((name) => ({
    field: 'spec.containers',
    because: `OME's webhook adds what it is configured with for ${name}`,
  }));
}
