import type { Manifest } from '../../kubernetes/manifest';
import { isSame } from '../changes/value-changes';
import { generatedName } from '../objects/generated-name';
import type { Effect } from './effect';

/** What becomes of objects whose names the API server makes up; undefined where they are called what they state. */
export function generatedEffects(
  before: Manifest | undefined,
  after: Manifest | undefined,
): readonly Effect[] | undefined {
  const manifest = after ?? before;
  if (manifest === undefined || generatedName(manifest) === undefined) return undefined;
  if (after === undefined) return [{ kind: 'none', reason: 'no more of them are made, and those that were made stay' }];
  if (before !== undefined && isSame(before, after)) return undefined;
  const made =
    'whoever creates it makes one with a name of its own, and kubectl apply and Flux refuse it (generateName)';
  return [{ kind: 'create', reason: before === undefined ? made : `those that were made stay; ${made}` }];
}
