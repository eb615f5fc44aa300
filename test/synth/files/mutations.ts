import fs from 'node:fs';

/** The functions by which a synth changes the disk. */
const MUTATING = ['mkdirSync', 'renameSync', 'rmSync', 'rmdirSync', 'symlinkSync', 'writeFileSync'] as const;

/** A call that is about to change the disk; `half` does what a call that is cut off would have done. */
export interface Mutation {
  /** Counted from 1. */
  readonly number: number;
  readonly half: () => void;
}

/** Has every change of the disk announced beforehand, until the returned function is called. */
export function watchMutations(announce: (mutation: Mutation) => void): () => void {
  let number = 0;
  const originals = MUTATING.map((name) => [name, fs[name]] as const);
  for (const [name, original] of originals) {
    Reflect.set(fs, name, (...args: readonly unknown[]): unknown => {
      number++;
      announce({
        number,
        half: () => {
          const [path, text] = args;
          if (name === 'writeFileSync' && typeof text === 'string')
            Reflect.apply(original, fs, [path, text.slice(0, text.length / 2)]);
        },
      });
      const result: unknown = Reflect.apply(original, fs, args);
      return result;
    });
  }
  return () => {
    for (const [name, original] of originals) Reflect.set(fs, name, original);
  };
}
