import { checkLiteralSecrets } from '../../../checks/secrets/literal-secrets';
import { hasIssuedSecret, isIssuedSecret } from '../../../checks/secrets/secret-texts';
import type { JsonObject } from '../../../kubernetes/manifest';

const HF = `hf_${'QmVhdXRpZnVs'.repeat(3)}`;
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'dozjgNryP4J3jVmN'.repeat(2)}`;

/** What an issuer would make; put together, so that nobody takes this file for a leak. */
const ISSUED = [
  HF,
  JWT,
  ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
  `ghp_${'abcDEF123456'.repeat(3)}`,
  `github_pat_${'11ABCDEFG0abcdefghij_'.repeat(3)}`,
  ['glpat-', 'aB3dE6gH9jK2mN5pQ8sT'].join(''),
  `nvapi-${'aB3dE6gH9j'.repeat(5)}`,
  `sk-proj-${'aB3dE6gH9j'.repeat(3)}`,
  `sk-${'aB3dE6gH9j'.repeat(2)}T3BlbkFJ${'aB3dE6gH9j'.repeat(2)}`,
  ['xoxb-', '1234567890-abcdefghij'].join(''),
  ['AIza', 'SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q'].join(''),
  '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
];

test.each(ISSUED)('%s is a secret, wherever it stands', (text) => {
  expect([isIssuedSecret(text), hasIssuedSecret(`token: "${text}"\n`)]).toEqual([true, true]);
});

test.each([
  'hf_token',
  'hf_home_of_all_the_models',
  `hf_${'x'.repeat(34)}`,
  'AKIA',
  'sk-1234',
  'sk-no-key-required',
  `sk-${'aB3dE6gH9j'.repeat(5)}`,
  'task-abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij',
  'eyJhbGciOiJIUzI1NiJ9',
  '-----BEGIN CERTIFICATE-----',
  'meta-llama/Llama-3.3-70B-Instruct',
  'sha256:8a3dd8ad6e15fe7b8e5e471037519719d4d8ad3db9d69389f2beded36a6f5b21',
])('%s is none', (text) => {
  expect([isIssuedSecret(text), hasIssuedSecret(text)]).toEqual([false, false]);
});

function told(kind: string, fields: JsonObject, apiVersion = 'v1'): readonly string[] {
  return checkLiteralSecrets({ apiVersion, kind, metadata: { name: 'a' }, ...fields }).map(
    ({ severity, field = '' }) => `${severity} ${field}`,
  );
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each<readonly [string, JsonObject, readonly string[]]>([
  ['with a token', { stringData: { token: HF } }, ['error stringData.token']],
  ['with a token in base64', { data: { token: base64(HF) } }, ['error data.token']],
  ['with something else', { data: { password: base64('hunter22') } }, ['warning data.password']],
  ['with nothing yet', { stringData: { token: '' } }, []],
  ['with several values', { stringData: { a: 'one', b: HF } }, ['error stringData.b']],
  ['with what Argo CD reads', { stringData: { type: 'git', url: 'https://git.example.com' } }, []],
  ['with an address in a store', { stringData: { token: 'op://models/hf/token' } }, []],
  ['with a placeholder', { stringData: { token: 'changeme', other: '<token>' } }, []],
  ['with a variable of Flux', { stringData: { token: '${token}' } }, []],
  ['with a certificate', { stringData: { 'ca.crt': '-----BEGIN CERTIFICATE-----\nMIIE' } }, []],
  ['that SOPS encrypted', { data: { token: 'ENC[AES256_GCM,data:x]' }, sops: { version: '3.9.0' } }, []],
])('of a Secret %s', (_, fields, expected) => {
  expect(told('Secret', fields)).toEqual(expected);
});

test.each<readonly [string, JsonObject, readonly string[]]>([
  ['with a token in a file', { data: { 'config.yaml': `hub:\n  token: ${HF}\n` } }, ['error data["config.yaml"]']],
  ['with a script', { data: { 'start.sh': 'export HF_TOKEN="$TOKEN"\n' } }, []],
])('of a ConfigMap %s', (_, fields, expected) => {
  expect(told('ConfigMap', fields)).toEqual(expected);
});

test('of a model of OME whose token stands beside it', () => {
  const spec = { storage: { storageUri: 'hf://a/b', parameters: { token: 'my-own-token' } } };
  expect(told('ClusterBaseModel', { spec }, 'ome.io/v1beta1')).toEqual(['warning spec.storage.parameters.token']);
});

test('no finding shows what is secret', () => {
  const faults = checkLiteralSecrets({ apiVersion: 'v1', kind: 'Secret', stringData: { token: HF } });
  expect(JSON.stringify(faults)).not.toContain(HF);
});
