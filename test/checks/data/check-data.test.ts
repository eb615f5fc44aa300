import { checkData } from '../../../checks/data/check-data';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

const secret = (fields: JsonObject): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'a' },
  ...fields,
});
const configMap = (fields: JsonObject): Manifest => ({ ...secret(fields), kind: 'ConfigMap' });
const told = (manifest: Manifest) => checkData(manifest).map(({ id, field }) => `${id} ${field ?? ''}`);

describe('data of a Secret', () => {
  test.each([
    ['is base64', 'aGVsbG8='],
    ['is base64 on several lines', 'aGVs\nbG8=\r\n'],
    ['is base64 whose last bits are ignored', 'aGVsbG9='],
    ['is empty', ''],
    ['is put in by Flux or envsubst', '${TOKEN}'],
    ['is put in by a template', '{{ .Values.token }}'],
    ['is put in by the Vault plugin of Argo CD', '<path:secret/data/a#token | base64encode>'],
    ['is put in by vals', 'ref+vault://secret/a#token'],
    ['is no text, which the schema tells', 7],
  ])('%s', (_, value) => {
    expect(told(secret({ data: { token: value } }))).toEqual([]);
  });

  test.each([
    ['is plain text', 'hello world'],
    ['lacks padding', 'aGVsbG8'],
    ['has padding in the middle', 'aGVs=bG8'],
    ['is base64 for URLs', 'aGV-bG8_'],
    ['has a blank at the end', 'aGVsbG8= '],
  ])('%s, and is refused', (_, value) => {
    expect(told(secret({ data: { 'to.ken': value } }))).toEqual(['data/not-base64 data["to.ken"]']);
    expect(told(configMap({ binaryData: { token: value } }))).toEqual(['data/not-base64 binaryData.token']);
  });

  test('is not looked at where SOPS encrypted it', () => {
    expect(told(secret({ data: { token: 'not yet' }, sops: { version: '3' } }))).toEqual([]);
  });

  test('is never shown', () => {
    const [fault] = checkData(secret({ data: { token: 'hunter two' } }));
    expect(JSON.stringify(fault)).not.toContain('hunter');
  });
});

test('kinds of others may hold what they like', () => {
  expect(told({ ...secret({ data: { a: '?' } }), apiVersion: 'example.com/v1' })).toEqual([]);
  expect(told(configMap({ data: { a: '?' } }))).toEqual([]);
});

describe('what is too large', () => {
  const MIB = 1024 * 1024;
  const encoded = (bytes: number) => Buffer.alloc(bytes).toString('base64');

  test.each<[string, Manifest]>([
    ['a ConfigMap of 1 MiB', configMap({ data: { a: 'x'.repeat(MIB) } })],
    ['a Secret of 1 MiB once it is decoded', secret({ data: { a: encoded(MIB) } })],
    [
      'a Secret whose text replaces what is encoded',
      secret({ data: { a: encoded(MIB) }, stringData: { a: 'x'.repeat(MIB) } }),
    ],
  ])('is not %s', (_, manifest) => {
    expect(told(manifest)).toEqual([]);
  });

  test.each<[string, Manifest, string]>([
    ['a ConfigMap of a byte more', configMap({ data: { a: 'x'.repeat(MIB), b: 'x' } }), 'data'],
    ['a ConfigMap of texts and bytes', configMap({ data: { a: 'x' }, binaryData: { b: encoded(MIB) } }), 'data'],
    ['a ConfigMap whose letters are of two bytes', configMap({ data: { a: 'ü'.repeat(MIB / 2 + 1) } }), 'data'],
    ['a Secret of a byte more', secret({ data: { a: encoded(MIB + 1) } }), 'data'],
    ['a Secret of texts', secret({ stringData: { a: 'x'.repeat(MIB + 1) } }), 'stringData'],
  ])('is %s', (_, manifest, field) => {
    expect(told(manifest)).toEqual([`data/too-large ${field}`]);
  });
});
