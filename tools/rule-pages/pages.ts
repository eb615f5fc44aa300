import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../checks/rules/all-rules';
import { rulePage, rulesIndex } from './page';
import type { RuleExample } from './page';

const EXAMPLES = join(__dirname, '..', '..', 'test', 'checks', 'examples');

/** The pages of all rules, by their paths below `docs/checks/`. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = [...allRules].map(([id, rule]) => [`${id}.md`, rulePage(id, rule, exampleOf(id))] as const);
  return new Map([['README.md', rulesIndex(allRules)], ...pages]);
}

function exampleOf(id: string): RuleExample | undefined {
  const folder = join(EXAMPLES, ...id.split('/'));
  if (!existsSync(folder)) return undefined;
  return { bad: readFileSync(join(folder, 'bad.yaml'), 'utf8'), good: readFileSync(join(folder, 'good.yaml'), 'utf8') };
}
