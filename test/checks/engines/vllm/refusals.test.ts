import { checkPods } from '../../../../checks/pods/check-pods';
import type { Fault } from '../../../../checks/finding';
import type { JsonObject, Manifest } from '../../../../kubernetes/manifest';

interface Start {
  /** Words after `vllm serve m`, apart by blanks. */
  readonly args: string;
  readonly image?: string;
  readonly env?: readonly JsonObject[];
}

/** What is told of one that starts vLLM, of all but sizes against devices. */
function refusals({ args, image = 'vllm/vllm-openai:v0.28.0', env = [] }: Start): readonly Fault[] {
  const container = {
    name: 'server',
    image,
    command: ['vllm', 'serve', 'm'],
    args: args.split(' '),
    env,
    resources: { limits: { 'google.com/tpu': 8 } },
    volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
  };
  const spec = { containers: [container], volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }] };
  return checkPods([
    { manifest: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec }, where: 'a.yaml' },
  ]).filter(({ id }) => id.startsWith('vllm/'));
}

function told(args: string, image?: string): readonly string[] {
  return refusals({ args, image }).map(({ id, severity, field }) => `${severity} ${id} ${field ?? ''}`);
}

/** The id alone, and the argument at which it is told. */
function toldAt(args: string): readonly string[] {
  return refusals({ args }).map(({ id, field }) => `${id} ${/args\[\d+\]/.exec(field ?? '')?.[0] ?? field ?? ''}`);
}

const JSON_ROLE = '{"kv_connector":"NixlConnector"}';

describe('vLLM does not start', () => {
  test.each([
    ['with Ray beside nodes of its own', '--nnodes 2 --distributed-executor-backend ray', 'vllm/nodes args[2]'],
    ['with copies by Ray beside nodes', '--nnodes 2 --data-parallel-backend=ray', 'vllm/nodes args[2]'],
    ['with processes that nodes cannot share', '--nnodes 2 --tensor-parallel-size 3', 'vllm/nodes args[0]'],
    ['with a node beyond the last', '--nnodes 2 -tp 2 --node-rank 2', 'vllm/nodes args[4]'],
    [
      'with two ways to its copies',
      '-dp 4 --data-parallel-hybrid-lb --data-parallel-external-lb',
      'vllm/data-parallel args[3]',
    ],
    [
      'with a rank beside a first rank',
      '-dp 4 --data-parallel-rank 1 --data-parallel-start-rank 1',
      'vllm/data-parallel args[2]',
    ],
    ['with a way by nodes and no copies of its own', '-dp 4 --data-parallel-hybrid-lb', 'vllm/data-parallel args[2]'],
    ['with a way to copies of which there is one', '--data-parallel-rank 0', 'vllm/data-parallel args[0]'],
    ['with a way by pods and no rank', '-dp 4 --data-parallel-external-lb', 'vllm/data-parallel args[2]'],
    [
      'with several copies in a pod that is one',
      '-dp 4 --data-parallel-rank 1 --data-parallel-size-local 2',
      'vllm/data-parallel args[4]',
    ],
    ['with more copies here than in all', '-dp 2 --data-parallel-size-local 4', 'vllm/data-parallel args[2]'],
    ['with a copy beyond the last', '-dp 2 --data-parallel-rank 2', 'vllm/data-parallel args[2]'],
    [
      'with a first copy beyond the last',
      '-dp 4 --data-parallel-size-local 2 --data-parallel-start-rank 4 --headless',
      'vllm/data-parallel args[4]',
    ],
    ['headless with API servers', '--headless --api-server-count 2', 'vllm/headless-servers args[1]'],
    [
      'headless with a way to copies',
      '--headless -dp 4 --data-parallel-size-local 2 --data-parallel-hybrid-lb',
      'vllm/headless-servers args[5]',
    ],
    ['headless without copies', '--headless -dp 4 --data-parallel-size-local 0', 'vllm/headless-servers args[3]'],
    ['with a context that 4 devices cannot share by 3', '-tp 4 -dcp 3', 'vllm/context-parallel args[2]'],
    ['with spread prompts and copies', '-dp 2 -pcp 2', 'vllm/context-parallel args[2]'],
    ['with another size beside spread prompts', '-tp 4 -pcp 2 -dcp 4', 'vllm/context-parallel args[4]'],
    ['with a way to share what is not shared', '--dcp-comm-backend a2a', 'vllm/context-parallel args[0]'],
    ['with balancing and no whole experts', '-tp 2 --enable-eplb', 'vllm/expert-balancing args[2]'],
    ['with balancing on one device', '--enable-expert-parallel --enable-eplb', 'vllm/expert-balancing args[1]'],
    [
      'with redundant experts and no balancing',
      '--eplb-config {"num_redundant_experts":4}',
      'vllm/expert-balancing args[0]',
    ],
    ['with redundant experts by a dot', '--eplb-config.num_redundant_experts 4', 'vllm/expert-balancing args[0]'],
    ['elastic and not balanced', '-tp 2 --enable-elastic-ep', 'vllm/expert-balancing args[2]'],
    [
      'elastic in stages',
      '-tp 2 -pp 2 --enable-expert-parallel --enable-eplb --enable-elastic-ep',
      'vllm/expert-balancing args[6]',
    ],
    ['with calls of tools that nobody reads', '--enable-auto-tool-choice', 'vllm/required-flag args[0]'],
    ['with answers logged and no requests', '--enable-log-outputs', 'vllm/required-flag args[0]'],
    ['with nodes of memory that nothing is bound to', '--numa-bind-nodes 0 1', 'vllm/required-flag args[0]'],
    ['with faults tolerated in one server', '-dp 2 --enable-fault-tolerance', 'vllm/required-flag args[2]'],
    [
      'with metrics of what is turned off',
      '--enable-per-request-metrics --disable-log-stats',
      'vllm/required-flag args[0]',
    ],
    ['with fewer tokens than sequences', '--max-num-batched-tokens 128 --max-num-seqs 256', 'vllm/batch-size args[0]'],
    [
      'with whole prompts that are too long',
      '--max-num-batched-tokens 2048 --max-model-len 4096 --no-enable-chunked-prefill',
      'vllm/batch-size args[0]',
    ],
    [
      'with long prompts beyond the longest',
      '--long-prefill-token-threshold 9000 --max-model-len 8192',
      'vllm/batch-size args[0]',
    ],
    [
      'with guessed tokens of adapters that have no room',
      '--enable-lora --speculative-config {"num_speculative_tokens":7} --max-num-batched-tokens 1024 --max-num-seqs 256',
      'vllm/batch-size args[3]',
    ],
    [
      'with fewer adapters in memory than on the device',
      '--enable-lora --max-loras 8 --max-cpu-loras 4',
      'vllm/adapter-count args[3]',
    ],
    ['with a connector and no role', `--kv-transfer-config ${JSON_ROLE}`, 'vllm/kv-role args[0]'],
    [
      'with a role that is none',
      '--kv-transfer-config {"kv_connector":"NixlConnector","kv_role":"producer"}',
      'vllm/kv-role args[0]',
    ],
    [
      'with a backend said twice',
      '--attention-backend FLASH_ATTN --attention-config.backend FLASH_ATTN',
      'vllm/said-twice args[0]',
    ],
    [
      'with a draft said twice',
      '--spec-tokens 3 --speculative-config {"num_speculative_tokens":3}',
      'vllm/said-twice args[0]',
    ],
  ])('%s', (_what, args, expected) => {
    expect(toldAt(args)).toEqual([expected]);
  });

  test('with a connector over memory that moves', () => {
    const env = [{ name: 'PYTORCH_CUDA_ALLOC_CONF', value: 'expandable_segments:True' }];
    const args = '--kv-transfer-config {"kv_connector":"NixlConnector","kv_role":"kv_both"}';
    expect(refusals({ args, env }).map(({ id }) => id)).toEqual(['vllm/moving-memory']);
    expect(refusals({ args: `${args} --enable-sleep-mode`, env })).toEqual([]);
  });
});

describe('vLLM starts', () => {
  test.each([
    ['over two nodes', '-tp 8 -pp 2 --nnodes 2 --node-rank 0 --master-addr 10.0.0.1'],
    ['over nodes known in the pod alone', '-tp 8 --nnodes $(LWS_GROUP_SIZE) --node-rank $(LWS_WORKER_INDEX)'],
    ['with Ray where there is one node', '-tp 8 -pp 2 --distributed-executor-backend ray'],
    [
      'as the head of copies on two nodes',
      '-dp 4 --data-parallel-size-local 2 --data-parallel-address 10.0.0.1 --data-parallel-rpc-port 13345',
    ],
    [
      'as the other of them',
      '--headless -dp 4 --data-parallel-size-local 2 --data-parallel-start-rank 2 --data-parallel-address 10.0.0.1',
    ],
    ['as a head that computes nothing', '-dp 4 --data-parallel-size-local 0 --data-parallel-address 10.0.0.1'],
    ['as one of copies that others balance', '-dp 2 --data-parallel-rank 1 --data-parallel-address 10.0.0.1'],
    ['as one of copies by its node', '-dp 2 --data-parallel-external-lb --nnodes 2 --node-rank 1'],
    [
      'as a node with a balancer of its own',
      '-dp 16 --data-parallel-size-local 8 --data-parallel-start-rank 8 --data-parallel-hybrid-lb',
    ],
    ['with a context that devices share', '-tp 8 -dcp 4 --dcp-comm-backend a2a'],
    ['with spread prompts', '-tp 4 -pcp 2 -dcp 8'],
    [
      'with experts that are balanced',
      '-tp 1 -dp 8 --enable-expert-parallel --enable-eplb --eplb-config {"num_redundant_experts":32}',
    ],
    ['with calls of tools', '--enable-auto-tool-choice --tool-call-parser hermes'],
    ['with a parser that a file may state', '--enable-auto-tool-choice --config /etc/vllm/serve.yaml'],
    ['with long prompts in parts', '--max-num-batched-tokens 2048 --max-model-len 131072'],
    ['with counts known in the pod alone', '--max-num-batched-tokens $(TOKENS) --max-num-seqs 256'],
    ['with adapters in memory', '--enable-lora --max-loras 4 --max-cpu-loras 16'],
    ['without adapters, whatever is said of them', '--max-loras 8 --max-cpu-loras 4'],
    ['as a decoder', '--kv-transfer-config {"kv_connector":"NixlConnector","kv_role":"kv_consumer"}'],
    ['with members of several settings', '--compilation-config {"mode":3} --cudagraph-capture-sizes 1 2 4'],
  ])('%s', (_what, args) => {
    expect(told(args)).toEqual([]);
  });
});

describe('a model', () => {
  const started = (model: string, args: string) => toldAt(`--model=${model} ${args}`);

  test.each([
    ['Qwen/Qwen3-8B', '-tp 2 --enable-expert-parallel', ['vllm/expert-parallel args[3]']],
    ['Qwen/Qwen3-8B', '-dp 2 --data-parallel-rank 1', ['vllm/dense-external args[3]']],
    ['Qwen/Qwen3-30B-A3B', '-dp 2 --data-parallel-rank 1 --enable-expert-parallel', []],
    ['somebody/of-whom-nothing-is-known', '-dp 2 --data-parallel-rank 1 --enable-expert-parallel', []],
    ['Qwen/Qwen3-8B', '-dp 2', []],
  ])('%s is started with %s', (model, args, expected) => {
    expect(started(model, args)).toEqual(expected);
  });
});

describe('what may be stated elsewhere is not missed', () => {
  const args = '--enable-auto-tool-choice';

  test('where a service may add to its runtime', () => {
    const container = { name: 'kserve-container', image: 'vllm/vllm-openai:v0.28.0', command: ['vllm', 'serve', 'm'] };
    const runtime = {
      apiVersion: 'serving.kserve.io/v1alpha1',
      kind: 'ServingRuntime',
      metadata: { name: 'r', namespace: 'a' },
      spec: { supportedModelFormats: [{ name: 'vLLM' }], containers: [{ ...container, args: args.split(' ') }] },
    };
    const service = (more: readonly string[]) => ({
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 's', namespace: 'a' },
      spec: { predictor: { model: { modelFormat: { name: 'vLLM' }, runtime: 'r', args: [...more] } } },
    });
    const found = (...manifests: readonly Manifest[]) =>
      checkPods(manifests.map((manifest) => ({ manifest, where: manifest.kind })))
        .filter(({ id }) => id === 'vllm/required-flag')
        .map(({ where, field }) => `${where} ${field ?? ''}`);
    expect(found(runtime)).toEqual([]);
    expect(found(runtime, service(['--tool-call-parser=hermes']))).toEqual([]);
    expect(found(runtime, service([]))).toEqual(['ServingRuntime spec.containers[0].args[0]']);
  });

  test.each(['--config /etc/vllm.yaml', '$(MORE_ARGS)'])('where it may come by %s', (more) => {
    expect(told(`${args} ${more}`)).toEqual([]);
  });
});

describe('what a version refuses', () => {
  test('is an error where the image says that it is of the version', () => {
    expect(told('--enable-auto-tool-choice', 'vllm/vllm-openai:v0.8.5')).toEqual([
      'error vllm/required-flag spec.containers[0].args[0]',
    ]);
  });

  test('is nothing before that version', () => {
    expect(told('-dp 4 --data-parallel-rank 1 --data-parallel-start-rank 1', 'vllm/vllm-openai:v0.10.0')).toEqual([]);
    expect(told('--headless --api-server-count 1', 'vllm/vllm-openai:v0.10.0')).toEqual([]);
  });

  test('is a warning where the version is not known, or newer than what is known', () => {
    for (const image of ['vllm/vllm-openai@sha256:0123', 'vllm/vllm-openai:v0.99.0']) {
      expect(told('--enable-auto-tool-choice', image)).toEqual([
        'warning vllm/required-flag spec.containers[0].args[0]',
      ]);
    }
  });
});
