import { CCE_MODEL_TYPES } from '../../catalog/cce-model-facts';
import { nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import { registrationPayload } from '../../platforms/cce/registration';
import type { CceModelRegistration } from '../../platforms/cce/registration';
import { CceModelRegistrations } from '../../platforms/cce/registrations';
import type { CceModelRegistrationsProps } from '../../platforms/cce/registrations';
import { schemaErrors } from '../manifest-schema';
import { onCce } from './cluster';

const DEEPSEEK: CceModelRegistration = {
  type: 'DeepSeek-R1-Distill-Qwen-7B',
  instances: { min: 2, max: 4 },
  folder: { claim: 'release-models', path: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-7B' },
  objectives: { timeToFirstTokenMs: 1000, timePerOutputTokenMs: 20 },
  description: 'This is model description.',
};

function registered(props: Partial<CceModelRegistrationsProps> = {}) {
  return onCce(
    (cluster) =>
      new CceModelRegistrations(cluster, 'preset-models', { models: [DEEPSEEK], appliedBy: 'argo-cd', ...props }),
  );
}

/** What the script of the one ConfigMap, or of the one with a name, reads. */
function settings(written: ReturnType<typeof registered>, name?: string): unknown {
  return JSON.parse(textAt(written.object('ConfigMap', name), 'data', 'registration.json') ?? '');
}

test("the documentation's example is sent word for word", () => {
  expect(registrationPayload(DEEPSEEK)).toEqual({
    name: 'DeepSeek-R1-Distill-Qwen-7B',
    type: 'DeepSeek-R1-Distill-Qwen-7B',
    resource_type: 'huawei.com/ascend-1980',
    version: '1.0.0',
    max_instance: 4,
    min_instance: 2,
    pvc: { name: 'release-models', path: 'deepseek-ai/DeepSeek-R1-Distill-Qwen-7B' },
    slo: { target_time_to_first_token_p95: 1000, target_time_per_output_token_p95: 20 },
    description: 'This is model description.',
  });
});

test('what is not said of a model has a default', () => {
  const { type, folder, objectives } = DEEPSEEK;
  const payload = registrationPayload({ type, folder: { claim: folder.claim }, objectives });
  expect(payload).toMatchObject({ name: type, min_instance: 1, max_instance: 1, pvc: { path: `deepseek-ai/${type}` } });
  expect(payload).not.toHaveProperty('description');
});

describe('registrations by Argo CD', () => {
  test('are a Job after each sync and a ConfigMap that belongs to the Application', () => {
    const { manifests, found } = registered();
    expect(found).toEqual([]);
    expect(manifests.flatMap(schemaErrors)).toEqual([]);
    const withoutScript = manifests.map((manifest) => ({
      ...manifest,
      ...(manifest.kind === 'ConfigMap' ? { data: Object.keys(objectAt(manifest, 'data')) } : {}),
    }));
    expect(withoutScript).toMatchSnapshot();
  });

  test('keep their names whatever is registered, since the hook is made anew', () => {
    const names = (props: Partial<CceModelRegistrationsProps>) => registered(props).manifests.map(nameOf);
    expect(names({ readySeconds: 60 })).toEqual(names({ readySeconds: 90 }));
  });
});

describe('registrations by Flux', () => {
  const name = (props: Partial<CceModelRegistrationsProps> = {}) =>
    nameOf(registered({ appliedBy: 'flux', ...props }).object('Job'));

  test('are a Job that is replaced where it cannot be changed, and that nothing deletes', () => {
    const job = registered({ appliedBy: 'flux' }).object('Job');
    expect(valueAt(job, 'metadata', 'annotations')).toEqual({ 'kustomize.toolkit.fluxcd.io/force': 'enabled' });
    expect(valueAt(job, 'spec', 'ttlSecondsAfterFinished')).toBeUndefined();
    expect(schemaErrors(job)).toEqual([]);
  });

  test.each<[string, Partial<CceModelRegistrationsProps>]>([
    ['a model', { models: [{ ...DEEPSEEK, instances: { min: 2, max: 6 } }] }],
    ['the image', { image: 'registry.example/node:24' }],
    ['the endpoint', { endpoint: 'https://gateway.example' }],
    ['the time to wait', { readySeconds: 60 }],
    ['deregistration', { deregister: 'on-removal' }],
  ])('make another Job when %s changes', (_, props) => {
    expect(name()).toMatch(/^preset-models-[0-9a-f]{8}$/);
    expect(name(props)).not.toBe(name());
  });

  test('have the Job read the ConfigMap of the same name, which Flux leaves as it is', () => {
    const written = registered({ appliedBy: 'flux' });
    const [volume] = [valueAt(written.object('Job'), 'spec', 'template', 'spec', 'volumes')].flat();
    expect(volume).toMatchObject({ configMap: { name: name() } });
    expect(written.object('ConfigMap')).toMatchObject({
      metadata: { name: name(), annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } },
    });
  });
});

describe('deregistration', () => {
  test('is never done unasked', () => {
    expect(settings(registered())).not.toHaveProperty('mark');
    expect(settings(registered())).toMatchObject({ models: [{ description: 'This is model description.' }] });
  });

  test('when asked for marks each description with its owner', () => {
    const mark = '[registered by models/preset-models]';
    const { description: _, ...undescribed } = DEEPSEEK;
    const models = [DEEPSEEK, { ...undescribed, name: 'second' }];
    expect(settings(registered({ models, deregister: 'on-removal' }))).toMatchObject({
      mark,
      models: [{ description: `This is model description. ${mark}` }, { description: mark }],
    });
  });

  test('with the Application is a Job and a ConfigMap after it, which registers nothing', () => {
    const written = registered({ deregister: 'on-removal', deregisterWithApplication: true });
    expect(written.found).toEqual([]);
    const hook = { 'argocd.argoproj.io/hook': 'PostDelete', 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' };
    for (const kind of ['Job', 'ConfigMap']) {
      expect(written.object(kind, 'preset-models-deregister')).toMatchObject({ metadata: { annotations: hook } });
    }
    expect(settings(written, 'preset-models-deregister')).toMatchObject({
      models: [],
      mark: '[registered by models/preset-models]',
    });
  });
});

test('the address is that of the add-on in the cluster', () => {
  expect(settings(registered())).toMatchObject({
    endpoint: 'http://frontend-service.kube-system.svc.cluster.local',
  });
});

test('the Job outlives the wait for the models', () => {
  const deadline = valueAt(registered({ readySeconds: 7200 }).object('Job'), 'spec', 'activeDeadlineSeconds');
  expect(deadline).toBeGreaterThan(7200);
});

test('all preset models can be registered together', () => {
  const { findings } = registered({ models: CCE_MODEL_TYPES.map((type) => ({ ...DEEPSEEK, type })) });
  expect(findings).toEqual([]);
});

describe('registrations are refused', () => {
  const model = (change: Partial<CceModelRegistration>) => ({ models: [{ ...DEEPSEEK, ...change }] });
  test.each<[string, Partial<CceModelRegistrationsProps>]>([
    ['cce/instances in models[0].instances', model({ instances: { min: 5, max: 4 } })],
    ['cce/instances in models[0].instances', model({ instances: { min: 0, max: 4 } })],
    ['cce/model-folder in models[0].folder.path', model({ folder: { claim: 'c', path: '../secrets' } })],
    [
      'cce/objective in models[0].objectives.timeToFirstTokenMs',
      model({ objectives: { timeToFirstTokenMs: 0, timePerOutputTokenMs: 20 } }),
    ],
    [
      'cce/objective in models[0].objectives.timePerOutputTokenMs',
      model({ objectives: { timeToFirstTokenMs: 1000, timePerOutputTokenMs: NaN } }),
    ],
    ['cce/registered-name in models[0].name', model({ name: '' })],
    ['cce/registered-name in models[1].name', { models: [DEEPSEEK, DEEPSEEK] }],
    ['cce/no-models in models', { models: [] }],
    ['cce/registration-name in name', { name: 'a'.repeat(51) }],
    ['cce/registration-name in name', { name: 'preset_models' }],
    ['cce/endpoint in endpoint', { endpoint: 'frontend-service.kube-system' }],
    ['cce/endpoint in endpoint', { endpoint: 'http://' }],
    ['cce/ready-seconds in readySeconds', { readySeconds: 0 }],
    ['cce/owner in owner', { owner: 'a] [b' }],
    ['cce/deregistration in deregisterWithApplication', { deregisterWithApplication: true }],
    [
      'cce/deregistration in deregisterWithApplication',
      { appliedBy: 'flux', deregister: 'on-removal', deregisterWithApplication: true },
    ],
  ])('for %s', (fault, props) => {
    expect(registered(props).found).toContain(fault);
  });

  test('for a type that is not preset', () => {
    const type: object = { type: 'DeepSeek-V3' };
    expect(registered({ models: [{ ...DEEPSEEK, ...type }] }).found).toEqual(['cce/model-type in models[0].type']);
  });
});
