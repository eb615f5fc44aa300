import fc from 'fast-check';
import type { JsonValue } from '../../kubernetes/manifest';

const KEYS = [
  ...[
    'predictor',
    'model',
    'modelFormat',
    'name',
    'containers',
    'env',
    'args',
    'command',
    'image',
    'value',
    'workerSpec',
  ],
  ...['storageUri', 'storageUris', 'storage', 'path', 'uri', 'mountPath', 'labels', 'annotations', 'volumes', 'ports'],
  ...[
    'engine',
    'decoder',
    'router',
    'engineConfig',
    'runner',
    'leader',
    'worker',
    'size',
    'config',
    'resources',
    'limits',
  ],
  ...['template', 'leaderWorkerTemplate', 'workerTemplate', 'roles', 'spec', 'metadata', '__proto__', 'constructor'],
];

/** JSON of the keys that are read, with values of any type. */
export const { value: anyValue } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<JsonValue[]>(
      null,
      true,
      0,
      2,
      '',
      'kserve-container',
      'worker-container',
      '{{ .Name }}',
      'pvc://a',
      'oci://b',
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 }),
  ),
}));

export const anyObject = fc.dictionary(fc.constantFrom(...KEYS), anyValue, { maxKeys: 6 });
