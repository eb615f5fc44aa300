import { isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { deployment, runtime, service } from './manifests';
import { Repository } from './two-trees';

const folder = new TemporaryFolder();
const repository = new Repository(folder);

const asking = (count: string) => ({ resources: { limits: { 'nvidia.com/gpu': count } } });

/** A change as it is told in the three forms. */
function toldOf(before: readonly Manifest[], after: readonly Manifest[]) {
  repository.commit({ 'a.yaml': before });
  repository.write({ 'a.yaml': after });
  const [verdict] = repository.diff('HEAD').stdout.split('\n');
  const markdown = repository.diff('HEAD', '--format', 'markdown').stdout;
  const json: unknown = JSON.parse(repository.diff('HEAD', '--format', 'json').stdout);
  return {
    verdict,
    table: markdown.split('\n').filter((line) => /^\| `|^\*\*Accel/.test(line)),
    devices: isObject(json) ? json.devices : undefined,
  };
}

describe('accelerators of pods that are not foreseen', () => {
  test('are at least those that the service states', () => {
    expect(
      toldOf([], [service('a', 'elsewhere', { predictor: { minReplicas: 2, maxReplicas: 4 }, model: asking('2') })]),
    ).toEqual({
      verdict: '1 object is added, nvidia.com/gpu 0 → 4–8 or more',
      table: [
        '| `InferenceService models/a` | `nvidia.com/gpu` | 0 | 4–8 or more |',
        '**Accelerators not counted in full**: `InferenceService models/a` (the runtime is not known)',
      ],
      devices: [
        { resource: 'nvidia.com/gpu', before: { least: 0, most: 0 }, after: { least: 4, most: 8, andMore: true } },
      ],
    });
  });

  test('of a service that states none are not counted, and that is said', () => {
    expect(toldOf([], [service('a', 'elsewhere', { model: { resources: {} } })])).toEqual({
      verdict: '1 object is added',
      table: ['**Accelerators not counted in full**: `InferenceService models/a` (the runtime is not known)'],
      devices: [],
    });
  });

  test('are known to stay as many where nothing that counts changes', () => {
    const seeded = (seed: number) => service('a', 'elsewhere', { model: { ...asking('2'), args: [`--seed=${seed}`] } });
    const { verdict, table, devices } = toldOf([seeded(1)], [seeded(2)]);
    expect({ verdict, devices }).toEqual({ verdict: '1 workload restarts', devices: [] });
    expect(table.join()).not.toContain('nvidia.com/gpu');
    expect(table.join()).not.toContain('Accelerators');
  });

  test('beside the predictor are those that are stated', () => {
    const transformer = { minReplicas: 1, containers: [{ name: 'main', image: 'a', ...asking('1') }] };
    const plain = service('a', 'vllm');
    const both = { ...plain, spec: { ...objectAt(plain, 'spec'), transformer } };
    expect(toldOf([runtime('vllm'), plain], [runtime('vllm'), both])).toMatchObject({
      devices: [{ before: { least: 2 }, after: { least: 3, most: 3 } }],
    });
  });

  test('that the controller never makes are told of', () => {
    const misfit = service('a', 'vllm', { model: { modelFormat: { name: 'onnx' } } });
    expect(toldOf([runtime('vllm')], [runtime('vllm'), misfit]).table.at(-1)).toContain('the controller refuses it');
  });
});

test('--fail-on gpu counts what is known, and says that there may be more', () => {
  repository.commit({ 'a.yaml': deployment('b') });
  const fails = (count: string, most: string) => {
    repository.write({ 'a.yaml': [deployment('b'), service('a', 'elsewhere', { model: asking(count) })] });
    const { status, stderr } = repository.diff('HEAD', '--fail-on', `gpu>${most}`);
    return { status, stderr: stderr.trim().split('\n') };
  };
  const warning = 'warning: --fail-on: 1 object asks for accelerators that are not counted in full';
  expect(fails('8', '8')).toEqual({ status: 0, stderr: [warning] });
  expect(fails('9', '8')).toEqual({ status: 1, stderr: [warning, 'error: --fail-on: gpu>8'] });
});

test('a service that Knative scales without a limit may have any number', () => {
  const knative = { annotations: { 'serving.kserve.io/deploymentMode': 'Knative' }, model: asking('2') };
  const limited = { ...knative, predictor: { minReplicas: 1, maxReplicas: 2 } };
  const unlimited = { ...knative, predictor: { minReplicas: 1, maxReplicas: 0 } };
  expect(toldOf([runtime('vllm')], [runtime('vllm'), service('a', 'vllm', limited)]).verdict).toContain('0 → 2–4');
  expect(toldOf([runtime('vllm')], [runtime('vllm'), service('a', 'vllm', unlimited)]).verdict).toContain(
    '0 → 2 or more',
  );
});

test('containers that prepare a pod take their devices before the others, and those that stay beside them', () => {
  const [main, other] = ['main', 'other'].map((name) => ({ name, image: 'a', ...asking('2') }));
  const withInit = (init: JsonObject) => {
    const plain = deployment('a', { container: main });
    const { template } = plain.spec;
    return {
      ...plain,
      spec: { ...plain.spec, template: { ...template, spec: { ...template.spec, initContainers: [init] } } },
    };
  };
  expect(toldOf([], [withInit({ ...other })]).verdict).toContain('+2 nvidia.com/gpu');
  expect(toldOf([], [withInit({ ...other, restartPolicy: 'Always' })]).verdict).toContain('+4 nvidia.com/gpu');
});
