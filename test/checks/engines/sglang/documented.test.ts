import { rulesBrokenBy } from './refusals-of';

/** The shapes in which SGLang's documentation starts large models, with the release that documents them. */
test.each([
  [
    'DeepSeek on two nodes',
    'v0.5.9',
    '--tp 16 --dist-init-addr 10.0.0.1:5000 --nnodes 2 --node-rank 1 --trust-remote-code',
  ],
  [
    'DeepSeek on a LeaderWorkerSet',
    'v0.5.18',
    '--mem-fraction-static 0.93 --tp 16 --dist-init-addr $(LWS_LEADER_ADDRESS):20000 --nnodes $(LWS_GROUP_SIZE) --node-rank $(LWS_WORKER_INDEX) --trust-remote-code',
  ],
  [
    'DeepSeek with copies of the attention and a draft',
    'v0.5.18',
    '--tp 8 --dp 8 --enable-dp-attention --speculative-algorithm EAGLE --speculative-num-steps 3 --speculative-eagle-topk 1 --speculative-num-draft-tokens 4',
  ],
  [
    'a pipeline over four nodes',
    'v0.5.18',
    '--nnodes 4 --node-rank 0 --tp 8 --pp-size 4 --dist-init-addr 10.0.0.1:5000 --disable-radix-cache --chunked-prefill-size 4096 --attention-backend fa3',
  ],
  [
    'prefill of large expert parallelism',
    'v0.5.18',
    '--disaggregation-mode prefill --disaggregation-transfer-backend nixl --dist-init-addr 10.0.0.1:5757 --nnodes 4 --node-rank 0 --tp-size 32 --dp-size 32 --enable-dp-attention --page-size 1 --moe-a2a-backend deepep --enable-dp-lm-head --deepep-mode normal --moe-dense-tp-size 1 --enable-two-batch-overlap --chunked-prefill-size 524288 --enable-eplb --ep-num-redundant-experts 32 --eplb-algorithm deepseek --disable-radix-cache',
  ],
  [
    'decode of large expert parallelism, by turns',
    'v0.5.5',
    '--disaggregation-mode decode --dist-init-addr 10.0.0.1:5757 --nnodes 9 --node-rank 0 --tp-size 72 --dp-size 72 --enable-dp-attention --moe-a2a-backend deepep --enable-dp-lm-head --deepep-mode low_latency --moe-dense-tp-size 1 --enable-eplb --prefill-round-robin-balance',
  ],
  [
    'prefill with tiers of the cache',
    'v0.5.18',
    '--page-size 64 --enable-hierarchical-cache --hicache-ratio 2 --hicache-storage-backend hf3fs --disaggregation-mode prefill',
  ],
  [
    'decode that gives its keys and values back',
    'v0.5.18',
    '--page-size 64 --hicache-ratio 2 --hicache-storage-backend hf3fs --disaggregation-decode-enable-offload-kvcache --disaggregation-mode decode',
  ],
  [
    'encoders apart from the language model',
    'v0.5.18',
    '--language-only --encoder-urls http://a:30000 http://b:30000 --encoder-transfer-backend zmq_to_scheduler',
  ],
  [
    'adapters that load while others compute',
    'v0.5.18',
    '--enable-lora --enable-lora-overlap-loading --lora-paths a=/a b=/b c=/c --max-lora-rank 256 --max-loras-per-batch 2 --max-loaded-loras 4',
  ],
])('%s is not refused', (_, image, args) => {
  expect(rulesBrokenBy(args, image)).toEqual([]);
});
