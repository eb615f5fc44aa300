import type { JsonObject, JsonValue } from '../../../../kubernetes/manifest';
import { args, findings, ids, runtimes, shell, template } from '../hydra-config-maps';
import { ARGUMENTS, pods } from './templates';

describe('several pods', () => {
  test.each<[string, string, string, string]>([
    [
      'that each start an engine',
      'vllm serve {{ range .CUSTOM_ARGS }} {{ . }}{{ end }}',
      'hydra/never-distributed',
      'warning',
    ],
    [
      'that are all the first',
      'vllm serve {{ if .IS_DISTRIBUTED }} --nnodes=2 {{ end }}{{ range .CUSTOM_ARGS }} {{ . }}{{ end }}',
      'hydra/equal-pods',
      'warning',
    ],
    ['whose workers know no leader', pods({}), 'hydra/worker-without-leader', 'warning'],
    [
      'whose leader leaves Ray alone',
      pods({ leader: 'ray start --head && sleep 9 && vllm serve', worker: 'exit 1' }),
      'hydra/ray-backend',
      'error',
    ],
    [
      'whose leader has another backend than Ray',
      pods({ leader: 'ray start --head && sleep 9 && vllm serve --distributed_executor_backend mp', worker: 'exit 1' }),
      'hydra/ray-backend',
      'error',
    ],
    [
      'whose leader does not wait',
      pods({ leader: 'ray start --head; echo go; vllm serve --distributed-executor-backend=ray', worker: 'exit 1' }),
      'hydra/ray-waiting',
      'warning',
    ],
    [
      'whose leader stays with Ray',
      pods({ leader: 'ray start --head --block; vllm serve --distributed-executor-backend ray', worker: 'exit 1' }),
      'hydra/ray-blocks',
      'error',
    ],
    [
      'whose workers end',
      pods({ worker: 'ray start --address=$(LWS_LEADER_ADDRESS):6379' }),
      'hydra/ray-ends',
      'error',
    ],
  ])('%s', (_, text, id, severity) => {
    expect(findings(shell(text))).toMatchObject([{ id, severity }]);
  });

  test('that get the same arguments are fine, since arguments cannot refuse to run', () => {
    expect(findings(args('{{ .MODEL_PATH }}', '--seed=1'))).toEqual([]);
  });

  test.each([
    ['whose workers refuse', pods({ worker: "{ echo 'no' >&2; exit 1; }" })],
    ['whose workers have the address in a variable', pods({ worker: 'join "${LWS_LEADER_ADDRESS}"' })],
    ['that a script tells apart', 'serve "$LWS_WORKER_INDEX" {{ range .CUSTOM_ARGS }} {{ . }}{{ end }}'],
    [
      'whose workers go on after Ray',
      pods({ worker: 'ray start --address=$(LWS_LEADER_ADDRESS):6379; sleep infinity' }),
    ],
  ])('%s are sound', (_, text) => {
    expect(ids(shell(text))).toEqual([]);
  });
});

describe('the address', () => {
  const served = (command: string) =>
    shell(`{{ if .IS_DISTRIBUTED }}exit 1{{ else }}${command} {{ range .CUSTOM_ARGS }} {{ . }}{{ end }}{{ end }}`);

  test.each([
    ['another port of vLLM', served('vllm serve --port 8080'), ['hydra/port']],
    ['the loopback of vLLM', served('python3 -m vllm.entrypoints.openai.api_server --host=localhost'), ['hydra/host']],
    ['the defaults of SGLang', served('python3 -m sglang.launch_server'), ['hydra/port', 'hydra/host']],
    ['the port of SGLang', served('python3 -m sglang.launch_server --host ::1 --port 8000'), ['hydra/host']],
    ['another port in arguments', args(...ARGUMENTS, '--port=8001'), ['hydra/port']],
    ['the loopback in arguments', args(...ARGUMENTS, '--host=127.0.0.1'), ['hydra/host']],
  ])('%s is an error', (_, manifest, found) => {
    expect(ids(manifest)).toEqual(found);
    expect(findings(manifest).every(({ severity }) => severity === 'error')).toBe(true);
  });

  test.each([
    ['of SGLang by variables', 'python3 -m sglang.launch_server --host={{ .MODEL_HOST }} --port={{ .MODEL_PORT }}'],
    ['of SGLang in a line before', 'set -- --host 0.0.0.0 --port 8000; python3 -m sglang.launch_server "$@"'],
    ['of vLLM by a variable of the shell', 'vllm serve --port $PORT'],
    ['of another program', 'helper --port 9000 & vllm serve'],
    ['in a message', 'echo sglang serve --port 1; vllm serve'],
  ])('%s is sound', (_, command) => {
    expect(ids(served(command))).toEqual([]);
  });
});

describe('volumes, mounts and ports', () => {
  const mounted = (
    volumeMounts: JsonValue,
    volumes: JsonValue = [{ name: 'a', emptyDir: {} }],
    more: JsonObject = {},
  ) => runtimes(template({ volumeMounts, ...more }, { volumes }));

  test.each([
    ['a mount of no volume', mounted([{ name: 'b', mountPath: '/b' }]), 'hydra/volume-missing'],
    ['a mount without a name', mounted([{ mountPath: '/b' }]), 'hydra/volume-missing'],
    ['volumes of one name', mounted([], [{ name: 'a' }, { name: 'a' }]), 'hydra/volume-twice'],
    ['an empty path', mounted([{ name: 'a', mountPath: '' }]), 'hydra/mount-path'],
    ['a path twice', mounted([1, 2].map(() => ({ name: 'a', mountPath: '/a' }))), 'hydra/mount-twice'],
    ['the place of the model', mounted([{ name: 'a', mountPath: '/data/serving-model/' }]), 'hydra/model-mount'],
    ['a place above the model', mounted([{ name: 'a', mountPath: '/data' }]), 'hydra/model-mount'],
    ['the root', mounted([{ name: 'a', mountPath: '/' }]), 'hydra/model-mount'],
    ['a port of 0', mounted([], [], { ports: [{ containerPort: 0 }] }), 'hydra/container-port'],
    ['a port of 65536', mounted([], [], { ports: [{ containerPort: 65536 }] }), 'hydra/container-port'],
    ['a port that is a text', mounted([], [], { ports: [{ containerPort: '8000' }] }), 'hydra/container-port'],
    ['a port of no number', mounted([], [], { ports: [{ name: 'http' }] }), 'hydra/container-port'],
    [
      'a mount of no volume before the start',
      runtimes(template({}, { initContainers: [{ name: 'i', volumeMounts: [{ name: 'b', mountPath: '/b' }] }] })),
      'hydra/volume-missing',
    ],
  ])('%s is an error', (_, manifest, id) => {
    expect(findings(manifest)).toMatchObject([{ id, severity: 'error' }]);
  });

  test('a relative path is a warning', () => {
    expect(findings(mounted([{ name: 'a', mountPath: 'a' }]))).toMatchObject([
      { id: 'hydra/mount-path', severity: 'warning' },
    ]);
  });

  test.each([
    ['a place beside the model', mounted([{ name: 'a', mountPath: '/data/serving-models' }])],
    ['a place below the model', mounted([{ name: 'a', mountPath: '/data/serving-model/adapters' }])],
    ['a volume at two places', mounted(['/a', '/b'].map((mountPath) => ({ name: 'a', mountPath })))],
    ['ports without that of the service', mounted([], [], { ports: [{ containerPort: 9090 }] })],
  ])('%s is sound', (_, manifest) => {
    expect(findings(manifest)).toEqual([]);
  });
});
