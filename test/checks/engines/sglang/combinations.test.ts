import { refusalsOf, rulesBrokenBy } from './refusals-of';

type Case = readonly [name: string, args: string, rule: string, image?: string];
type Good = readonly [name: string, args: string, image?: string];

const DECODE = '--disaggregation-mode decode';
const PREFILL = '--disaggregation-mode prefill';
const COPIES = '--tp-size 8 --dp-size 8 --enable-dp-attention';
const EAGLE = '--speculative-algorithm EAGLE3 --speculative-draft-model-path /draft';
const OFFLOAD = '--disaggregation-decode-enable-offload-kvcache';

const REFUSED: readonly Case[] = [
  ['gRPC where HTTP is', '--port 8000 --grpc-port 8000', 'grpc-port'],
  ['gRPC where HTTP is without a word', '--grpc-port 30000', 'grpc-port'],
  ['requests where prefill and decode meet', `--port 8998 ${PREFILL}`, 'bootstrap-port'],
  ['a colon in the name', '--served-model-name qwen:8b', 'served-name'],
  ['a colon in the path of a model without a name', '--model-path /models/qwen:8b', 'served-name'],
  ['an address of storage as a name, up to 0.5.9', '--model-path s3://bucket/qwen', 'served-name', 'v0.5.9'],
  ['stages and a draft', `--pp-size 2 ${EAGLE}`, 'pipeline-speculation'],
  ['stages and mixed chunks, before 0.5.11', '--pp-size 2 --enable-mixed-chunk', 'pipeline-mixed-chunk', 'v0.5.10'],
  ['tiers without a cache', '--enable-hierarchical-cache --disable-radix-cache', 'hierarchical-cache'],
  ['tiers for pods that generate', `--enable-hierarchical-cache ${DECODE}`, 'hierarchical-cache'],
  ['offloading for pods that read', `${OFFLOAD} --hicache-storage-backend mooncake ${PREFILL}`, 'hierarchical-cache'],
  ['offloading to nowhere', `${OFFLOAD} ${DECODE}`, 'hierarchical-cache'],
  ['copies that generate in any order, up to 0.5.7', `${COPIES} ${DECODE}`, 'disaggregation', 'v0.5.7'],
  [
    'a draft for pods that keep prompts',
    `${DECODE} --disaggregation-decode-enable-radix-cache --speculative-algorithm EAGLE`,
    'disaggregation',
  ],
  [
    'prompts that are kept over Mooncake, in 0.5.11',
    `${DECODE} --disaggregation-decode-enable-radix-cache`,
    'disaggregation',
    'v0.5.11',
  ],
  ['keys and values that are made up', `${PREFILL} --disaggregation-transfer-backend fake`, 'disaggregation'],
  ['an encoder that reads prompts', `${PREFILL} --encoder-only`, 'disaggregation'],
  ['one number of three', `${EAGLE} --speculative-num-steps 3`, 'speculation'],
  ['two numbers of three', `${EAGLE} --speculative-eagle-topk 1 --speculative-num-draft-tokens 4`, 'speculation'],
  ['a draft by n-grams beside copies', `${COPIES} --speculative-algorithm NGRAM`, 'speculation'],
  ['a draft of blocks without a model', '--speculative-algorithm DFLASH', 'speculation'],
  [
    'several branches where one is computed',
    `${EAGLE} --speculative-num-steps 3 --speculative-eagle-topk 4 --speculative-num-draft-tokens 8 --attention-backend trtllm_mha`,
    'speculation',
  ],
  [
    'several branches over pages',
    `${EAGLE} --speculative-num-steps 3 --speculative-eagle-topk 4 --speculative-num-draft-tokens 8 --attention-backend flashmla --page-size 64`,
    'speculation',
  ],
  ['adapters of no shape', '--enable-lora', 'adapters'],
  ['adapters of half a shape', '--enable-lora --max-lora-rank 64', 'adapters'],
  ['all modules and others', '--lora-paths a=/a --lora-target-modules all q_proj', 'adapters'],
  ['fewer adapters than in a batch', '--lora-paths a=/a --max-loaded-loras 4', 'adapters'],
  ['more adapters than are loaded', '--lora-paths a=/a b=/b --max-loras-per-batch 1 --max-loaded-loras 1', 'adapters'],
  ['adapters beside a draft', `--lora-paths a=/a ${EAGLE}`, 'adapters'],
  ['adapters that load beside, without a bound', '--lora-paths a=/a --enable-lora-overlap-loading', 'adapters'],
  ['adapters beside a cache of prompts, before 0.5.1', '--lora-paths a=/a', 'adapters', 'v0.4.10'],
  ['two batches without a transport', '--tp-size 8 --enable-two-batch-overlap', 'experts'],
  ['two batches without a transport, up to 0.5.14', `${COPIES} --enable-two-batch-overlap`, 'experts', 'v0.5.14'],
  ['balancing on one device', '--tp-size 8 --enable-eplb', 'experts'],
  ['dense layers on some devices', '--tp-size 8 --moe-dense-tp-size 4', 'experts'],
  ['dense layers on all, before 0.5.13', '--tp-size 8 --moe-dense-tp-size 8', 'experts', 'v0.5.12'],
  ['a last layer in copies alone', '--tp-size 8 --dp-size 8 --enable-dp-lm-head', 'required-flag'],
  ['a key alone', '--ssl-keyfile /tls.key', 'required-flag'],
  ['metrics for no folder', '--export-metrics-to-file', 'required-flag'],
  ['a language model without encoders, up to 0.5.12', '--language-only', 'required-flag', 'v0.5.12'],
  ['priorities of requests that have none', '--retraction-policy priority', 'required-flag'],
  [
    'both ways to put texts together',
    '--enable-tokenizer-batch-encode --enable-dynamic-batch-tokenizer',
    'opposed-flags',
  ],
  ['priorities over prefixes', '--enable-priority-scheduling --schedule-policy lpm', 'opposed-flags'],
  ['gRPC beside a key', '--grpc-port 30001 --api-key secret', 'opposed-flags'],
  ['gRPC over several processes', '--grpc-port 30001 --tokenizer-worker-num 4', 'opposed-flags'],
  ['shared devices over stages', '--enable-pdmux --pp-size 2', 'opposed-flags'],
];

test.each(REFUSED.map(([name, args, rule, image]) => [name, { args, rule, image }] as const))(
  'SGLang does not start with %s',
  (_, { args, rule, image }) => {
    expect(rulesBrokenBy(args, image)).toEqual([rule]);
  },
);

const TAKEN: readonly Good[] = [
  ['gRPC alone, as the gateway has it', '--port 8000 --grpc-port 8000 --smg-grpc-mode'],
  ['requests on the port of others, where nobody meets', `--port 8998 ${DECODE}`],
  ['an address of storage as a name', '--model-path s3://bucket/qwen', 'v0.5.10'],
  ['a colon, before it parted names', '--served-model-name qwen:8b', 'v0.5.5'],
  ['a name beside a path with a colon', '--model-path /models/qwen:8b --served-model-name qwen'],
  ['stages and mixed chunks', '--pp-size 2 --enable-mixed-chunk', 'v0.5.11'],
  ['stages and a draft of pods that read', `--pp-size 2 --speculative-algorithm DSPARK ${PREFILL}`],
  ['tiers, before they were held against the cache', '--enable-hierarchical-cache --disable-radix-cache', 'v0.5.0'],
  [
    'tiers for pods that keep prompts',
    `--enable-hierarchical-cache ${DECODE} --disaggregation-decode-enable-radix-cache`,
  ],
  ['offloading to nowhere, before 0.5.10', `${OFFLOAD} ${DECODE}`, 'v0.5.9'],
  ['copies that generate by turns', `${COPIES} ${DECODE} --prefill-round-robin-balance`, 'v0.5.7'],
  ['copies that generate', `${COPIES} ${DECODE}`, 'v0.5.8'],
  ['copies that generate, before turns', `${COPIES} ${DECODE}`, 'v0.5.1'],
  ['no number of three', EAGLE],
  ['a number alone that is adapted', `${EAGLE} --speculative-adaptive --speculative-num-steps 3`],
  ['all but the tokens, which follow', `${EAGLE} --speculative-num-steps 3 --speculative-eagle-topk 1`],
  [
    'a number of a draft that the model may name',
    '--speculative-algorithm NEXTN --speculative-draft-model-path google/gemma-4 --speculative-num-steps 3',
  ],
  ['a draft by n-grams', '--speculative-algorithm NGRAM --speculative-num-draft-tokens 16'],
  ['copies of one, which are none', '--tp-size 8 --enable-dp-attention --speculative-algorithm NGRAM'],
  ['adapters that are named', '--lora-paths a=/a b=/b'],
  ['adapters of a stated shape', '--enable-lora --max-lora-rank 64 --lora-target-modules all'],
  ['adapters beside a draft by n-grams', '--lora-paths a=/a --speculative-algorithm NGRAM'],
  ['adapters without a cache of prompts', '--lora-paths a=/a --disable-radix-cache', 'v0.4.10'],
  ['two batches over a transport', '--tp-size 8 --moe-a2a-backend deepep --enable-two-batch-overlap'],
  ['two batches of copies', `${COPIES} --enable-two-batch-overlap`],
  ['balancing of spread experts', '--tp-size 8 --ep-size 8 --enable-eplb'],
  ['balancing over a transport, as it was once called', '--tp-size 8 --enable-eplb --enable-deepep-moe', 'v0.5.3'],
  ['dense layers on one device', '--tp-size 8 --moe-dense-tp-size 1', 'v0.5.12'],
  ['a last layer of one copy', '--tp-size 8 --enable-dp-lm-head'],
  ['a key and its certificate', '--ssl-keyfile /tls.key --ssl-certfile /tls.crt'],
  ['a language model that encoders find', '--language-only', 'v0.5.13'],
  ['priorities on top of arrival', '--enable-priority-scheduling'],
  ['diffusion, which passes over the rest', '--dllm-algorithm LowConfidence --pp-size 2 --enable-lora'],
];

test.each(TAKEN.map(([name, args, image]) => [name, { args, image }] as const))(
  'SGLang takes %s',
  (_, { args, image }) => {
    expect(rulesBrokenBy(args, image)).toEqual([]);
  },
);

test('the server in Rust meets the other pods where it answers', () => {
  const env = [{ name: 'SGLANG_RUST_SERVER', value: '1' }];
  expect(refusalsOf({ args: `--port 8998 ${PREFILL}`, env })).toEqual([]);
});

test('pods may be told by a variable where to meet', () => {
  const env = [{ name: 'SGLANG_DISTRIBUTED_INIT_METHOD_OVERRIDE', value: 'env://' }];
  expect(refusalsOf({ args: '--tp-size 4 --nnodes 2', env })).toEqual([]);
});
