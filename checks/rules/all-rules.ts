import { enginePodRules } from './engine-pods';
import { podRules } from './pod';
import type { Rule } from './rule';
import { schemaRules } from './schema';
import { scriptRules } from './script';

/** Every rule there is, by its id, in the order of ids. */
export const allRules: ReadonlyMap<string, Rule> = new Map(
  Object.entries({ ...enginePodRules, ...podRules, ...schemaRules, ...scriptRules }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  ),
);
