import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import { toJsonSchema } from '../imports/schema/json-schema';
import type { Manifest } from '../kubernetes/manifest';

const validators = new Map<string, ValidateFunction>();

/** What the API server's schema says against an object; unknown fields are errors. */
export function schemaErrors(manifest: Manifest): readonly string[] {
  const key = `${manifest.apiVersion}/${manifest.kind}`;
  let validate = validators.get(key);
  if (validate === undefined) {
    const schema = toJsonSchema(manifest.apiVersion, manifest.kind);
    if (schema === undefined) return [`${key} has no schema`];
    validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validators.set(key, validate);
  }
  validate(manifest);
  return (validate.errors ?? []).map((error) => `${key}${error.instancePath}: ${error.message ?? ''}`);
}
