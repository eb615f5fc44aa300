import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

/** A Deployment of one container, with more of its pod where that is stated. */
function deployment(container: JsonObject, pod: JsonObject = {}, metadata: JsonObject = {}): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'llama', namespace: 'models' },
    spec: {
      selector: { matchLabels: { app: 'llama' } },
      template: {
        metadata: { labels: { app: 'llama' }, ...metadata },
        spec: { containers: [{ name: 'server', image: 'registry.example/server:1.0', ...container }], ...pod },
      },
    },
  };
}

function told(...manifests: readonly Manifest[]) {
  return checkPods(manifests.map((manifest) => ({ manifest, where: `${manifest.kind}.yaml` }))).map(
    ({ id, field }) => [id, field] as const,
  );
}

const ONE_DEVICE: JsonObject = { limits: { 'nvidia.com/gpu': 1 } };

const vllm = (container: JsonObject): JsonObject => ({
  image: 'vllm/vllm-openai:v0.11.0',
  resources: ONE_DEVICE,
  ...container,
});

describe('nothing is said of', () => {
  const good: readonly (readonly [what: string, ...manifests: Manifest[]])[] = [
    [
      'a volume in whose place a StatefulSet puts that of a claim',
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'llama' },
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'models' }, spec: {} }],
          template: {
            spec: {
              containers: [{ name: 'a', image: 'a:1', volumeMounts: [{ name: 'models', mountPath: '/m' }] }],
              volumes: [{ name: 'models', persistentVolumeClaim: { claimName: 'models' } }],
            },
          },
        },
      },
    ],
    [
      'a mount of a claim template',
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'llama' },
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'models' }, spec: {} }],
          template: {
            spec: {
              containers: [{ name: 'a', image: 'a:1', volumeMounts: [{ name: 'models', mountPath: '/m' }] }],
            },
          },
        },
      },
    ],
    [
      'a variable that a controller injects',
      deployment({ env: [{ name: 'LEADER', value: 'tcp://$(LWS_LEADER_ADDRESS):29500' }] }),
    ],
    [
      'an escaped reference',
      deployment({
        env: [
          { name: 'A', value: '$$(B)' },
          { name: 'B', value: 'b' },
        ],
      }),
    ],
    [
      'a variable that another source may define before',
      deployment({
        envFrom: [{ configMapRef: { name: 'settings' } }],
        env: [
          { name: 'A', value: '$(B)' },
          { name: 'B', value: 'b' },
        ],
      }),
    ],
    ['arguments with variables that come later', deployment({ args: ['$(A)'], env: [{ name: 'A', value: 'a' }] })],
    ['a limit of a device without a request', deployment({ resources: { limits: { 'nvidia.com/gpu': '2' } } })],
    [
      'a request in another spelling than its limit',
      deployment({
        resources: {
          requests: { 'nvidia.com/gpu': 1, memory: '1024Mi' },
          limits: { 'nvidia.com/gpu': '1', memory: '1Gi' },
        },
      }),
    ],
    ['an image with a digest and no tag', deployment({ image: 'server@sha256:0123456789abcdef' })],
    ['an image that a tool fills in', deployment({ image: '${image}' })],
    ['a registry with a port and a tag', deployment({ image: 'registry:5000/server:1' })],
    [
      'a path to a secret, and an empty key',
      deployment({
        env: [
          { name: 'API_KEY', value: '/run/secrets/key' },
          { name: 'OPENAI_API_KEY', value: 'EMPTY' },
        ],
      }),
    ],
    [
      'a probe of vLLM on the port it is given',
      deployment(vllm({ args: ['m', '--port', '9000'], readinessProbe: { tcpSocket: { port: 9000 } } })),
    ],
    [
      'a probe where the port is known in the pod alone',
      deployment(vllm({ args: ['m', '--port', '$(PORT)'], readinessProbe: { tcpSocket: { port: 9000 } } })),
    ],
    [
      'sizes that count on devices of other pods',
      deployment(
        vllm({
          args: ['m', '-tp', '8', '-pp', '2', '--nnodes', '2'],
          resources: { limits: { 'nvidia.com/gpu': 8 } },
          volumeMounts: [{ name: 'shm', mountPath: '/dev/shm/' }],
        }),
        { volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }] },
      ),
    ],
    [
      "sizes that count on Ray's devices",
      deployment(
        {
          image: 'vllm/vllm-openai:v0.8.5',
          command: ['bash', '-c', 'ray start --head; vllm serve m --tensor-parallel-size 8 --pipeline-parallel-size 2'],
          resources: { limits: { 'nvidia.com/gpu': 8 } },
          volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
        },
        { volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }] },
      ),
    ],
    [
      "SGLang's data parallel attention within its tensor parallel group",
      deployment(
        {
          image: 'lmsysorg/sglang:v0.5.5',
          command: ['python3', '-m', 'sglang.launch_server'],
          args: ['--host', '0.0.0.0', '--tp', '8', '--dp', '8', '--enable-dp-attention', '--model', 'm'],
          resources: { limits: { 'nvidia.com/gpu': 8 } },
        },
        { hostIPC: true },
      ),
    ],
    [
      'an engine on a processor',
      deployment(vllm({ image: 'vllm/vllm-openai-cpu:v0.12.0', args: ['m'], resources: { limits: { cpu: 8 } } })),
    ],
    [
      'a Service that leads to a sidecar',
      deployment(vllm({ args: ['m'] }), {
        containers: [
          { name: 'server', image: 'vllm/vllm-openai:v0.11.0', args: ['m'], resources: ONE_DEVICE },
          { name: 'proxy', image: 'envoyproxy/envoy:v1.34.0' },
        ],
      }),
      service('llama', { targetPort: 15_001 }),
    ],
    ['a headless Service called vllm', deployment(vllm({ args: ['m'] })), service('vllm', {}, { clusterIP: 'None' })],
    [
      'a Service that selects nothing here',
      deployment({}),
      service('other', { targetPort: 'http' }, { selector: { app: 'other' } }),
    ],
  ];

  test.each(good.map(([what, ...manifests]) => [what, manifests] as const))('%s', (_what, manifests) => {
    expect(told(...manifests)).toEqual([]);
  });
});

function service(name: string, port: JsonObject, spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'models' },
    spec: { selector: { app: 'llama' }, ports: [{ port: 8000, ...port }], ...spec },
  };
}

describe('a fault is told where it is written', () => {
  const container = { name: 'server', image: 'server' };
  const templates: readonly (readonly [kind: string, manifest: Manifest, field: string])[] = [
    ['Pod', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [container] } }, 'spec.containers[0].image'],
    [
      'CronJob',
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        spec: {
          jobTemplate: { spec: { template: { spec: { initContainers: [container], restartPolicy: 'Never' } } } },
        },
      },
      'spec.jobTemplate.spec.template.spec.initContainers[0].image',
    ],
    [
      'LeaderWorkerSet',
      {
        apiVersion: 'leaderworkerset.x-k8s.io/v1',
        kind: 'LeaderWorkerSet',
        spec: { leaderWorkerTemplate: { workerTemplate: { spec: { containers: [container] } } } },
      },
      'spec.leaderWorkerTemplate.workerTemplate.spec.containers[0].image',
    ],
    [
      'role of a DisaggregatedSet',
      {
        apiVersion: 'disaggregatedset.x-k8s.io/v1',
        kind: 'DisaggregatedSet',
        spec: {
          roles: [{}, { spec: { leaderWorkerTemplate: { leaderTemplate: { spec: { containers: [container] } } } } }],
        },
      },
      'spec.roles[1].spec.leaderWorkerTemplate.leaderTemplate.spec.containers[0].image',
    ],
  ];

  test.each(templates)('of a %s', (_kind, manifest, field) => {
    expect(told(manifest)).toEqual([['pod/image-tag', field]]);
  });

  test('in the script of a shell', () => {
    const script = 'set -e\nexec vllm serve m --swap-space 4 # from long ago';
    const found = told(
      deployment(vllm({ image: 'vllm/vllm-openai:v0.27.0', command: ['bash', '-c'], args: [script] })),
    );
    expect(found).toEqual([['vllm/removed-flag', 'spec.template.spec.containers[0].args[0]']]);
  });

  test('in the arguments that a script passes on', () => {
    const command = ['bash', '-c', 'exec vllm serve /mnt/models "$@"', 'vllm'];
    const found = told(deployment(vllm({ command, args: ['--port=8080', '--no-such-flag'] })));
    expect(found).toEqual([['vllm/unknown-flag', 'spec.template.spec.containers[0].args[1]']]);
  });

  test('in arguments before those of middleware, which is named like a program', () => {
    const command = ['python3', '-m', 'vllm.entrypoints.openai.api_server', '--no-such-flag'];
    const found = told(deployment(vllm({ command, args: ['--middleware', 'vllm.entrypoints.openai.middleware.log'] })));
    expect(found).toEqual([['vllm/unknown-flag', 'spec.template.spec.containers[0].command[3]']]);
  });

  test('in the runner of an OME runtime', () => {
    const runtime: Manifest = {
      apiVersion: 'ome.io/v1beta1',
      kind: 'ClusterServingRuntime',
      metadata: { name: 'srt' },
      spec: { decoderConfig: { worker: { runner: { name: 'ome-container', image: 'lmsysorg/sglang' } } } },
    };
    expect(told(runtime)).toEqual([
      ['pod/image-tag', 'spec.decoderConfig.worker.runner.image'],
      ['sglang/no-command', 'spec.decoderConfig.worker.runner'],
    ]);
  });

  test('in the arguments of an image that starts vLLM by itself', () => {
    const found = told(deployment(vllm({ args: ['m', '--no-such-flag'] })));
    expect(found).toEqual([['vllm/unknown-flag', 'spec.template.spec.containers[0].args[1]']]);
  });

  test.each([
    ['v0.11.0', '--no-such-flag', 'vllm/unknown-flag'],
    ['v0.6.1-2025', '--disable-fastapi-docs', 'vllm/newer-flag'],
  ])("and a flag of somebody's own build is a warning alone: %s %s", (tag, flag, rule) => {
    const manifest = deployment({ image: `corp/vllm:${tag}`, command: ['vllm', 'serve', 'm', flag] });
    const severities = checkPods([{ manifest, where: 'a.yaml' }]).map(({ id, severity }) => [id, severity]);
    expect(severities).toEqual([[rule, 'warning']]);
  });

  test('and what a secret is stays one', () => {
    const token = 'hf_abcdefghijklmnopqrstuvwxyzABCDEFGH';
    const manifest = deployment({ args: ['--hf-token', token], env: [{ name: 'ANYTHING', value: token }] });
    const findings = checkPods([{ manifest, where: 'a.yaml' }]);
    expect(findings.map(({ id }) => id)).toEqual(['pod/secret-literal', 'pod/secret-literal']);
    expect(JSON.stringify(findings)).not.toContain(token);
  });
});

describe("a namespace's Pod Security Standard", () => {
  const namespace = (level: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'models', labels: { 'pod-security.kubernetes.io/enforce': level } },
  });
  const strict = {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'a',
        image: 'a:1',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  };

  test.each([
    ['privileged', { hostNetwork: true }, false],
    ['baseline', {}, false],
    ['baseline', { hostPID: true }, true],
    ['baseline', { volumes: [{ name: 'driver', hostPath: { path: '/usr/local/Ascend' } }] }, true],
    ['baseline', { securityContext: { runAsUser: 0 } }, false],
    ['restricted', {}, true],
    ['restricted', strict, false],
    ['restricted', { ...strict, securityContext: { ...strict.securityContext, runAsUser: 0 } }, true],
  ])('%s, with %j', (level, pod, isRefused) => {
    const ids = told(namespace(level), deployment({}, pod)).map(([id]) => id);
    expect(ids).toEqual(isRefused ? ['pod/security-level'] : []);
  });
});
