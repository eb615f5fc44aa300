import { isArray } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { isDnsLabel } from '../../kubernetes/names';
import { canonicalQuantity } from '../../kubernetes/quantity';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { fieldOf, sectionOf } from './config-map';
import { currentModeName, isDeploymentMode, isOciModelMode } from './kserve-facts';

type FieldType = 'text' | 'boolean' | 'texts';

/** Who reads a section, and so what fails if it cannot be read. */
type Reader = 'webhook' | 'controller' | 'start' | 'pods';

interface SectionShape {
  readonly reader: Reader;
  readonly fields?: Readonly<Record<string, FieldType>>;
  /** What is wrong with a section whose fields have the right types. */
  readonly check?: (fields: JsonObject) => readonly FieldFault[];
}

interface FieldFault {
  readonly problem: string;
  readonly mend: string;
}

const CONSEQUENCES: Readonly<Record<Reader, string>> = {
  webhook: "KServe's webhook reads it for every InferenceService, fails, and refuses them all.",
  controller: "KServe's controller reads it for every InferenceService, fails, and makes no pods.",
  start: "KServe's controller does not start.",
  pods: "KServe's webhook for pods reads it, fails, and no pod of a service is made.",
};

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/configmap.go */
const SECTIONS: Readonly<Record<string, SectionShape>> = {
  deploy: { reader: 'webhook', fields: { defaultDeploymentMode: 'text' }, check: checkDeploy },
  explainers: { reader: 'webhook' },
  inferenceService: {
    reader: 'webhook',
    fields: { serviceAnnotationDisallowedList: 'texts', serviceLabelDisallowedList: 'texts' },
  },
  localModel: { reader: 'webhook', fields: { enabled: 'boolean' } },
  security: { reader: 'webhook', fields: { autoMountServiceAccountToken: 'boolean' } },
  ingress: {
    reader: 'controller',
    fields: {
      enableGatewayApi: 'boolean',
      kserveIngressGateway: 'text',
      ingressGateway: 'text',
      ingressDomain: 'text',
      domainTemplate: 'text',
      pathTemplate: 'text',
      urlScheme: 'text',
      disableIstioVirtualHost: 'boolean',
      disableIngressCreation: 'boolean',
    },
    check: checkIngress,
  },
  storageInitializer: {
    reader: 'controller',
    fields: { enableModelcar: 'boolean', enableOciModelSupport: 'boolean', ociModelMode: 'text' },
    check: checkStorageInitializer,
  },
  credentials: {
    reader: 'controller',
    fields: { storageSpecSecretName: 'text', storageSecretNameAnnotation: 'text' },
  },
  autoscaler: {
    reader: 'controller',
    fields: { scaleUpStabilizationWindowSeconds: 'text', scaleDownStabilizationWindowSeconds: 'text' },
  },
  opentelemetryCollector: { reader: 'controller' },
  multiNode: { reader: 'start', fields: { customGPUResourceTypeList: 'texts' } },
  logger: { reader: 'pods' },
  batcher: { reader: 'pods' },
  agent: { reader: 'pods' },
};

/** What KServe cannot read of the ConfigMap that it is configured with. */
export function checkConfiguration(configMap: Manifest): readonly Fault[] {
  return Object.entries(SECTIONS).flatMap(([name, shape]) => {
    const section = sectionOf(configMap, name);
    if (section.state === 'absent') return [];
    const faults =
      section.state === 'broken'
        ? [{ problem: `The text cannot be read: ${section.problem}`, mend: 'Write one JSON object.' }]
        : faultsOf(section.fields, shape);
    return faults.map((fault) => ({
      id: 'kserve/configuration',
      severity: 'error' as const,
      field: `data.${name}`,
      ...fault,
      consequence: CONSEQUENCES[shape.reader],
    }));
  });
}

function faultsOf(fields: JsonObject, { fields: types = {}, check }: SectionShape): readonly FieldFault[] {
  const wrong = Object.entries(types).flatMap(([name, type]): readonly FieldFault[] => {
    const value = fieldOf(fields, name);
    if (value === undefined || value === null || isOfType(value, type)) return [];
    return [{ problem: `'${name}' is ${inWords(value)}, and no ${WORDS[type]}`, mend: `Write a ${WORDS[type]}.` }];
  });
  return wrong.length > 0 ? wrong : (check?.(fields) ?? []);
}

const WORDS: Readonly<Record<FieldType, string>> = { text: 'text', boolean: 'boolean', texts: 'list of texts' };

function isOfType(value: JsonValue, type: FieldType): boolean {
  if (type === 'texts') return isArray(value) && value.every((item) => typeof item === 'string');
  return typeof value === (type === 'text' ? 'string' : 'boolean');
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/configmap.go NewDeployConfig */
function checkDeploy(fields: JsonObject): readonly FieldFault[] {
  const mode = textIn(fields, 'defaultDeploymentMode');
  if (isDeploymentMode(currentModeName(mode))) return [];
  const problem = mode === '' ? 'It has no defaultDeploymentMode' : `'${mode}' is no deployment mode`;
  return [{ problem, mend: 'Set defaultDeploymentMode to Standard, Knative or ModelMesh.' }];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/configmap.go NewIngressConfig */
function checkIngress(fields: JsonObject): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const gateway = textIn(fields, 'kserveIngressGateway');
  const [namespace = '', name = '', ...rest] = gateway.split('/');
  if (
    fieldOf(fields, 'enableGatewayApi') === true &&
    !(isDnsLabel(namespace) && isDnsLabel(name) && rest.length === 0)
  ) {
    faults.push({
      problem: `enableGatewayApi is on, and kserveIngressGateway is '${gateway}', which names no Gateway`,
      mend: 'Write it as namespace/name, such as kserve/kserve-ingress-gateway.',
    });
  }
  if (textIn(fields, 'ingressGateway') === '') {
    faults.push({
      problem: 'It has no ingressGateway',
      mend: 'State one, even where it is not used, such as knative-serving/knative-ingress-gateway.',
    });
  }
  if (textIn(fields, 'pathTemplate') !== '' && textIn(fields, 'ingressDomain') === '') {
    faults.push({ problem: 'It has a pathTemplate and no ingressDomain', mend: 'State the domain that paths are of.' });
  }
  return faults;
}

const NEEDED_QUANTITIES = ['memoryRequest', 'memoryLimit', 'cpuRequest', 'cpuLimit'];
const OPTIONAL_QUANTITIES = ['cpuModelcar', 'memoryModelcar'];

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/configmap.go GetStorageInitializerConfigs */
function checkStorageInitializer(fields: JsonObject): readonly FieldFault[] {
  const stated = OPTIONAL_QUANTITIES.filter((name) => textIn(fields, name) !== '');
  const wrong = [...NEEDED_QUANTITIES, ...stated].filter((name) => !isQuantity(textIn(fields, name)));
  const faults = wrong.map((name) => ({
    problem: `'${name}' is ${inWords(fieldOf(fields, name) ?? '')}, and no quantity`,
    mend: `State it as text, such as ${name.startsWith('cpu') ? "'100m'" : "'100Mi'"}.`,
  }));
  const mode = textIn(fields, 'ociModelMode');
  if (mode === '' || isOciModelMode(mode)) return faults;
  return [...faults, { problem: `'${mode}' is no ociModelMode`, mend: 'Use modelcar, native or fetch.' }];
}

function isQuantity(text: string): boolean {
  return text !== '' && canonicalQuantity(text) !== undefined;
}

function textIn(fields: JsonObject, name: string): string {
  const value = fieldOf(fields, name);
  return typeof value === 'string' ? value : '';
}
