import { nearestName } from '../../catalog/nearest-name';
import { allRules } from './all-rules';

/** Families whose findings say that something could not be read, written or acknowledged. */
const UNDENIABLE: ReadonlySet<string> = new Set([
  'acknowledgement',
  'configuration',
  'environment',
  'inputs',
  'output',
  'synth',
  'yaml',
]);

/** Whether findings of a rule can be accepted or left out: not where nothing sensible is left to do. */
export function isDeniable(rule: string): boolean {
  return !UNDENIABLE.has(rule.split('/', 1)[0] ?? '');
}

/** Which rules are told of: ids, or families as `kserve/*`. */
export interface RuleChoice {
  /** Where it is empty, all are. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** Whether a choice of rules leaves one in. What says that something cannot be read or written is always told. */
export function isChosen(rule: string, { only, skip }: RuleChoice): boolean {
  if (!isDeniable(rule)) return true;
  if (skip.some((pattern) => covers(pattern, rule))) return false;
  return only.length === 0 || rule.startsWith('source/') || only.some((pattern) => covers(pattern, rule));
}

/** What is wrong with the id of a rule, or with a choice of rules. */
export interface ChoiceFault {
  readonly problem: string;
  readonly mend: string;
}

/** What is wrong with an id that should be one of a rule. */
export function idFault(id: string): ChoiceFault | undefined {
  return unknownId(id, [...allRules.keys()]);
}

/** What is wrong with each entry of a choice: rules that are not known, or are asked for and left out at once. */
export function choiceFaults({ only, skip }: RuleChoice): readonly (ChoiceFault & RuleEntry)[] {
  const rules = [...allRules.keys()];
  const known = [...rules, ...new Set(rules.map(familyOf))];
  return [
    ...only.flatMap((id, index) => {
      const fault = unknownId(id, known) ?? contradiction(id, skip);
      return fault === undefined ? [] : [{ ...fault, list: 'only', index } as const];
    }),
    ...skip.flatMap((id, index) => {
      const fault = unknownId(id, known) ?? undeniable(id);
      return fault === undefined ? [] : [{ ...fault, list: 'skip', index } as const];
    }),
  ];
}

/** One entry of a choice. */
export interface RuleEntry {
  readonly list: 'only' | 'skip';
  readonly index: number;
}

function unknownId(id: string, known: readonly string[]): ChoiceFault | undefined {
  if (known.includes(id)) return undefined;
  const nearest = nearestName(id, known);
  const mend = nearest === undefined ? "'cdk8s-inference explain' lists all rules." : `Did you mean '${nearest}'?`;
  return { problem: `There is no rule '${id}'`, mend };
}

function contradiction(id: string, skip: readonly string[]): ChoiceFault | undefined {
  const taken = skip.find((pattern) => pattern === id || covers(pattern, id));
  if (taken === undefined) return undefined;
  return { problem: `'${id}' is asked for, and '${taken}' leaves it out`, mend: 'State one of the two.' };
}

function undeniable(id: string): ChoiceFault | undefined {
  if (isDeniable(id)) return undefined;
  return { problem: `'${id}' cannot be left out`, mend: 'It tells of what cannot be read or written.' };
}

function covers(pattern: string, rule: string): boolean {
  return pattern === rule || (pattern.endsWith('/*') && rule.startsWith(pattern.slice(0, -1)));
}

function familyOf(id: string): string {
  return `${id.split('/', 1)[0] ?? ''}/*`;
}
