import { nameOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { identityOf as statedIdentity } from '../../kubernetes/object-identity';
import type { ObjectIdentity } from '../../kubernetes/object-identity';

/** How a name begins that the API server makes up; undefined where the object states one. */
export function generatedName(manifest: Manifest): string | undefined {
  const prefix = textAt(manifest, 'metadata', 'generateName') ?? '';
  return nameOf(manifest) === '' && prefix !== '' ? prefix : undefined;
}

/** What an object is called, such as `download-*` where the API server makes its name up. */
export function identityOf(manifest: Manifest): ObjectIdentity {
  const generated = generatedName(manifest);
  const identity = statedIdentity(manifest);
  return generated === undefined ? identity : { ...identity, name: `${generated}*` };
}
