import { isArray, isObject, nameOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

/** By which a claim is found in a cluster. */
export function claimKey(claim: Manifest): string {
  return keyOf(namespaceOf(claim), nameOf(claim));
}

/** The claims that an object mounts, wherever it says so: volumes of pods, and addresses such as `pvc://models/llama`. */
export function claimsOf(manifest: Manifest): ReadonlySet<string> {
  const claims = new Set<string>();
  const open: JsonValue[] = [manifest];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isArray(value)) open.push(...value);
    else if (isObject(value)) {
      const claim = textAt(value, 'persistentVolumeClaim', 'claimName');
      if (claim !== undefined) claims.add(keyOf(namespaceOf(manifest), claim));
      open.push(...Object.values(value));
    } else if (typeof value === 'string' && value.startsWith('pvc://')) {
      const [, namespace = namespaceOf(manifest), name] = /^pvc:\/\/(?:([^/:]+):)?([^/]+)/.exec(value) ?? [];
      if (name !== undefined) claims.add(keyOf(namespace, name));
    }
  }
  return claims;
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
