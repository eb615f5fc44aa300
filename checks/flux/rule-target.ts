import { groupOf, isObject, nameOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

/**
 * Whether a rule of a Kustomization surely means an object. Of regular expressions, those are read that people write of
 * names: alternatives of texts with `.*` in them at most once.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/jsondiff/selector.go MatchUnstructured
 */
export function isTarget(target: JsonValue | undefined, object: Manifest): boolean {
  if (!isObject(target)) return target === undefined;
  if (['labelSelector', 'annotationSelector'].some((selector) => (textAt(target, selector) ?? '') !== '')) return false;
  const version = object.apiVersion.split('/').at(-1) ?? '';
  return (
    [
      ['group', groupOf(object)],
      ['version', version],
      ['kind', object.kind],
      ['name', nameOf(object)],
      ['namespace', namespaceOf(object) ?? ''],
    ] as const
  ).every(([field, text]) => matches(textAt(target, field) ?? '', text));
}

function matches(expression: string, text: string): boolean {
  if (expression === '') return true;
  const whole = expression.replace(/^\^/, '').replace(/\$$/, '');
  const [, alternatives = whole] = /^\((?:\?:)?([^()]*)\)$/.exec(whole) ?? [];
  return alternatives
    .split('|')
    .some((alternative) => isPlain(alternative) && new RegExp(`^${alternative}$`, 's').test(text));
}

/** Anything more could take for ever, or mean something else to Go. */
function isPlain(expression: string): boolean {
  const parts = expression.split('.*');
  return parts.length <= 2 && parts.every((part) => /^(?:[\w-]|\\[.-]|\.)*$/.test(part));
}
