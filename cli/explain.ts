import type { Command } from 'commander';
import { nearestName } from '../catalog/nearest-name';
import { allRules } from '../checks/rules/all-rules';
import type { Rule, RuleSubject } from '../checks/rules/rule';

/** Exit code where there is no such rule. */
const USAGE = 2;

const SUBJECTS: Readonly<Record<RuleSubject, string>> = {
  manifests: 'manifests, in synth and in check',
  files: 'files, as they are read and written',
  props: 'the props of constructs, in synth',
};

/** Adds `explain`, which says what a finding's id stands for. */
export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('say what a rule is about, what happens in the cluster, and how to mend it')
    .argument(
      '[id]',
      'the id in the brackets of a finding, such as schema/unknown-field, or a family; without it, all are listed',
    )
    .action((id: string | undefined) => {
      const rule = id === undefined ? undefined : allRules.get(id);
      if (id !== undefined && rule !== undefined) {
        console.log(explanation(id, rule));
        return;
      }
      const listed = [...allRules].filter(([known]) => id === undefined || known.startsWith(`${id}/`));
      if (id === undefined || listed.length > 0) {
        console.log(list(listed));
        return;
      }
      const nearest = nearestName(id, allRules.keys());
      const hint = nearest === undefined ? 'Without an id, all are listed.' : `Did you mean '${nearest}'?`;
      console.error(`error: there is no rule '${id}'. ${hint}`);
      process.exitCode = USAGE;
    });
}

function explanation(id: string, rule: Rule): string {
  return [
    `${id} (${rule.severity})`,
    '',
    rule.title,
    '',
    rule.about,
    '',
    `mend:   ${rule.mend}`,
    `checks: ${SUBJECTS[rule.reads]}`,
    ...rule.sources.map((source, index) => `${index === 0 ? 'source:' : '       '} ${source}`),
  ].join('\n');
}

function list(rules: readonly (readonly [string, Rule])[]): string {
  const width = Math.max(...rules.map(([id]) => id.length));
  return rules
    .map(([id, { severity, title }]) => `${id.padEnd(width)}  ${severity.padEnd('warning'.length)}  ${title}`)
    .join('\n');
}
