import { checkPods } from '../../../../checks/pods/check-pods';
import { refusalsOf, rulesBrokenBy } from './refusals-of';

const BAD = '--tokenizer-worker-num 1 --enable-lora';

function told(image: string): readonly string[] {
  return refusalsOf({ args: BAD, image }).map(({ severity, consequence }) => `${severity}: ${consequence}`);
}

const REASON =
  'SGLang refuses to start, and the pod restarts for ever: room for adapters is made at the start, of the shape of the first ones or of what is stated.';

test("SGLang's own image of a known version is certain", () => {
  expect(told('v0.5.10')).toEqual([`error: ${REASON}`]);
});

test.each([
  ['says no version', 'latest', 'The image does not say which version it holds; this is what 0.5.18 does.'],
  [
    'is newer than what was read',
    'v0.6.0',
    'The image holds 0.6.0, which is newer than what is known; this is what 0.5.18 does.',
  ],
  ["is somebody else's", 'registry.example/sglang:v0.5.10', "The image is not SGLang's own, and may differ."],
])('an image that %s is warned of', (_, image, doubt) => {
  expect(told(image)).toEqual([`warning: ${REASON} ${doubt}`]);
});

test('it is told at the flag', () => {
  expect(refusalsOf({ args: BAD }).map(({ field }) => field)).toEqual(['spec.containers[0].args[4]']);
});

test('a finding names the words of a shell by their script', () => {
  const script = 'python3 -m sglang.launch_server --model-path m --host 0.0.0.0 --enable-lora';
  expect(refusalsOf({ args: '', script }).map(({ field }) => field)).toEqual(['spec.containers[0].command[2]']);
});

describe('nothing is said of a flag that is missing', () => {
  test.each([
    ['where a file may have it', `${BAD} --config /etc/sglang.yaml`],
    ['where a variable may have it', `${BAD} $(MORE)`],
    ['where a template may have it', `${BAD} {{.Values.args}}`],
  ])('%s', (_, args) => {
    expect(rulesBrokenBy(args)).toEqual([]);
  });

  test('where a shell may put it in', () => {
    const script = 'python3 -m sglang.launch_server --model-path m --host 0.0.0.0 --enable-lora $EXTRA_ARGS';
    expect(refusalsOf({ args: '', script })).toEqual([]);
  });
});

test('flags that are there are judged beside others that a variable may hold', () => {
  expect(rulesBrokenBy('--pp-size 2 --speculative-algorithm EAGLE3 $(MORE)')).toEqual(['pipeline-speculation']);
});

test('a model for pictures has a server of its own', () => {
  expect(rulesBrokenBy('--num-gpus 16 --nnodes 2 --node-rank 0 --dist-init-addr a:5000')).toEqual([]);
});

describe('a runtime of KServe', () => {
  const container = (args: readonly string[]) => ({
    name: 'kserve-container',
    image: 'lmsysorg/sglang:v0.5.18',
    command: ['python3', '-m', 'sglang.launch_server'],
    args: ['--model-path=/mnt/models', '--host=0.0.0.0', ...args],
  });
  const told = (args: readonly string[]): readonly string[] => {
    const manifest = {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'ClusterServingRuntime',
      metadata: { name: 'sglang' },
      spec: { supportedModelFormats: [{ name: 'sglang' }], containers: [container(args)] },
    };
    return checkPods([{ manifest, where: 'a.yaml' }]).flatMap(({ id }) => (id.startsWith('sglang/') ? [id] : []));
  };

  test('may have flags that its services complete', () => {
    expect(told(['--enable-lora'])).toEqual([]);
  });

  test('is held to the flags that it has', () => {
    expect(told(['--pp-size=2', '--speculative-algorithm=EAGLE3'])).toEqual(['sglang/pipeline-speculation']);
  });
});
