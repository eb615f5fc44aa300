import { pascalCase, singular } from './words';
import type { Shape, Shapes } from './shapes';
import { standardName } from './standard-names';

/** Property names that say nothing without their owner. */
const VAGUE: ReadonlySet<string> = new Set([
  'Config',
  'Data',
  'Metadata',
  'Options',
  'Spec',
  'Template',
  'Type',
  'Value',
]);

/**
 * Gives every shape a short name of its own.
 *
 * A structure of Kubernetes has the name that Kubernetes gives it, any other that of the property which holds it. Where
 * several shapes would have one name, the shape with most uses keeps it, and the others put the name of an owner before
 * it, the nearest that makes the name unique.
 *
 * @param only - names these shapes, @default - all
 * @param reserved - names that are taken already
 */
export function nameShapes(
  shapes: Shapes,
  reserved: ReadonlySet<string>,
  only: (shape: Shape) => boolean = () => true,
): ReadonlyMap<string, string> {
  const bases = baseNames(shapes);
  const taken = new Set(reserved);
  const names = new Map<string, string>();
  // The sort is stable, so that shapes with as many uses stay in the order of their paths.
  const mostUsedFirst = [...shapes.byKey.values()].filter(only).toSorted((a, b) => b.uses.length - a.uses.length);
  for (const shape of mostUsedFirst) {
    const name = firstFree(candidates(shape, shapes, bases), taken);
    taken.add(name);
    names.set(shape.key, name);
  }
  return names;
}

function baseNames({ byKey }: Shapes): ReadonlyMap<string, string> {
  const bases = new Map<string, string>();
  // An owner comes before what it owns, so that its name is known.
  for (const shape of byKey.values()) bases.set(shape.key, standardName(shape) ?? ownName(shape, bases, byKey));
  return bases;
}

function ownName({ uses }: Shape, bases: ReadonlyMap<string, string>, byKey: Shapes['byKey']): string {
  const use = uses[0];
  if (use === undefined) return 'Value';
  const word = pascalCase(use.place === 'value' ? use.property : singular(use.property));
  const ofRoot = !byKey.has(use.owner);
  return ofRoot || VAGUE.has(word) ? join(bases.get(use.owner) ?? use.owner, word) : word;
}

function candidates(shape: Shape, { byKey }: Shapes, bases: ReadonlyMap<string, string>): readonly string[] {
  const base = bases.get(shape.key) ?? shape.key;
  const names = [base];
  let whole = base;
  for (let owner = shape.uses[0]?.owner; owner !== undefined; owner = byKey.get(owner)?.uses[0]?.owner) {
    const prefix = bases.get(owner) ?? owner;
    whole = join(prefix, whole);
    names.push(join(prefix, base));
  }
  return [...names, whole];
}

function firstFree(names: readonly string[], taken: ReadonlySet<string>): string {
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  for (let count = 2; ; count++) {
    const numbered = `${names[0] ?? ''}${count}`;
    if (!taken.has(numbered)) return numbered;
  }
}

/** `ThingSpec` and `Predictor` make `ThingPredictor`; a word is not said twice. */
function join(owner: string, name: string): string {
  const prefix = name === 'Spec' ? owner : owner.replace(/Spec$/, '');
  return name.startsWith(prefix) && name !== prefix ? name : prefix + name;
}
