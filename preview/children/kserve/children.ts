import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { canariesOf } from '../../kserve/canaries';
import { defaultedService, refusedMode } from '../../kserve/defaulted-service';
import type { DefaultedService } from '../../kserve/defaulted-service';
import { mergedPredictor } from '../../kserve/merged-predictor';
import { otherPod } from '../../kserve/other-component';
import { passedOn } from '../../kserve/predictor-metadata';
import type { MergedPod } from '../../merged-pod';
import { child } from '../child-object';
import type { ChildObject, Inexactness, MadePod, NoChildren, ServiceChildren } from '../child-object';
import { hostOf, isHost } from '../host-name';
import { autoscalerOf } from './autoscaler';
import { componentName } from './component';
import type { ComponentKind, KserveComponent } from './component';
import type { ChildConfiguration } from './configuration';
import { deploymentsOf } from './deployments';
import { httpRoutesOf } from './http-routes';
import { ingressOf, isInternal } from './ingress';
import { holdsSeveralModels, internalAnnotations, modelConfigName } from './internal-annotations';
import { knativeRoutesOf, knativeServiceOf } from './knative-services';
import { podInexactness } from './pod-inexactness';
import { servicesOf } from './services';

/**
 * What KServe v0.20 makes of an `InferenceService`: the pods of its components and the objects around them.
 *
 * @param runtimeOf - the runtime that a service gets; it is asked for canaries, too
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/controller.go Reconcile
 */
export function kserveChildren(
  service: Manifest,
  runtimeOf: (service: Manifest) => Manifest | undefined,
  configuration: ChildConfiguration,
): ServiceChildren {
  const mode = refusedMode(service, configuration);
  if (mode !== undefined) {
    const message = `fails to create NewRawKubeReconciler for predictor: unsupported deployment mode for workload: ${mode}`;
    return { outcome: 'refused', message };
  }
  const defaulted = defaultedService(service, configuration);
  if (defaulted === undefined) {
    return { outcome: 'unknown', because: 'it is for ModelMesh, or states neither a model nor a container' };
  }
  if (textAt(service, 'metadata', 'annotations', 'serving.kserve.io/stop')?.toLowerCase() === 'true') {
    return { outcome: 'nothing', because: 'its annotation serving.kserve.io/stop stops it' };
  }
  const stable = predictorOf(service, runtimeOf(service), defaulted, configuration);
  if (!stable.ok) return stable.none;
  const components: KserveComponent[] = [stable.component];
  for (const kind of ['transformer', 'explainer'] as const) {
    if (!isObject(objectAt(service, 'spec')[kind])) continue;
    const other = otherPod(defaulted, kind, configuration);
    if (!other.ok) return { outcome: 'refused', message: other.problem };
    components.push(componentOf(defaulted, kind, componentName(nameOf(service), kind), [other.pod]));
  }
  const canaries: KserveComponent[] = [];
  for (const canary of defaulted.mode === 'Standard' ? canariesOf(service) : []) {
    const own = runtimeOf(canary.service);
    const made = predictorOf(canary.service, own ?? runtimeOf(service), defaulted, configuration);
    if (!made.ok) return made.none;
    const pod = { ...made.component.pod, component: `canary ${canary.name}` };
    canaries.push({ ...made.component, pod, fields: { minReplicas: canary.replicas } });
  }
  const all = [...components, ...canaries];
  const unnamed = defaulted.mode === 'Standard' ? withoutHost(service, all, configuration) : undefined;
  if (unnamed?.refusal !== undefined) return unnamed.refusal;
  return {
    outcome: 'made',
    mode: defaulted.mode,
    pods: all.flatMap((component) => podsOf(component, defaulted.mode)),
    children: [
      ...modelConfiguration(defaulted),
      ...(defaulted.mode === 'Knative'
        ? knativeChildren(defaulted, components, configuration)
        : standardChildren(defaulted, components, canaries, configuration)),
    ],
    inexact: [...configurationInexactness(configuration), ...collectors(components), ...(unnamed?.inexact ?? [])],
  };
}

/**
 * In Standard mode, the controller makes up the host of a component before anything else, and stops where that is no host.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/raw/raw_kube_reconciler.go createRawURL
 */
function withoutHost(
  service: Manifest,
  components: readonly KserveComponent[],
  { ingress, isKnown }: ChildConfiguration,
): { readonly refusal?: NoChildren; readonly inexact?: readonly Inexactness[] } {
  if (namespaceOf(service) === undefined) return {};
  for (const { kind, name } of components) {
    const host = hostOf(name, service, ingress);
    if (host === undefined || isHost(host)) continue;
    const message = `fails to create NewRawKubeReconciler for ${kind}: failed creating host name: invalid domain name "${host}"`;
    if (isKnown) return { refusal: { outcome: 'refused', message } };
    return { inexact: [{ because: `where hosts are named as KServe ships it, nothing is made: ${message}` }] };
  }
  return {};
}

type Predictor =
  { readonly ok: true; readonly component: KserveComponent } | { readonly ok: false; readonly none: NoChildren };

function predictorOf(
  service: Manifest,
  runtime: Manifest | undefined,
  defaulted: DefaultedService,
  configuration: ChildConfiguration,
): Predictor {
  const result = mergedPredictor(service, runtime, configuration);
  if (result.outcome !== 'pods') return { ok: false, none: result };
  const name = componentName(nameOf(service), 'predictor', textAt(service, 'spec', 'predictor', 'name'));
  const predictor = objectAt(service, 'spec', 'predictor');
  return {
    ok: true,
    component: componentOf({ ...defaulted, manifest: service, predictor }, 'predictor', name, result.pods),
  };
}

function componentOf(
  service: DefaultedService,
  kind: ComponentKind,
  name: string,
  [first, worker]: readonly MergedPod[],
): KserveComponent {
  const { manifest } = service;
  const fields = objectAt(manifest, 'spec', kind);
  const added = internalAnnotations(manifest, kind, fields, service.model?.fields);
  const annotated = (pod: MergedPod): MergedPod => ({ ...pod, annotations: { ...pod.annotations, ...added } });
  const pod = annotated(first ?? NO_POD);
  return {
    kind,
    service: manifest,
    name,
    fields,
    pod,
    worker: worker && annotated(worker),
    inexact: podInexactness(pod),
  };
}

const NO_POD: MergedPod = {
  component: 'predictor',
  labels: {},
  annotations: {},
  spec: {},
  addedVolumes: new Set(),
  originOf: () => ({ author: 'controller', manifest: { apiVersion: '', kind: '' }, field: 'spec' }),
};

function podsOf(component: KserveComponent, mode: DefaultedService['mode']): readonly MadePod[] {
  const { name, pod, worker, inexact, service } = component;
  if (mode === 'Knative') {
    const podName = `${name}-<revision>-deployment-<hash>`;
    return [{ pod, workload: { kind: 'Service', name }, podName, inexact }];
  }
  const made = (one: MergedPod, workload: string) => ({
    pod: one,
    workload: { kind: 'Deployment', name: workload },
    podName: `${workload}-<hash>`,
    inexact,
  });
  return [made(pod, name), ...(worker === undefined ? [] : [made(worker, `${nameOf(service)}-predictor-worker`)])];
}

function standardChildren(
  service: DefaultedService,
  components: readonly KserveComponent[],
  canaries: readonly KserveComponent[],
  configuration: ChildConfiguration,
): readonly ChildObject[] {
  const { manifest, annotations } = service;
  const routed = isInternal(manifest, configuration)
    ? []
    : configuration.ingress.enableGatewayApi
      ? httpRoutesOf({ service: manifest, metadata: routeMetadata(service), configuration }, components)
      : ingressOf(manifest, annotations, configuration);
  return [
    ...[...canaries, ...components].flatMap((component) => [
      ...servicesOf(component, configuration),
      ...deploymentsOf(component, configuration),
      ...autoscalerOf(component, configuration),
    ]),
    ...routed,
  ];
}

function knativeChildren(
  service: DefaultedService,
  components: readonly KserveComponent[],
  configuration: ChildConfiguration,
): readonly ChildObject[] {
  return [
    ...components.map(knativeServiceOf),
    ...knativeRoutesOf(service.manifest, routeMetadata(service), components, configuration),
  ];
}

function routeMetadata({ annotations, labels }: DefaultedService): {
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
} {
  return { labels, annotations: passedOn(annotations) };
}

/**
 * Where an agent finds which models to load, of a predictor that states none.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/modelconfig/modelconfig_reconciler.go Reconcile
 */
function modelConfiguration({ manifest, predictor, labels, model }: DefaultedService): readonly ChildObject[] {
  if (!holdsSeveralModels(predictor, model?.fields)) return [];
  return [
    child(
      ['v1', 'ConfigMap'],
      { name: modelConfigName(nameOf(manifest)), namespace: namespaceOf(manifest), labels },
      { data: { 'models.json': '[]' } },
      'the models that an agent loads, since the service states none',
    ),
  ];
}

function configurationInexactness({ isKnown }: ChildConfiguration): readonly Inexactness[] {
  if (isKnown) return [];
  return [
    {
      because:
        'the ConfigMap inferenceservice-config of the cluster is not among the manifests: it is taken to be as KServe ships it, but for what is stated of the cluster',
    },
  ];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/otel/otel_reconciler.go */
function collectors(components: readonly KserveComponent[]): readonly Inexactness[] {
  return components.flatMap(({ name, fields }) =>
    arrayAt(fields, 'autoScaling', 'metrics').some(
      (metric) => textAt(metric, 'podmetric', 'metric', 'backend') === 'opentelemetry',
    )
      ? [{ because: `an OpenTelemetryCollector '${name}' that gathers the metrics of pods is made, too` }]
      : [],
  );
}
