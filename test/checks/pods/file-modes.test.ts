import { checkPods } from '../../../checks/pods/check-pods';
import type { JsonObject } from '../../../kubernetes/manifest';

function told(volume: JsonObject): readonly string[] {
  const spec = { containers: [{ name: 'a', image: 'a:1' }], volumes: [{ name: 'files', ...volume }] };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec };
  return checkPods([{ manifest, where: 'a.yaml' }])
    .filter(({ id }) => id === 'pod/file-mode')
    .map(({ field = '', mend }) => `${field.replace('spec.volumes[0].', '')}: ${mend}`);
}

test.each<[string, JsonObject, string, string]>([
  [
    'of all files',
    { secret: { secretName: 'a', defaultMode: 755 } },
    'secret.defaultMode',
    'Write 0755 in YAML, or 493, which is the same.',
  ],
  [
    'of one file',
    { configMap: { name: 'a', items: [{ key: 'a', path: 'a', mode: 644 }] } },
    'configMap.items[0].mode',
    'Write 0644 in YAML, or 420, which is the same.',
  ],
  [
    'of one projected file',
    { projected: { sources: [{}, { secret: { items: [{ mode: 512 }] } }] } },
    'projected.sources[1].secret.items[0].mode',
    'Write 0512 in YAML, or 330, which is the same.',
  ],
  [
    'that is less than nothing',
    { downwardAPI: { defaultMode: -1 } },
    'downwardAPI.defaultMode',
    'Use a number from 0 to 0777.',
  ],
  [
    'that is far too large',
    { projected: { defaultMode: 1755 } },
    'projected.defaultMode',
    'Use a number from 0 to 0777.',
  ],
])('a mode %s is refused', (_, volume, field, mend) => {
  expect(told(volume)).toEqual([`${field}: ${mend}`]);
});

test.each([0, 256, 420, 493, 511, 444, '755', 1.5])('%p is no fault, or the schema tells it', (defaultMode) => {
  expect(told({ secret: { secretName: 'a', defaultMode } })).toEqual([]);
});
