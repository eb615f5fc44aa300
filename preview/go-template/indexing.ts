import type { Allowance } from './allowance';
import { TemplateProblem } from './fault';
import { entryOf, isList, isMap, TextMap, typeName, valueOf } from './value';
import type { Value } from './value';

/** @see https://github.com/golang/go/blob/master/src/text/template/funcs.go index */
export function index([container, ...keys]: readonly Value[], allowance: Allowance): Value {
  if (container === undefined || container === null) throw new TemplateProblem('index of untyped nil', 'execute');
  return keys.reduce((value, key) => member(value, key, allowance), container);
}

function member(container: Value, key: Value, allowance: Allowance): Value {
  if (isMap(container)) {
    if (typeof key === 'string') return entryOf(container, key) ?? (container instanceof TextMap ? '' : null);
    throw new TemplateProblem(`value has type ${typeName(key)}; should be string`, 'execute');
  }
  if (container === undefined || container === null) throw new TemplateProblem('index of nil pointer', 'execute');
  if (!isList(container) && typeof container !== 'string') {
    throw new TemplateProblem(`can't index item of type ${typeName(container)}`, 'execute');
  }
  if (typeof container === 'string') allowance.take(container.length);
  const items = typeof container === 'string' ? Buffer.from(container) : container;
  const item = items[position(key, items.length - 1)];
  return item === undefined ? undefined : valueOf(item);
}

/** @see https://github.com/golang/go/blob/master/src/text/template/funcs.go slice */
export function slice([container, ...bounds]: readonly Value[], allowance: Allowance): Value {
  if (container === undefined || container === null) throw new TemplateProblem('slice of untyped nil', 'execute');
  if (bounds.length > 3) throw new TemplateProblem(`too many slice indexes: ${bounds.length}`, 'execute');
  if (typeof container !== 'string') {
    if (isList(container)) throw new TemplateProblem('the capacity of a list is not known here', 'preview');
    throw new TemplateProblem(`can't slice item of type ${typeName(container)}`, 'execute');
  }
  if (bounds.length === 3) throw new TemplateProblem('cannot 3-index slice a string', 'execute');
  allowance.take(container.length);
  const bytes = Buffer.from(container);
  const [from = 0, to = bytes.length] = bounds.map((bound) => position(bound, bytes.length));
  if (from > to) throw new TemplateProblem(`invalid slice index: ${from} > ${to}`, 'execute');
  const part = bytes.subarray(from, to);
  const text = part.toString();
  if (!Buffer.from(text).equals(part)) throw new TemplateProblem('parts of characters are not known here', 'preview');
  return text;
}

function position(key: Value, last: number): number {
  if (typeof key !== 'bigint') {
    const type = key === undefined || key === null ? 'nil' : `type ${typeName(key)}`;
    throw new TemplateProblem(`cannot index slice/array with ${type}`, 'execute');
  }
  if (key < 0n || key > last) throw new TemplateProblem(`index out of range: ${key}`, 'execute');
  return Number(key);
}
