import { cceTemplateRules } from './cce-templates';
import { enginePodRules } from './engine-pods';
import { podRules } from './pod';
import type { Rule, Rules } from './rule';
import { schemaRules } from './schema';
import { scriptRules } from './script';

const FAMILIES: readonly Rules[] = [
  // One a line, in the order of their names.
  cceTemplateRules,
  enginePodRules,
  podRules,
  schemaRules,
  scriptRules,
];

/** Every rule there is, by its id, in the order of ids. */
export const allRules: ReadonlyMap<string, Rule> = new Map(
  FAMILIES.flatMap((family) => Object.entries(family)).sort(([one], [other]) => (one < other ? -1 : 1)),
);
