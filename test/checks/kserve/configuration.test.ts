import { kserveConfiguration } from '../../../checks/kserve/kserve-facts';
import { configMap, findings, told } from './manifests';

const RESOURCES = { memoryRequest: '100Mi', memoryLimit: '1Gi', cpuRequest: '100m', cpuLimit: '1' };
const INGRESS = { ingressGateway: 'knative-serving/knative-ingress-gateway' };

describe('the configuration of a cluster', () => {
  it('is what KServe ships where nothing is said', () => {
    expect(kserveConfiguration([])).toMatchObject({
      defaultDeploymentMode: 'Knative',
      isDefaultModeKnown: false,
      ociModelMode: 'modelcar',
      localModels: false,
      storageSecretName: 'storage-config',
    });
  });

  it('is what its ConfigMap says', () => {
    const manifest = configMap({
      deploy: { defaultDeploymentMode: 'RawDeployment' },
      multiNode: { customGPUResourceTypeList: ['huawei.com/Ascend910'] },
      storageInitializer: { ...RESOURCES, ociModelMode: 'native' },
      localModel: { enabled: true },
      ingress: { ...INGRESS, ingressDomain: 'models.example' },
      credentials: { storageSpecSecretName: 'storage' },
    });
    expect(kserveConfiguration([manifest])).toEqual({
      defaultDeploymentMode: 'Standard',
      isDefaultModeKnown: true,
      customGpuResourceTypes: ['huawei.com/Ascend910'],
      ociModelMode: 'native',
      localModels: true,
      domainTemplate: '{{ .Name }}-{{ .Namespace }}.{{ .IngressDomain }}',
      ingressDomain: 'models.example',
      isDomainKnown: true,
      storageSecretName: 'storage',
    });
  });

  it('is what is stated of it, before what its ConfigMap says', () => {
    const manifest = configMap({ deploy: { defaultDeploymentMode: 'Knative' } });
    const stated = kserveConfiguration([manifest], { defaultDeploymentMode: 'Standard' });
    expect(stated.defaultDeploymentMode).toBe('Standard');
  });

  it.each([
    ['names of fields in other letters', configMap({ deploy: { DefaultDeploymentMode: 'Standard' } }), 'Standard'],
    ['an entry that cannot be read', configMap({ deploy: '{"defaultDeploymentMode": "Standard",}' }), 'Knative'],
    ['a mode that is not known', configMap({ deploy: { defaultDeploymentMode: 'standard' } }), 'Knative'],
  ])('is read as Go reads it: %s', (_, manifest, mode) => {
    expect(kserveConfiguration([manifest]).defaultDeploymentMode).toBe(mode);
  });

  it.each([
    ['off', {}, 'none'],
    ['on by the old switch', { enableModelcar: true }, 'modelcar'],
    ['on by the new switch', { enableOciModelSupport: true }, 'modelcar'],
    ['on by the mode alone', { ociModelMode: 'fetch' }, 'fetch'],
  ])('says whether images of models are on: %s', (_, fields, mode) => {
    expect(kserveConfiguration([configMap({ storageInitializer: fields })]).ociModelMode).toBe(mode);
  });
});

describe('a configuration that KServe cannot read', () => {
  it.each([
    ['JSON with a comma too many', { deploy: '{"defaultDeploymentMode": "Standard",}' }, 'data.deploy'],
    ['a list', { ingress: '[]' }, 'data.ingress'],
    ['no default mode', { deploy: {} }, 'data.deploy'],
    ['a default mode that is not known', { deploy: { defaultDeploymentMode: 'Raw' } }, 'data.deploy'],
    ['a text for a boolean', { localModel: { enabled: 'true' } }, 'data.localModel'],
    ['a text for a list', { multiNode: { customGPUResourceTypeList: 'rdma/hca' } }, 'data.multiNode'],
    ['no gateway', { ingress: {} }, 'data.ingress'],
    [
      'a Gateway without a namespace',
      { ingress: { ...INGRESS, enableGatewayApi: true, kserveIngressGateway: 'gateway' } },
      'data.ingress',
    ],
    ['paths of no domain', { ingress: { ...INGRESS, pathTemplate: '/{{ .Name }}' } }, 'data.ingress'],
    ['a quantity that is none', { storageInitializer: { ...RESOURCES, cpuLimit: 'one' } }, 'data.storageInitializer'],
    ['a quantity that is a number', { storageInitializer: { ...RESOURCES, cpuLimit: 1 } }, 'data.storageInitializer'],
    [
      'a mode of images that is not known',
      { storageInitializer: { ...RESOURCES, ociModelMode: 'sidecar' } },
      'data.storageInitializer',
    ],
  ])('is told of: %s', (_, data, field) => {
    expect(told([configMap(data)])).toEqual([['kserve/configuration', field]]);
  });

  it('says who fails of it', () => {
    const [deploy, multiNode] = findings([configMap({ deploy: '', multiNode: '' })]);
    expect(deploy?.consequence).toContain('refuses them all');
    expect(multiNode?.consequence).toContain('does not start');
  });

  it.each([
    [
      'what KServe ships',
      { deploy: { defaultDeploymentMode: 'Serverless' }, ingress: INGRESS, storageInitializer: RESOURCES },
    ],
    ['entries of null', { deploy: 'null' }],
    ['the example, which nobody reads', { _example: 'deploy: |-\n  {}' }],
    ['entries that are not known', { mine: '{' }],
  ])('is not told of with %s', (_, data) => {
    expect(told([configMap(data)])).toEqual([]);
  });

  it('is that of KServe alone', () => {
    const other = { ...configMap({ deploy: '{' }), metadata: { name: 'settings' } };
    expect(told([other])).toEqual([]);
  });
});
