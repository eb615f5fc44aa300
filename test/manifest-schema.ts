import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import { toJsonSchema } from '../imports/schema/json-schema';
import { schemaOf } from '../imports/schema/load-schema';
import type { Manifest } from '../kubernetes/manifest';

const validators = new Map<string, ValidateFunction>();

// Making the code of a schema short, and repeating in it what is referred to, takes longer than running it.
const ajv = new Ajv({
  strict: false,
  validateFormats: false,
  allErrors: true,
  inlineRefs: 10,
  code: { optimize: false },
});

/** What the API server's schema says against an object; unknown fields are errors. */
export function schemaErrors(manifest: Manifest): readonly string[] {
  const key = `${manifest.apiVersion}/${manifest.kind}`;
  let validate = validators.get(key);
  if (validate === undefined) {
    const schema = toJsonSchema(manifest.apiVersion, manifest.kind);
    if (schema === undefined) return [`${key} has no schema`];
    const isBuiltIn = schemaOf(manifest.apiVersion, manifest.kind)?.isBuiltIn === true;
    const read = isBuiltIn ? withFractions(schema) : schema;
    validate = ajv.compile(read);
    validators.set(key, validate);
  }
  validate(manifest);
  return (validate.errors ?? []).map((error) => `${key}${error.instancePath}: ${error.message ?? ''}`);
}

/** Kubernetes' own kinds read amounts as numbers too, and their schemas do not tell amounts from ports. */
function withFractions(schema: object): object {
  const whole = '"anyOf":[{"type":"integer"},{"type":"string"}]';
  const read: unknown = JSON.parse(JSON.stringify(schema).replaceAll(whole, whole.replace('integer', 'number')));
  return typeof read === 'object' && read !== null ? read : schema;
}
