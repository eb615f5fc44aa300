import type { ClusterFacts } from '../../../checks/cluster-facts';
import { checkPods } from '../../../checks/pods/check-pods';
import { omePods } from '../../../checks/pods/ome-pods';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const FORMAT = {
  modelFormat: { name: 'safetensors', version: '1.0.0' },
  modelFramework: { name: 'transformers', version: '4.43.0' },
  modelArchitecture: 'LlamaForCausalLM',
};

function model(spec: JsonObject = { ...FORMAT, modelParameterSize: '8B' }): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterBaseModel',
    metadata: { name: 'llama' },
    spec: { storage: { path: '/raid/llama' }, ...spec },
  };
}

const RUNNER = {
  name: 'ome-container',
  image: 'docker.io/lmsysorg/sglang:v0.5.5.post3-cu129',
  command: ['python3', '-m', 'sglang.launch_server'],
  args: ['--host=0.0.0.0', '--port=8080', '--model-path=$(MODEL_PATH)'],
  ports: [{ containerPort: 8080 }],
  resources: { limits: { 'nvidia.com/gpu': 1 } },
};

function runtime(engine: JsonObject, others: JsonObject = {}, name = 'srt-llama'): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterServingRuntime',
    metadata: { name },
    spec: { supportedModelFormats: [{ ...FORMAT, autoSelect: true }], engineConfig: engine, ...others },
  };
}

const NAMED = { runtime: { name: 'srt-llama' } };

function service(spec: JsonObject = NAMED, metadata: JsonObject = {}): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'chat', namespace: 'models', ...metadata },
    spec: { model: { name: 'llama' }, engine: {}, ...spec },
  };
}

function located(manifests: readonly Manifest[]) {
  return manifests.map((manifest) => ({ manifest, where: manifest.kind }));
}

/** What is told of the objects of a cluster: rule, object and field. */
function told(manifests: readonly Manifest[], facts: ClusterFacts = {}) {
  return checkPods(located(manifests), facts).map(({ id, where, field }) => [id, where, field].join(' '));
}

/** The pods that are made whole, by what makes them. */
function made(manifests: readonly Manifest[], facts: ClusterFacts = {}): readonly string[] {
  return omePods(located(manifests), facts)
    .filter(({ isPartial }) => !isPartial)
    .map(({ owner }) => owner.field);
}

const UNMOUNTED = { ...RUNNER, volumeMounts: [{ name: 'cache', mountPath: '/cache' }] };
const CACHE = { volumes: [{ name: 'cache', emptyDir: {} }] };

describe('the pod of an OME service', () => {
  test('mounts volumes that the service states beside its runtime', () => {
    expect(told([model(), runtime({ runner: UNMOUNTED }), service({ ...NAMED, engine: CACHE })])).toEqual([]);
  });

  test('lacks what neither of them states, told where the runtime mounts it', () => {
    expect(told([model(), runtime({ runner: UNMOUNTED }), service()])).toEqual([
      'pod/volume-missing ClusterServingRuntime spec.engineConfig.runner.volumeMounts[0].name',
    ]);
  });

  test('has the arguments of the service, told there', () => {
    const engine = { runner: { name: 'ome-container', args: ['--tensor-parallel-sizes=2'] } };
    expect(told([model(), runtime({ runner: RUNNER }), service({ ...NAMED, engine })])).toContain(
      'sglang/unknown-flag InferenceService spec.engine.runner.args[0]',
    );
  });

  test('is told of once at a runtime of several services', () => {
    const runner = { ...RUNNER, args: [...RUNNER.args, '--tensor-parallel-sizes=2'] };
    const others = ['a', 'b', 'c'].map((name) => service(NAMED, { name }));
    expect(told([model(), runtime({ runner }), ...others])).toEqual([
      'sglang/unknown-flag ClusterServingRuntime spec.engineConfig.runner.args[3]',
    ]);
  });

  test('may refer in arguments to the path of its model, and in variables only if it states the path itself', () => {
    const refers = { ...RUNNER, env: [{ name: 'MODEL', value: '$(MODEL_PATH)' }] };
    expect(told([model(), runtime({ runner: refers }), service()])).toEqual([
      'pod/variable-order ClusterServingRuntime spec.engineConfig.runner.env[0].value',
    ]);
  });

  test('mounts its model where nothing else is mounted', () => {
    const engine = { volumes: [{ name: 'own', emptyDir: {} }] };
    const runner = { ...RUNNER, volumeMounts: [{ name: 'own', mountPath: '/raid/llama' }] };
    expect(made([model(), runtime({ runner, ...engine }), service()])).toEqual(['spec.engine']);
  });

  test('has its annotations from the component before the service', () => {
    const port = { 'prometheus.io/port': '9000' };
    const runner = { ...RUNNER, args: [...RUNNER.args, '--enable-metrics'] };
    const places = [
      [runtime({ runner, annotations: port }), service()],
      [runtime({ runner }), service({ ...NAMED, engine: { annotations: port } })],
      [runtime({ runner }), service(NAMED, { annotations: port })],
    ].map((objects) => told([model(), ...objects]));
    expect(places).toEqual([
      ['sglang/metrics-port ClusterServingRuntime spec.engineConfig.annotations["prometheus.io/port"]'],
      ['sglang/metrics-port InferenceService spec.engine.annotations["prometheus.io/port"]'],
      ['sglang/metrics-port InferenceService metadata.annotations["prometheus.io/port"]'],
    ]);
  });

  test('is of the runtime that OME selects, where the model says all that decides it', () => {
    const broken = runtime({ runner: UNMOUNTED }, { modelSizeRange: { min: '60B', max: '80B' } }, 'srt-large');
    expect(told([model(), broken, runtime({ runner: RUNNER }), service({})])).toEqual([]);
    const large = model({ ...FORMAT, modelParameterSize: '70B' });
    expect(told([large, broken, service({})])).toEqual([
      'pod/volume-missing ClusterServingRuntime spec.engineConfig.runner.volumeMounts[0].name',
    ]);
  });

  test('is let in by its namespace or not', () => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
    const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'models', labels } };
    expect(told([namespace, model({ ...FORMAT, storage: {} }), runtime({ runner: RUNNER }), service()])).toEqual([]);
    const annotations = { 'rdma.ome.io/auto-inject': 'true' };
    expect(told([namespace, model(), runtime({ runner: RUNNER, annotations }), service()])).toEqual([
      'pod/security-level InferenceService spec.engine',
    ]);
  });

  test('gets shared memory with the network devices that annotations ask for', () => {
    const runner = {
      ...RUNNER,
      args: [...RUNNER.args, '--tp-size=8'],
      resources: { limits: { 'nvidia.com/gpu': 8 } },
    };
    const annotations = { 'rdma.ome.io/auto-inject': 'true' };
    const shared = (fields: JsonObject) => told([model(), runtime({ runner, ...fields }), service()]);
    expect(shared({})).toEqual(['pod/shared-memory ClusterServingRuntime spec.engineConfig.runner.args[3]']);
    expect(shared({ annotations })).toEqual([]);
  });

  test('is told of at the service where the runtime is of the inventory', () => {
    const inventory = [model(), runtime({ runner: UNMOUNTED })];
    expect(told([service()], { inventory })).toEqual(['pod/volume-missing InferenceService spec.engine']);
  });
});

describe('no pod is made up for a service', () => {
  const undecided: readonly (readonly [what: string, ...manifests: Manifest[]])[] = [
    ['whose runtime is not known', model(), service()],
    ['whose model is not known, and which names no runtime', runtime({ runner: RUNNER }), service({})],
    ['whose model waits for its architecture', model({}), runtime({ runner: RUNNER }), service({})],
    [
      'between whose runtimes the size decides, which is not known',
      model(FORMAT),
      runtime({ runner: RUNNER }),
      runtime({ runner: RUNNER }, {}, 'srt-other'),
      service({}),
    ],
    [
      'whose accelerator a policy chooses',
      model(),
      runtime({ runner: RUNNER }, { acceleratorRequirements: { acceleratorClasses: ['h100', 'b200'] } }),
      service({ ...NAMED, acceleratorSelector: { policy: 'FirstAvailable' } }),
    ],
    [
      'whose accelerator is not known',
      model(),
      runtime({ runner: RUNNER }, { acceleratorRequirements: { acceleratorClasses: ['h100'] } }),
      service({ ...NAMED, acceleratorSelector: { acceleratorClass: 'h100' } }),
    ],
    [
      'into whose pods the webhook puts a container',
      model(),
      runtime({ runner: RUNNER }),
      service(NAMED, { annotations: { 'ome.io/inject-serving-sidecar': 'true' } }),
    ],
    [
      'with fine-tuned weights',
      model(),
      runtime({ runner: RUNNER }),
      service({ ...NAMED, model: { name: 'llama', fineTunedWeights: ['law'] } }),
    ],
  ];
  for (const [what, ...manifests] of undecided) {
    test(what, () => {
      expect(made(manifests)).toEqual([]);
    });
  }
});

describe('an accelerator that a service names', () => {
  const accelerator: Manifest = {
    apiVersion: 'ome.io/v1beta1',
    kind: 'AcceleratorClass',
    metadata: { name: 'h100' },
    spec: { resources: [{ name: 'nvidia.com/gpu', quantity: '4' }] },
  };
  const settings = { h100: { runtimeArgsOverride: ['--tensor-parallel-sizes=4'] } };
  const ofClass = runtime(
    { runner: RUNNER },
    {
      acceleratorRequirements: { acceleratorClasses: ['h100'] },
      supportedModelFormats: [{ ...FORMAT, acceleratorConfig: settings }],
    },
  );
  const chosen = service({ ...NAMED, acceleratorSelector: { acceleratorClass: 'h100' } });

  test('changes arguments, whose place is then the list', () => {
    expect(told([model(), accelerator, ofClass, chosen])).toContain(
      'sglang/unknown-flag ClusterServingRuntime spec.engineConfig.runner.args',
    );
  });
});

describe('what an OME runtime says of pods', () => {
  const router = { runner: { name: 'router', image: 'router' } };

  test('is told of a component that no service makes', () => {
    const others = { routerConfig: router };
    expect(told([model(), runtime({ runner: RUNNER }, others), service()])).toEqual([
      'pod/image-tag ClusterServingRuntime spec.routerConfig.runner.image',
    ]);
  });

  test('is told of leaders and workers by themselves', () => {
    const runner = { ...RUNNER, image: 'sglang' };
    expect(told([runtime({ leader: { runner: RUNNER }, worker: { size: 1, runner } })])).toEqual([
      'pod/image-tag ClusterServingRuntime spec.engineConfig.worker.runner.image',
    ]);
  });

  test('leaves volumes to its services', () => {
    expect(told([runtime({ runner: UNMOUNTED })])).toEqual([]);
  });
});
