import { Accelerator, Cluster, FleetApp, Kserve, Lws, ModelStorage, Ome, SglangRuntime, SynthError } from '../../index';
import type { Platform, ReportedFinding, SglangRuntimeProps } from '../../index';

type Props = Partial<SglangRuntimeProps>;

const two = Accelerator.nvidia({ count: 2 });
const eight = Accelerator.nvidia({ count: 8 });

const FAULTS: readonly (readonly [string, Props])[] = [
  ['sglang/nodes', { accelerator: eight, nodes: 2, tensorParallel: 15 }],
  ['sglang/data-parallel-nodes', { accelerator: eight, nodes: 2, dataParallel: 2 }],
  ['sglang/attention-copies', { accelerator: eight, dataParallel: 3, flags: { enableDpAttention: true } }],
  ['sglang/prefill-chunk', { flags: { chunkedPrefillSize: 1000, pageSize: 64 } }],
  ['sglang/grpc-port', { flags: { grpcPort: 8080 } }],
  ['sglang/served-name', { args: ['--served-model-name=a:b'] }],
  ['sglang/pipeline-speculation', { accelerator: two, pipelineParallel: 2, flags: { speculativeAlgorithm: 'EAGLE3' } }],
  [
    'sglang/pipeline-mixed-chunk',
    {
      image: 'lmsysorg/sglang:v0.5.10',
      accelerator: two,
      pipelineParallel: 2,
      flags: { enableMixedChunk: true },
    },
  ],
];

const PLATFORMS: readonly (readonly [string, () => Platform])[] = [
  ['KServe', () => new Kserve()],
  ['OME', () => new Ome()],
  ['LeaderWorkerSet', () => new Lws()],
];

/** What synth finds of SGLang with a service, by the rules alone. */
function found(platform: Platform, props: Props): readonly string[] {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'east', { platform, namespace: 'models' });
  const runtime = new SglangRuntime(cluster, 'sglang', {
    image: 'lmsysorg/sglang:v0.5.18',
    formats: [{ name: 'safetensors', architecture: 'Qwen3ForCausalLM' }],
    ...props,
  });
  const storage = ModelStorage.huggingFace('org/model');
  runtime.serve(cluster, 'qwen', { model: { name: 'qwen', storage } });
  return findingsOf(app)
    .map(({ id, where }) => `${id} ${where}`)
    .filter((finding) => /^sglang|-nodes /.test(finding));
}

function findingsOf(app: FleetApp): readonly ReportedFinding[] {
  try {
    return app.render().findings;
  } catch (error) {
    if (error instanceof SynthError) return error.findings;
    throw error;
  }
}

describe.each(PLATFORMS)('on %s', (_, platform) => {
  test.each(FAULTS)('%s is told of the construct, and not of its manifests too', (rule, props) => {
    expect(found(platform(), props)).toEqual([`${rule} east/sglang`]);
  });
});
