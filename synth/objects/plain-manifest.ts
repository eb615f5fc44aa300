import type { ApiObject } from 'cdk8s';
import type { Fault } from '../../checks/finding';
import { isManifest } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

/** The plain data of an object, or why it has none. */
export function plainManifest(object: ApiObject): { readonly manifest: Manifest } | Fault {
  let json: unknown;
  try {
    json = object.toJson();
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
