import fc from 'fast-check';
import { parse } from 'yaml';
import { checkSchema } from '../../../checks/schema/check-schema';
import { isArray, isManifest } from '../../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../../kubernetes/manifest';
import { fleetManifests } from '../../reference-fleet';
import { schemaErrors } from '../../manifest-schema';
import { runs } from '../../runs';

function manifest(text: string): Manifest {
  const parsed: unknown = parse(text);
  if (!isManifest(parsed)) throw new Error(`no manifest: ${text}`);
  return parsed;
}

/** A LeaderWorkerSet that is fine, with lines of its spec. */
function set(...lines: readonly string[]): Manifest {
  return manifest(
    [
      'apiVersion: leaderworkerset.x-k8s.io/v1',
      'kind: LeaderWorkerSet',
      'metadata: { name: llama }',
      'spec:',
      ...lines.map((line) => `  ${line}`),
      ...(lines.some((line) => line.startsWith('leaderWorkerTemplate')) ? [] : ['  leaderWorkerTemplate: *template']),
    ]
      .join('\n')
      .replace('*template', '{ workerTemplate: { spec: { containers: [{ name: vllm, image: a:1 }] } } }'),
  );
}

function service(...lines: readonly string[]): Manifest {
  return manifest(['apiVersion: v1', 'kind: Service', 'metadata: { name: llama }', ...lines].join('\n'));
}

const containers = (items: string) =>
  `leaderWorkerTemplate: { workerTemplate: { spec: { containers: [{ name: a, ${items} }] } } }`;
const CONTAINER = 'spec.leaderWorkerTemplate.workerTemplate.spec.containers[0]';

test.each<[string, Manifest, string, string, string]>([
  ['a field that is mistyped', set('replica: 1'), 'schema/unknown-field', 'spec.replica', "Did you mean 'replicas'?"],
  ['a text for a number', set("replicas: '1'"), 'schema/wrong-type', 'spec.replicas', 'quotation marks'],
  ['a fraction for a whole number', set('replicas: 1.5'), 'schema/wrong-type', 'spec.replicas', 'a whole number'],
  ['a number that no 32 bits hold', set('replicas: 3000000000'), 'schema/out-of-bounds', 'spec.replicas', 'at most'],
  [
    'a missing field',
    set('leaderWorkerTemplate: {}'),
    'schema/missing-field',
    'spec.leaderWorkerTemplate.workerTemplate',
    'State it',
  ],
  [
    'a missing field that is empty',
    set('leaderWorkerTemplate: { workerTemplate: }'),
    'schema/missing-field',
    'spec.leaderWorkerTemplate.workerTemplate',
    'State it',
  ],
  [
    'an unknown word',
    set('startupPolicy: LeaderRady'),
    'schema/unknown-value',
    'spec.startupPolicy',
    "Did you mean 'LeaderReady'?",
  ],
  [
    'a number for a text',
    set(containers('image: a, env: [{ name: PORT, value: 8000 }]')),
    'schema/wrong-type',
    `${CONTAINER}.env[0].value`,
    '"8000"',
  ],
  [
    'a text for a list',
    set(containers('image: a, args: --port=8000')),
    'schema/wrong-type',
    `${CONTAINER}.args`,
    'a dash',
  ],
  [
    'an empty item',
    set(containers('image: a, args: [~]')),
    'schema/wrong-type',
    `${CONTAINER}.args[0]`,
    'State a value',
  ],
  [
    'two items of one key',
    set(containers('image: a, ports: [{ containerPort: 80 }, { containerPort: 80 }]')),
    'schema/repeated-item',
    `${CONTAINER}.ports[1]`,
    'rename',
  ],
  [
    'a field of a core kind',
    service('spec: { port: [{ port: 80 }] }'),
    'schema/unknown-field',
    'spec.port',
    "Did you mean 'ports'?",
  ],
])('%s is told, with the field and the mend', (_, object, id, field, mend) => {
  const faults = checkSchema(object);
  expect(faults?.map((fault) => [fault.id, fault.field])).toEqual([[id, field]]);
  expect(faults?.[0]?.mend).toContain(mend);
});

test.each<[string, Manifest]>([
  ['an object that is fine', set('replicas: 2')],
  ['a field that is empty', set('startupPolicy:')],
  ['a quantity as a number or a text', set(containers('image: a, resources: { limits: { cpu: 1, memory: 1Gi } }'))],
  [
    'ports that differ by their protocol',
    set(containers('image: a, ports: [{ containerPort: 80 }, { containerPort: 80, protocol: UDP }]')),
  ],
  ['a port by name', service('spec: { ports: [{ port: 80, targetPort: http }] }')],
  ['a status of any form', service('status: { anything: [1] }')],
  ['a core kind with an empty item', service('spec: { externalIPs: [~] }')],
])('%s is taken', (_, object) => {
  expect(checkSchema(object)).toEqual([]);
});

test.each([
  [
    'the group of a role',
    '{ apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, roleRef: { kind: Role, name: a } }',
  ],
  [
    'the value of a class of priority',
    '{ apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, globalDefault: false }',
  ],
  [
    'the text of a header that a probe sends',
    '{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: a, readinessProbe: { httpGet: { port: 80, httpHeaders: [{ name: x-probe }] } } }] } }',
  ],
])('%s may be missing, as the API server fills it in', (_, text) => {
  expect(checkSchema(manifest(text))).toEqual([]);
});

test('the name of a role may not be missing', () => {
  const binding = manifest('{ apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, roleRef: { kind: Role } }');
  expect(checkSchema(binding)?.map(({ field }) => field)).toEqual(['roleRef.name']);
});

test('a kind that is not known is not judged', () => {
  expect(checkSchema(manifest('{ apiVersion: example.com/v1, kind: Foo, metadata: { name: a } }'))).toBeUndefined();
});

test('fields that objects inherit are unknown too', () => {
  const object: unknown = JSON.parse('{"apiVersion":"v1","kind":"Service","spec":{"constructor":1,"__proto__":{}}}');
  if (!isManifest(object)) throw new Error('no manifest');
  expect(checkSchema(object)?.map(({ field }) => field)).toEqual(['spec.constructor', 'spec.__proto__']);
});

describe('an independent validator', () => {
  const manifests = fleetManifests().filter(({ spec }) => spec !== undefined);

  test('takes and refuses the same objects, however they are broken', () => {
    const breaking = fc.record({
      manifest: fc.constantFrom(...manifests),
      place: fc.nat(),
      change: fc.constantFrom(...Object.values(CHANGES)),
    });
    fc.assert(
      fc.property(breaking, ({ manifest: object, place, change }) => {
        const paths = pathsIn(object.spec);
        const broken = { ...object, spec: changed(object.spec ?? {}, paths[place % paths.length] ?? [], change) };
        // Rules between fields are not of its kind of schema.
        const faults = checkSchema(broken)?.filter(({ id }) => id !== 'schema/rule');
        expect([broken, faults?.length === 0]).toEqual([broken, schemaErrors(broken).length === 0]);
      }),
      { numRuns: runs(1500) },
    );
  });
});

/** What a field or an item becomes: others in its place. */
type Change = (value: JsonValue, name: string) => readonly (readonly [name: string, value: JsonValue])[];

const CHANGES: Readonly<Record<string, Change>> = {
  text: (_, name) => [[name, 'text']],
  fraction: (_, name) => [[name, 1.5]],
  negative: (_, name) => [[name, -1]],
  list: (value, name) => [[name, [value]]],
  map: (value, name) => [[name, { value }]],
  other: (value, name) => [[`${name}X`, value]],
  none: () => [],
};

/** Paths of all fields and items of a value. */
function pathsIn(value: JsonValue | undefined): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[name], ...pathsIn(inner).map((path) => [name, ...path])]);
}

/** The value with one of its fields or items changed. */
function changed(value: JsonValue, [step, ...rest]: readonly string[], change: Change): JsonValue {
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): readonly (readonly [string, JsonValue])[] => {
    if (name !== step) return [[name, inner]];
    return rest.length === 0 ? change(inner, name) : [[name, changed(inner, rest, change)]];
  });
  return isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
