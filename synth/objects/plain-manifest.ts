import { ApiObject, App } from 'cdk8s';
import type { Fault } from '../../checks/finding';
import { isManifest } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { plainValue, UNRESOLVED } from './plain-value';

/** Number of resolvers that cdk8s itself adds to an app; they leave plain data as it is. */
const BUILT_IN_RESOLVERS = new App().resolvers.length;

/** Whether an app resolves values in ways of its own, which only `toJson()` follows. */
export function hasOwnResolvers(app: App): boolean {
  return app.resolvers.length > BUILT_IN_RESOLVERS;
}

/** The plain data of an object, or why it has none. */
export function plainManifest(
  object: ApiObject,
  ownResolvers = hasOwnResolvers(App.of(object)),
): { readonly manifest: Manifest } | Fault {
  let json: unknown;
  try {
    json = (ownResolvers ? undefined : fromPlainProps(object)) ?? object.toJson();
  } catch (error) {
    return {
      id: 'synth/unserializable',
      severity: 'error',
      problem: error instanceof Error ? error.message : String(error),
      consequence: 'The object has no YAML form.',
      mend: 'Pass strings, numbers, booleans, lists and plain objects only.',
    };
  }
  if (isManifest(json)) return { manifest: json };
  return {
    id: 'synth/no-kind',
    severity: 'error',
    problem: 'The object has no apiVersion or no kind',
    consequence: 'The API server cannot tell what it is and refuses it.',
    mend: 'State both when making the ApiObject.',
  };
}

/**
 * What `toJson()` gives for an object that is nothing but data, without the two copies it makes on the way; `undefined`
 * where there is anything to resolve, to patch or to override. The members read here are private to TypeScript alone:
 * should a version of cdk8s name them otherwise, `toJson()` does the work.
 */
function fromPlainProps(object: ApiObject): Record<string, JsonValue> | undefined {
  if (object.toJson !== ApiObject.prototype.toJson) return undefined;
  const patches: unknown = Reflect.get(object, 'patches');
  if (!Array.isArray(patches) || patches.length > 0) return undefined;
  const props: unknown = Reflect.get(object, 'props');
  const metadata = plainMetadata(object.metadata);
  if (typeof props !== 'object' || props === null || metadata === undefined) return undefined;

  const manifest: Record<string, JsonValue> = {};
  for (const [key, field] of Object.entries<unknown>({ ...props, metadata })) {
    const plain = plainValue(field);
    if (plain === UNRESOLVED) return undefined;
    if (plain !== undefined) manifest[key] = plain;
  }
  return manifest;
}

const METADATA_FIELDS = ['name', 'namespace', 'labels', 'annotations', 'finalizers', 'ownerReferences'];

/**
 * Metadata without its empty maps and lists, as cdk8s writes it; `undefined` where it has fields of other kinds, or
 * maps and lists of more than text.
 */
function plainMetadata(metadata: object): Record<string, unknown> | undefined {
  const stated: unknown = Reflect.get(metadata, '_additionalAttributes');
  if (typeof stated !== 'object' || stated === null) return undefined;
  if (!Object.keys(stated).every((key) => METADATA_FIELDS.includes(key))) return undefined;
  const plain: Record<string, unknown> = {};
  for (const field of METADATA_FIELDS) {
    const value: unknown = Reflect.get(metadata, field);
    if (typeof value === 'object' && value !== null) {
      const members: readonly unknown[] = Object.values(value);
      if (members.length === 0) continue;
      if (!members.every((member) => typeof member === 'string')) return undefined;
    }
    plain[field] = value;
  }
  return plain;
}
