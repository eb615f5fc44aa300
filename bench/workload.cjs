// The objects that every contender writes: pairs of a serving runtime and a service that names it, some 90 lines of
// YAML each, in the form the webhooks would leave as it is, so that ours has nothing to rewrite and all write the same.
const process = require('node:process');
const { ApiObject, Chart } = require('cdk8s');

const probe = (failureThreshold) => ({
  httpGet: { path: '/health', port: 8080, scheme: 'HTTP' },
  periodSeconds: 10,
  ...(failureThreshold === undefined ? {} : { failureThreshold }),
});

const resources = () => ({
  limits: { cpu: '6', memory: '24Gi', 'nvidia.com/gpu': '1' },
  requests: { cpu: '1', memory: '8Gi', 'nvidia.com/gpu': '1' },
});

const caches = (number) => [
  { name: 'VLLM_CACHE_ROOT', value: `/cache/${number}/vllm` },
  { name: 'TRITON_CACHE_DIR', value: `/cache/${number}/triton` },
  { name: 'TORCHINDUCTOR_CACHE_DIR', value: `/cache/${number}/inductor` },
  { name: 'VLLM_LOGGING_LEVEL', value: 'INFO' },
  { name: 'NCCL_DEBUG', value: 'WARN' },
];

const runtime = (number) => ({
  apiVersion: 'serving.kserve.io/v1alpha1',
  kind: 'ClusterServingRuntime',
  metadata: {
    name: `runtime-${number}`,
    labels: { 'app.kubernetes.io/part-of': 'bench', 'cpaas.io/accelerator-type': 'nvidia' },
    annotations: { 'cpaas.io/display-name': `runtime ${number}` },
  },
  spec: {
    annotations: { 'prometheus.io/port': '8080', 'prometheus.io/path': '/metrics' },
    containers: [
      {
        name: 'kserve-container',
        image: `registry.example/vllm:v0.${number}`,
        command: ['/bin/sh', '-c', 'set -eu\nexec vllm serve "$@"\n', 'serve'],
        args: [
          '--port=8080',
          '--model=/mnt/models',
          '--served-model-name={{.Name}}',
          `--max-model-len=${1024 + number}`,
        ],
        env: [
          { name: 'HF_HOME', value: '/tmp/hf' },
          { name: 'MODEL', value: `model-${number}` },
          { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          ...caches(number),
        ],
        ports: [{ containerPort: 8080, protocol: 'TCP' }],
        resources: resources(),
        startupProbe: probe(60),
        readinessProbe: probe(),
        livenessProbe: probe(6),
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true },
        volumeMounts: [{ name: 'dshm', mountPath: '/dev/shm' }],
      },
    ],
    volumes: [{ name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } }],
    multiModel: false,
    supportedModelFormats: [{ name: 'vLLM', autoSelect: false, version: '1' }],
  },
});

const service = (number) => ({
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: {
    name: `service-${number}`,
    namespace: `ns-${number % 50}`,
    labels: { 'opendatahub.io/dashboard': 'true' },
    annotations: {
      modelFormat: 'vLLM',
      'serving.kserve.io/deploymentMode': 'Standard',
      'openshift.io/display-name': `service ${number}`,
    },
  },
  spec: {
    predictor: {
      minReplicas: 1,
      maxReplicas: 3,
      model: {
        modelFormat: { name: 'vLLM' },
        protocolVersion: 'v2',
        runtime: `runtime-${number}`,
        storageUri: `s3://models/model-${number}`,
        args: [`--max-num-seqs=${(number % 256) + 1}`, '--enable-prefix-caching'],
        env: [{ name: 'A', value: '1' }, { name: 'TOKENS', value: String(number) }, ...caches(number)],
        resources: resources(),
        startupProbe: probe(60 + (number % 60)),
        volumeMounts: [{ name: 'dshm', mountPath: '/dev/shm' }],
      },
      nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L40S' },
      serviceAccountName: 'models',
      tolerations: [{ effect: 'NoSchedule', key: 'nvidia.com/gpu', operator: 'Exists' }],
      topologySpreadConstraints: [
        {
          labelSelector: { matchLabels: { app: `isvc.service-${number}-predictor` } },
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
        },
      ],
      volumes: [{ name: 'dshm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } }],
    },
  },
});

/** The same service, serving a longer context. */
function edited(service) {
  service.spec.predictor.model.args.push('--max-model-len=65536');
  return service;
}

/** All objects as plain data; of pairs, one in `editedOf` has another service. */
function* manifests({ objects, editedOf }) {
  for (let number = 0; number < objects / 2; number++) {
    const isEdited = editedOf !== undefined && number % editedOf === 0;
    yield* [runtime(number), isEdited ? edited(service(number)) : service(number)];
  }
}

/** Puts the objects into an app, spread over its charts; `layered` makes a pair depend on both of the pair before. */
function populate(app, { charts, layered, ...shape }) {
  const { objects } = shape;
  let chart;
  let index = 0;
  let before = [];
  let pair = [];
  for (const manifest of manifests(shape)) {
    const id = `chart-${Math.floor((index * charts) / objects)}`;
    if (chart?.node.id !== id) chart = new Chart(app, id);
    const object = new ApiObject(chart, manifest.metadata.name, manifest);
    if (layered) object.addDependency(...before);
    pair.push(object);
    if (pair.length === 2) [before, pair] = [pair, []];
    index++;
  }
  return app;
}

/** What a contender is started with: where to write, and the shape of the fleet. */
function assignment() {
  const [outdir, shape] = process.argv.slice(2);
  return { outdir, ...JSON.parse(shape) };
}

module.exports = { assignment, manifests, populate };
