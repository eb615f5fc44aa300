import { hasIssuedSecret } from '../../checks/secrets/secret-texts';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Change } from './change';

/** Where a Secret has what nobody is to read in a comment. */
const OF_SECRET = /^(?:data|stringData)(?:\.|\[|$)/;

/** A change without the values of Secrets, and without what its issuer made to be one, wherever that stands. */
export function withoutSecrets(change: Change, object: JsonObject): Change {
  const isOfSecret = object.kind === 'Secret' && OF_SECRET.test(change.field);
  const isHidden =
    isOfSecret || [change.before, change.after].some((text) => text !== undefined && hasIssuedSecret(text));
  if (!isHidden) return change;
  return {
    ...change,
    before: change.before === undefined ? undefined : '(hidden)',
    after: change.after === undefined ? undefined : '(hidden, and another one)',
  };
}
