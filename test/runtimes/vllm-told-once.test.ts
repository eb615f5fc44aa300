import { Accelerator, Cluster, FleetApp, Lws, ModelStorage, SynthError, VllmLwsRuntime } from '../../index';
import type { VllmLwsRuntimeProps, VllmLwsServeProps } from '../../index';

type Serve = VllmLwsServeProps extends infer Props ? (Props extends unknown ? Omit<Props, 'model'> : never) : never;

const eight = Accelerator.nvidia({ count: 8 });
const router = { image: 'router:v1', args: ['--port=8080'] };

const FAULTS: readonly (readonly [string, Serve, Partial<VllmLwsRuntimeProps>])[] = [
  ['vllm/expert-parallel', { accelerator: eight, tensorParallel: 8, expertParallel: true }, {}],
  ['vllm/dense-external', { dataParallel: { size: 4, loadBalancing: 'external' } }, {}],
  ['vllm/headless-servers', { accelerator: eight, tensorParallel: 16, args: ['--api-server-count=2'] }, {}],
  [
    'vllm/moving-memory',
    { disaggregation: { connector: { kind: 'nixl' }, router } },
    { env: { PYTORCH_CUDA_ALLOC_CONF: 'expandable_segments:True' } },
  ],
];

/** What synth finds of vLLM in a service, by the rules alone. */
function found(serve: Serve, props: Partial<VllmLwsRuntimeProps>): readonly string[] {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'east', { platform: new Lws(), namespace: 'models' });
  const runtime = new VllmLwsRuntime(cluster, 'vllm', { image: 'vllm/vllm-openai:v0.28.0', ...props });
  const model = { huggingFaceId: 'Qwen/Qwen3-8B', storage: ModelStorage.pvc('weights') };
  runtime.serve(cluster, 'qwen', { ...serve, model });
  return findingsOf(app)
    .map(({ id }) => id)
    .filter((id) => FAULTS.some(([rule]) => rule === id) || id === 'vllm/data-parallel');
}

function findingsOf(app: FleetApp): readonly { readonly id: string }[] {
  try {
    return app.render().findings;
  } catch (error) {
    if (error instanceof SynthError) return error.findings;
    throw error;
  }
}

test.each(FAULTS)('%s is told of the construct, and not of its manifests too', (rule, serve, props) => {
  expect(found(serve, props)).toEqual([rule]);
});
