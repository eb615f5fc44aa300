import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { ModuleKind, transpileModule } from 'typescript';

import { expandGroup } from '../../imports/generator/expand';
import { interfaceFacts } from '../../imports/generator/facts';
import { renderImports } from '../../imports/generator/import-crds';
import { parseGroupSchemas } from '../../imports/schema/parse-group-schemas';
import { jsonSchemaOf } from '../../imports/schema/json-schema';
import type { Schema } from '../../imports/schema/schema';
import { crd, object, read, render, renderFile, schemas, valueOf } from './crd';
import { runs } from '../runs';

const fieldName = fc.oneof(
  fc.constantFrom('name', 'containers', 'spec', 'template', 'policies', 'env', 'x-odd', 'Thing'),
  fc.stringMatching(/^[a-z][A-Za-z0-9_.-]{0,8}$/),
);

const leaf: fc.Arbitrary<Schema> = fc.constantFrom<Schema>(
  { type: 'string' },
  { type: 'string', nullable: true },
  { type: 'string', enum: ['A', 'B'] },
  { type: 'string', default: 'x' },
  { type: 'integer', format: 'int32', minimum: 0 },
  { type: 'boolean' },
  { 'x-kubernetes-int-or-string': true },
  { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
);

const { structure } = fc.letrec<{ structure: Schema; value: Schema }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('value').map((items): Schema => ({ type: 'array', items })),
    tie('value').map((additionalProperties): Schema => ({ type: 'object', additionalProperties })),
    tie('structure'),
  ),
  structure: fc
    .dictionary(fieldName, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true })
    .chain((properties) =>
      fc.subarray(Object.keys(properties)).map((required): Schema => {
        return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
      }),
    ),
}));

/** Values which a schema accepts. */
function valueFor(schema: Schema): fc.Arbitrary<unknown> {
  const { properties, additionalProperties: additional, items, required = [] } = schema;
  if (schema.nullable) return fc.option(valueFor({ ...schema, nullable: false }));
  if (schema['x-kubernetes-int-or-string']) return fc.oneof(fc.integer(), fc.string());
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (properties) {
    const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, valueFor(field)]));
    return fc.record(fields, { requiredKeys: [...required], noNullPrototype: true });
  }
  if (items) return fc.array(valueFor(items), { maxLength: 2 });
  if (typeof additional === 'object') return fc.dictionary(fieldName, valueFor(additional), { maxKeys: 2 });
  switch (schema.type) {
    case 'integer':
      return fc.nat();
    case 'boolean':
      return fc.boolean();
    case 'string':
      return fc.string();
    default:
      return fc.dictionary(fieldName, fc.anything({ maxDepth: 1 }), { maxKeys: 2 });
  }
}

const crds = fc
  .uniqueArray(
    fc.record({
      kind: fc.constantFrom('Alpha', 'Beta', 'ClusterAlpha', 'Gamma', 'Thing'),
      group: fc.constantFrom('example.org', 'other.org'),
      spec: structure,
    }),
    { minLength: 1, selector: ({ kind }) => kind },
  )
  .map((all) => all.map(({ kind, group, spec }) => crd(spec, { kind, group })));

it('The output does not depend on the order of the input', () => {
  const shuffled = crds.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(
    fc.property(shuffled, ([all, others]) => {
      expect([...render(...others)]).toEqual([...render(...all)]);
    }),
    { numRuns: runs(100) },
  );
});

it('Importing one after another gives the same as importing all at once', () => {
  fc.assert(
    fc.property(crds, (all) => {
      let files: ReadonlyMap<string, string> = new Map();
      for (const one of all) {
        const texts = [...files].filter(([path]) => path.endsWith('.json')).map(([, text]) => text);
        const existing = texts.map(parseGroupSchemas).map(expandGroup);
        files = valueOf(renderImports(existing, read(one)));
      }
      expect([...files].toSorted()).toEqual([...render(...all)].toSorted());
    }),
    { numRuns: runs(40) },
  );
});

it('Every fact about every field survives the way into definitions and back', () => {
  fc.assert(
    fc.property(structure, (spec) => {
      const { kinds } = expandGroup(schemas(crd(spec)));
      const facts = interfaceFacts(spec, '', (field, reason) => {
        throw new Error(`${field} ${reason}`);
      });
      expect(kinds.Thing?.versions.v1?.schema.properties?.spec).toEqual(facts);
    }),
    { numRuns: runs(100) },
  );
});

it('Every value that fits a schema is accepted', () => {
  const cases = structure.chain((spec) => fc.tuple(fc.constant(spec), valueFor(spec)));
  fc.assert(
    fc.property(cases, ([spec, value]) => {
      const { kinds, definitions } = schemas(crd(spec));
      const root = kinds.Thing?.versions.v1?.schema ?? {};
      const schema = jsonSchemaOf({ apiVersion: 'example.org/v1', kind: 'Thing', root, definitions });
      const ajv = new Ajv({ strictTypes: false, validateFormats: false });
      ajv.validate(schema, { apiVersion: 'example.org/v1', kind: 'Thing', spec: value });
      expect(ajv.errors ?? []).toEqual([]);
    }),
    { numRuns: runs(50) },
  );
});

it('Every field occurs in TypeScript that a compiler reads', () => {
  fc.assert(
    fc.property(structure, (field) => {
      const code = renderFile('example.org.ts', crd(object({ field })));
      const { diagnostics } = transpileModule(code, {
        reportDiagnostics: true,
        compilerOptions: { module: ModuleKind.CommonJS },
      });
      expect(diagnostics).toEqual([]);
      for (const name of Object.keys(field.properties ?? {}))
        expect(code).toMatch(new RegExp(`readonly '?${name}'?\\??:`));
    }),
    { numRuns: runs(100) },
  );
});
