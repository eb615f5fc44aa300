import { ApiObject, App, Chart, JsonPatch, Lazy, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { FleetApp } from '../../../index';
import { plainManifest } from '../../../synth/objects/plain-manifest';
import { runs } from '../../runs';

class Amount {
  public constructor(public readonly value: string) {}
}

class Opaque {
  public readonly shown = true;
}

/** cdk8s types a lazy value as anything. */
function lazy(value: unknown): unknown {
  return Lazy.any({ produce: () => value });
}

const keys = fc.stringMatching(/^[a-z][a-zA-Z0-9.-]{0,6}$/).filter((key) => key !== 'resolve');

const scalars = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
);

/** What people put into props, by mistake too. */
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 8, arbitrary: scalars },
    { weight: 4, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 4, arbitrary: fc.dictionary(keys, tie('value'), { maxKeys: 3 }) },
    { weight: 1, arbitrary: scalars.map(lazy) },
    { weight: 1, arbitrary: fc.string().map((value) => new Amount(value)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(new Opaque(), new Date(0), Size.gibibytes(1), () => 1, [undefined]),
    },
  ),
}));

const texts = fc.dictionary(keys, fc.string(), { maxKeys: 2 });

const metadata = fc.record(
  {
    name: fc.string({ minLength: 1 }),
    namespace: fc.string(),
    labels: fc.oneof(texts, fc.constant({})),
    annotations: texts,
    finalizers: fc.array(fc.string(), { maxLength: 2 }),
    extra: values,
  },
  { requiredKeys: ['name'] },
);

const patches = fc.constantFrom(
  undefined,
  JsonPatch.add('/spec', { patched: true }),
  JsonPatch.remove('/kind'),
  JsonPatch.replace('/no/such/place', 1),
);

test('an object is what cdk8s itself makes of it, or an error where cdk8s throws', () => {
  fc.assert(
    fc.property(metadata, values, fc.dictionary(keys, values, { maxKeys: 3 }), patches, (named, spec, rest, patch) => {
      const chart = new Chart(new App(), 'chart', { labels: { team: 'a' } });
      const object = new ApiObject(chart, 'object', {
        apiVersion: 'v1',
        kind: 'Thing',
        ...rest,
        metadata: named,
        spec,
      });
      if (patch !== undefined) object.addJsonPatch(patch);
      const plain = plainManifest(object);
      let expected: unknown;
      try {
        expected = object.toJson();
      } catch {
        expect(plain).toMatchObject({ id: 'synth/unserializable', severity: 'error' });
        return;
      }
      if ('manifest' in plain) expect(plain.manifest).toStrictEqual(expected);
      else expect(plain.id).toBe('synth/no-kind');
    }),
    { numRuns: runs(1000) },
  );
});

test('labels and owners with absent members are what cdk8s makes of them', () => {
  const chart = new Chart(new App(), 'chart');
  const object = new ApiObject(chart, 'object', {
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: {
      name: 'a',
      ownerReferences: [{ apiVersion: 'v1', kind: 'Owner', name: 'o', uid: 'u', controller: undefined }],
    },
  });
  Reflect.apply(object.metadata.addLabel.bind(object.metadata), undefined, ['absent', lazy(undefined)]);
  const manifest: unknown = object.toJson();
  expect(plainManifest(object)).toStrictEqual({ manifest });
});

test('a resolver of the app, and a toJson of the object, have their say', () => {
  const resolver = {
    resolve: (context: { key: readonly string[]; value: unknown; replaceValue: (value: unknown) => void }) => {
      if (context.value === 'old') context.replaceValue('new');
    },
  };
  const chart = new Chart(new App({ resolvers: [resolver] }), 'chart');
  const resolved = new ApiObject(chart, 'resolved', { apiVersion: 'v1', kind: 'Thing', ...{ spec: 'old' } });
  expect(plainManifest(resolved)).toMatchObject({ manifest: { spec: 'new' } });

  class Own extends ApiObject {
    public override toJson(): unknown {
      return { apiVersion: 'v1', kind: 'Own' };
    }
  }
  const own = new Own(new Chart(new App(), 'chart'), 'own', { apiVersion: 'v1', kind: 'Thing' });
  expect(plainManifest(own)).toEqual({ manifest: { apiVersion: 'v1', kind: 'Own' } });
});

test('plain input that is canonical gives the same objects as a plain cdk8s App', () => {
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 3 },
      fc.stringMatching(/^[ -~]*$/),
      fc.integer(),
      fc.boolean(),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(keys, tie('json'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(keys, json, { maxKeys: 4, noNullPrototype: true }), (data) => {
      const build = (app: App): Chart => {
        const chart = new Chart(app, 'chart', { namespace: 'models', labels: { team: 'a' } });
        for (const name of ['one', 'two'])
          new ApiObject(chart, name, { apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name }, data });
        return chart;
      };
      const fleet = new FleetApp();
      build(fleet);
      expect(fleet.manifests()).toEqual(build(new App()).toJson());
    }),
  );
});
