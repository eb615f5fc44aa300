import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { findings, runtime, service, STANDARD, told } from './manifests';

const MARK = { 'opendatahub.io/dashboard': 'true' };
const ON_OPENSHIFT = { platform: 'openshift-ai' } as const;
const within = (namespace: string, labels: JsonObject = {}): Manifest =>
  service({ namespace, labels, annotations: STANDARD });
const initialization: Manifest = {
  apiVersion: 'dscinitialization.opendatahub.io/v1',
  kind: 'DSCInitialization',
  metadata: { name: 'default-dsci' },
  spec: { applicationsNamespace: 'platform' },
};

describe('a cluster has OpenShift AI', () => {
  const protectedNamespace = within('opendatahub');

  it.each<readonly [what: string, manifests: readonly Manifest[]]>([
    ['a label of it on a service', [within('opendatahub', MARK)]],
    ['a label of it on a runtime', [runtime({}, { labels: MARK }), protectedNamespace]],
  ])('where there is %s', (_, manifests) => {
    expect(told(manifests)).toEqual([['kserve/protected-namespace', 'metadata.namespace']]);
  });

  it('where it is said to', () => {
    expect(told([protectedNamespace], ON_OPENSHIFT)).toHaveLength(1);
  });

  it('not where nothing tells, nor where it is said to have another platform', () => {
    expect(told([protectedNamespace])).toEqual([]);
    expect(told([within('opendatahub', MARK)], { platform: 'kserve' })).toEqual([]);
  });
});

describe('the namespace of OpenShift AI', () => {
  it('is known of its DSCInitialization, and takes no services', () => {
    expect(findings([initialization, within('platform')])).toMatchObject([
      { id: 'kserve/protected-namespace', severity: 'error' },
    ]);
    expect(told([initialization, within('opendatahub')])).toEqual([]);
  });

  it('is only likely one of the usual ones otherwise', () => {
    expect(findings([within('redhat-ods-applications')], ON_OPENSHIFT)).toMatchObject([{ severity: 'warning' }]);
  });
});

it('refuses names over 53 characters, whatever the mode', () => {
  const [finding] = findings([service({ name: 'a'.repeat(54), namespace: 'm' })], ON_OPENSHIFT);
  expect(finding).toMatchObject({ id: 'kserve/service-name-length', severity: 'error' });
  expect(finding?.consequence).toContain('OpenShift AI');
});

describe('a runtime under its display name', () => {
  const shown = (metadata: JsonObject = {}): Manifest =>
    runtime({}, { name: 'vllm-cuda-runtime', annotations: { 'openshift.io/display-name': 'vllm' }, ...metadata });
  const naming = (name: string): Manifest => service({ model: { runtime: name } });

  it('is told of with its name', () => {
    const [finding] = findings([shown(), naming('vllm')]);
    expect(finding).toMatchObject({ id: 'kserve/runtime-display-name', field: 'spec.predictor.model.runtime' });
    expect(finding?.mend).toContain("'vllm-cuda-runtime'");
  });

  it.each<readonly [what: string, manifests: readonly Manifest[]]>([
    ['the service has its name', [shown(), naming('vllm-cuda-runtime')]],
    [
      'it is shown under its own name, and states no namespace',
      [
        { ...runtime(), metadata: { name: 'vllm', annotations: { 'openshift.io/display-name': 'vllm' } } },
        naming('vllm'),
      ],
    ],
    ['another runtime has that name', [shown(), runtime({}, { name: 'vllm' }), naming('vllm')]],
    ['it is of another namespace', [shown({ namespace: 'others' }), naming('vllm')]],
  ])('is none where %s', (_, manifests) => {
    expect(told(manifests)).toEqual([]);
  });
});
