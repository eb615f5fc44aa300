import { arrayAt } from '../../kubernetes/manifest';
import { containersOf } from './pod-set';
import type { PodTemplate } from './pod-set';

/** The words of every command line in a pod, a shell's script among them, as nearly as they can be told apart. */
export function wordsOf(pod: PodTemplate): readonly string[] {
  return containersOf(pod).flatMap(({ container }) =>
    [...arrayAt(container, 'command'), ...arrayAt(container, 'args')].flatMap((text) =>
      typeof text === 'string' ? text.split(/[\s;"']+/).filter((word) => word !== '') : [],
    ),
  );
}

/** Flags and their values, under names with dashes; a flag without a value has an empty one. */
export function flagsOf(words: readonly string[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  words.forEach((word, index) => {
    const [, name, value] = /^(--?[A-Za-z][A-Za-z0-9_.-]*)(?:=(.*))?$/.exec(word) ?? [];
    if (name === undefined) return;
    const next = words[index + 1];
    const separate = next === undefined || /^--?[A-Za-z]/.test(next) ? '' : next;
    flags.set(name.replaceAll('_', '-'), value ?? separate);
  });
  return flags;
}
