import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const MODEL: JsonObject = { name: 'models', mountPath: '/mnt/models', readOnly: true };

/** What is told of a pod that runs a script with its model mounted to be read. */
function told(script: string, container: JsonObject = {}): readonly string[] {
  const pod: Manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'llama' },
    spec: {
      containers: [
        {
          name: 'server',
          image: 'registry.example/server:1.0',
          command: ['bash', '-c', script],
          env: [{ name: 'MODEL_PATH', value: '/mnt/models/qwen' }],
          volumeMounts: [MODEL],
          ...container,
        },
      ],
      volumes: [{ name: 'models', persistentVolumeClaim: { claimName: 'models' } }],
    },
  };
  return checkPods([{ manifest: pod, where: 'pod.yaml' }])
    .filter(({ id }) => id === 'script/read-only-files')
    .map(({ severity, field }) => `${severity} ${field ?? ''}`);
}

test.each([
  ['changes who may read files', 'chmod -R 750 /mnt/models'],
  ['changes whose files they are', 'chown 1000:1000 "$MODEL_PATH"'],
  ['removes a file', 'rm -f ${MODEL_PATH}/config.lock'],
  ['moves a file away', 'mv "$MODEL_PATH/config.json" /tmp/config.json'],
  ['makes a folder', 'set -e\nmkdir "$MODEL_PATH/cache" && cd "$MODEL_PATH"'],
  ['makes a file', 'if true; then\n  touch /mnt/models/ready\nfi'],
  ['copies into it', 'cp /etc/tokenizer.json "$MODEL_PATH"/'],
  ['writes into a file', 'echo "{}" > /mnt/models/config.json'],
  ['adds to a file', 'echo ready >>"$MODEL_PATH/log"'],
  ['edits a file where it is', "sed -i 's/a/b/' ${MODEL_PATH}/config.json"],
  ['names the file as the kubelet replaces it', 'touch $(MODEL_PATH)/ready'],
  ['names the file by a variable of its own', 'FILE="${MODEL_PATH}/config.json"\nchmod 600 "$FILE"'],
  ['names the file by a default', 'chmod 600 "${OTHER:-/mnt/models}/config.json"'],
])('a script that %s is a warning', (_what, script) => {
  expect(told(script)).toEqual(['warning spec.containers[0].command[2]']);
});

test.each([
  ['reads', 'ls -l "$MODEL_PATH" > /tmp/list && cat /mnt/models/config.json'],
  ['copies out of it', 'cp -r /mnt/models /tmp/models && chmod -R 700 /tmp/models'],
  ['links to it', 'ln -s /mnt/models/qwen /tmp/model'],
  ['edits a copy', 'sed "s/a/b/" /mnt/models/config.json > /tmp/config.json'],
  ['may fail to change it', 'chmod -R 750 "$MODEL_PATH" || true'],
  ['asks whether it may', 'if [ -w "$MODEL_PATH" ]; then chmod 750 "$MODEL_PATH"; fi'],
  ['takes its way by what it finds', 'D=/mnt/models\nif [ -n "$COPY" ]; then D=/tmp/copy; fi\ntouch "$D/ready"'],
  ['changes what it is told of', 'chmod 600 "$1"'],
  ['prints such a command', 'echo chmod -R 750 /mnt/models'],
  ['writes into a folder of a like name', 'touch /mnt/models-cache/ready'],
])('nothing is said of a script that %s', (_what, script) => {
  expect(told(script)).toEqual([]);
});

test('nothing is said of a folder that may be written to', () => {
  expect(told('chmod -R 750 /mnt/models', { volumeMounts: [{ ...MODEL, readOnly: false }] })).toEqual([]);
});

test('of folders in one another the innermost counts', () => {
  const cache: JsonObject = { name: 'models', mountPath: '/mnt/models/cache', subPath: 'cache' };
  expect(told('touch /mnt/models/cache/ready', { volumeMounts: [MODEL, cache] })).toEqual([]);
});

test('a KServe runtime that changes the model is a note, as a service may let it', () => {
  const runtime: Manifest = {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: 'ServingRuntime',
    metadata: { name: 'mindie', namespace: 'models' },
    spec: {
      supportedModelFormats: [{ name: 'transformers' }],
      containers: [
        {
          name: 'kserve-container',
          image: 'mindie:1',
          command: ['sh', '-c', 'chmod -R 755 "$MODEL_PATH"; serve "$MODEL_PATH"'],
          env: [{ name: 'MODEL_PATH', value: '/mnt/models/{{.Name}}' }],
        },
      ],
    },
  };
  const found = checkPods([{ manifest: runtime, where: 'runtime.yaml' }]);
  expect(found.filter(({ id }) => id === 'script/read-only-files')).toMatchObject([
    { severity: 'note', field: 'spec.containers[0].command[2]' },
  ]);
});
