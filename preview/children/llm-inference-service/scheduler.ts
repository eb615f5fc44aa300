import { presetScheduler } from '../../../catalog/llm-presets';
import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { childName } from '../../llm-inference-service/child-name';
import { CURRENT_NAMESPACE } from '../../object-meta';
import { containersOf, stated, unionOfTexts } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject, Inexactness } from '../child-object';
import { labelsOf, metadataOf, selectorOf } from './metadata';

const GROUP = 'rbac.authorization.k8s.io';
const SEES = ['get', 'list', 'watch'];
const V1 = 'inference.networking.k8s.io';
const V1_ALPHA_2 = 'inference.networking.x-k8s.io';

/**
 * Whether the controller makes a scheduler for a service: one that states a scheduler, and no pool of somebody else.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scheduler.go hasManagedScheduler
 */
export function hasScheduler(spec: JsonObject): boolean {
  const { scheduler } = objectAt(spec, 'router');
  return isObject(scheduler) && (textAt(scheduler, 'pool', 'ref', 'name') ?? '') === '';
}

/**
 * The scheduler, which tells gateways the pod that is to answer a request, and the pool of pods that it chooses from.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scheduler.go reconcileScheduler
 */
export function schedulerChildren(service: Manifest, spec: JsonObject): readonly ChildObject[] {
  if (!hasScheduler(spec)) return [];
  const scheduler = objectAt(spec, 'router', 'scheduler');
  const template = isObject(scheduler.template) ? scheduler.template : undefined;
  const labels = labelsOf(service, 'llminferenceservice-router-scheduler');
  const pool = poolSpec(service, scheduler);
  const answering = textAt(pool, 'endpointPickerRef', 'name') ?? '';
  return [
    ...access(service, labels, template),
    ...tokenizerChildren(service, scheduler),
    deployment(service, scheduler, template, labels),
    child(
      ['v1', 'Service'],
      { ...metadataOf(service, '-epp-service', labels), ...(answering === '' ? {} : { name: answering }) },
      { spec: { selector: labels, ports: servicePorts(template ?? outline()) } },
      'where gateways ask the scheduler',
      template === undefined ? [PRESET] : [],
    ),
    child(
      [`${V1}/v1`, 'InferencePool'],
      metadataOf(service, '-inference-pool', labels),
      { spec: pool },
      'the pods that the scheduler chooses from',
      [
        ...(isObject(objectAt(scheduler, 'pool').spec) ? [] : [PRESET]),
        { because: `another one of ${V1_ALPHA_2}/v1alpha2 is made where the cluster has the kind` },
      ],
    ),
  ];
}

const PRESET: Inexactness = {
  because: 'it is taken from what KServe v0.20 ships, since kserve-config-llm-scheduler is not among the manifests',
};

/** @see https://github.com/kserve/kserve/blob/master/config/llmisvcconfig/config-llm-scheduler.yaml */
function poolSpec(service: Manifest, scheduler: JsonObject): JsonObject {
  const own = objectAt(scheduler, 'pool').spec;
  if (isObject(own)) return own;
  return {
    selector: { matchLabels: selectorOf(service) },
    targetPorts: [{ number: 8000 }],
    endpointPickerRef: {
      failureMode: 'FailOpen',
      kind: 'Service',
      name: childName(nameOf(service), '-epp-service'),
      port: { number: 9002 },
    },
  };
}

/** Those of the template that have the names that gateways and probes ask for. */
function servicePorts(template: JsonObject): readonly JsonObject[] {
  const names = new Set(presetScheduler().ports.map(({ name }) => name));
  const ports = containersOf(template).flatMap((container) => arrayAt(container, 'ports').filter(isObject));
  const found = ports.flatMap((port) => {
    const name = textAt(port, 'name') ?? '';
    const protocol = textAt(port, 'protocol') ?? 'TCP';
    return names.has(name)
      ? [[name, { name, port: port.containerPort ?? null, targetPort: name, protocol }] as const]
      : [];
  });
  return sorted([...new Map(found).values()]);
}

/** As far as others rely on it. */
function outline(): JsonObject {
  const { image, ports } = presetScheduler();
  const listened = ports.map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' }));
  return { containers: [{ name: 'main', image, ports: listened }] };
}

function sorted<Port extends { readonly name: string }>(ports: readonly Port[]): readonly Port[] {
  return [...ports].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scheduler.go expectedSchedulerDeployment */
function deployment(
  service: Manifest,
  scheduler: JsonObject,
  template: JsonObject | undefined,
  labels: Readonly<Record<string, string>>,
): ChildObject {
  const podLabels = { ...labels, ...unionOfTexts(objectAt(scheduler, 'labels')) };
  const annotations = unionOfTexts(objectAt(scheduler, 'annotations'));
  return child(
    ['apps/v1', 'Deployment'],
    // One map in the controller: labels of pods stand in the selector, too.
    metadataOf(service, '-kserve-router-scheduler', podLabels),
    {
      spec: stated({
        replicas: scheduler.replicas,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: podLabels },
        template: {
          metadata: stated({
            labels: podLabels,
            annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
          }),
          spec: template ?? outline(),
        },
      }),
    },
    'the scheduler',
    template === undefined
      ? [{ field: 'spec.template.spec', because: 'kserve-config-llm-scheduler is not among the manifests' }]
      : [
          {
            field: 'spec.template.spec',
            because: 'what the controller adds to it is left out: its configuration, accounts and settings of versions',
          },
        ],
  );
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/scheduler.go reconcileSchedulerServiceAccount */
function access(
  service: Manifest,
  labels: Readonly<Record<string, string>>,
  template: JsonObject | undefined,
): readonly ChildObject[] {
  const made = childName(nameOf(service), '-epp-sa');
  const own = textAt(template, 'serviceAccountName') ?? '';
  const account = own === '' ? made : own;
  const namespace = namespaceOf(service);
  const role = metadataOf(service, '-epp-role', labels);
  const subjects = [stated({ kind: 'ServiceAccount', name: account, namespace })];
  const binding = childName(namespace ?? CURRENT_NAMESPACE, `-${nameOf(service)}-epp-auth-rb`);
  return [
    ...(account === made
      ? [child(['v1', 'ServiceAccount'], { ...role, name: made }, {}, 'what the scheduler runs as')]
      : []),
    child(
      [`${GROUP}/v1`, 'ClusterRoleBinding'],
      { name: binding, labels },
      { roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: 'system:auth-delegator' }, subjects },
      'lets the scheduler know who asks for its metrics',
    ),
    child([`${GROUP}/v1`, 'Role'], role, { rules: RULES }, 'lets the scheduler see pods and pools'),
    child(
      [`${GROUP}/v1`, 'RoleBinding'],
      metadataOf(service, '-epp-rb', labels),
      { roleRef: { apiGroup: GROUP, kind: 'Role', name: role.name }, subjects },
      'gives the Role to the scheduler',
    ),
  ];
}

const RULES: readonly JsonObject[] = [
  { apiGroups: [''], resources: ['pods'], verbs: SEES },
  {
    apiGroups: [V1, V1_ALPHA_2],
    resources: ['inferencepools', 'inferenceobjectives', 'inferencemodels'],
    verbs: SEES,
  },
  { apiGroups: [V1_ALPHA_2], resources: ['inferencemodelrewrites', 'inferencepoolimports'], verbs: SEES },
  { apiGroups: ['llm-d.ai'], resources: ['inferenceobjectives', 'inferencemodelrewrites'], verbs: SEES },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: SEES },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    verbs: [...SEES, 'create', 'update', 'patch', 'delete'],
  },
];

/** Plugins of a scheduler that count tokens. */
const COUNTS_TOKENS: ReadonlySet<string> = new Set(['token-producer', 'precise-prefix-cache-scorer']);

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/tokenizer.go isTokenizerEnabled */
function tokenizerChildren(service: Manifest, scheduler: JsonObject): readonly ChildObject[] {
  const plugins = arrayAt(objectAt(scheduler, 'config', 'inline'), 'plugins');
  const counts = plugins.some((plugin) => COUNTS_TOKENS.has(textAt(plugin, 'type') ?? ''));
  if (!isObject(scheduler.tokenizer) && !counts) return [];
  const labels = labelsOf(service, 'tokenizer');
  const template = objectAt(scheduler, 'tokenizer', 'template');
  return [
    child(
      ['apps/v1', 'Deployment'],
      metadataOf(service, '-tokenizer', labels),
      { spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: template } } },
      'counts the tokens of requests',
      [
        {
          field: 'spec.template.spec',
          because: "the controller adds the model's files, and kserve-config-llm-tokenizer says the rest",
        },
      ],
    ),
    child(
      ['v1', 'Service'],
      metadataOf(service, '-tokenizer', labels),
      {
        spec: {
          selector: labels,
          ports: [{ name: 'render-http', port: TOKENIZER_PORT, targetPort: 'render-http', protocol: 'TCP' }],
        },
      },
      'where the scheduler has tokens counted',
    ),
  ];
}

const TOKENIZER_PORT = 8000;
