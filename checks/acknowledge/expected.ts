import { allRules } from '../rules/all-rules';
import { isChosen } from '../rules/rule-choice';
import type { RuleChoice } from '../rules/rule-choice';
import type { Acknowledgement, Subject } from './acknowledgement';

/** What a run of the checks looks at. */
export interface Looked {
  readonly at: 'files' | 'constructs';
  /** Everything that findings could be told of. */
  readonly subjects: readonly Subject[];
  readonly rules: RuleChoice;
  /** Whether that is everything that acknowledgements with patterns were written for. */
  readonly isWhole: boolean;
}

/** Rules that look at one of the two alone. */
const FOREIGN = { files: 'props', constructs: 'files' } as const;

/** Whether an acknowledgement should hold for something that was found, so that it is unused where it does not. */
export function isExpected(
  { rule, scope, isRecorded = false }: Acknowledgement,
  { at, subjects, rules, isWhole }: Looked,
): boolean {
  if (isRecorded || !isChosen(rule, rules) || allRules.get(rule)?.reads === FOREIGN[at]) return false;
  if (scope.kind !== 'pattern') return true;
  if (scope.of !== undefined && scope.of !== at) return false;
  return isWhole || subjects.some((subject) => scope.covers(subject));
}
