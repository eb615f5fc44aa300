import type { Rule, RuleSubject } from '../../checks/rules/rule';

/** Manifests that show a rule: what it tells of, and the same thing mended. */
export interface RuleExample {
  readonly bad: string;
  readonly good: string;
}

const SUBJECTS: Readonly<Record<RuleSubject, string>> = {
  manifests: 'read from manifests, in `synth` and in `check`',
  files: 'read from files, or when they are written',
  props: 'read from the props of constructs, in `synth`',
};

/** The page of one rule, under `docs/checks/`. */
export function rulePage(id: string, rule: Rule, example: RuleExample | undefined): string {
  const sections = [
    `# ${rule.title}`,
    `\`${id}\` · ${rule.severity} · ${SUBJECTS[rule.reads]}`,
    rule.about,
    `**Mend:** ${rule.mend}`,
    ...(example === undefined ? [] : [`## Told of`, fenced(example.bad), `## Mended`, fenced(example.good)]),
    ...(rule.sources.length === 0
      ? []
      : [`## Sources`, rule.sources.map((source) => `- ${linked(source)}`).join('\n')]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The page that lists all rules, by family. */
export function rulesIndex(rules: ReadonlyMap<string, Rule>): string {
  const families = [...new Set([...rules.keys()].map(familyOf))];
  const tables = families.map((family) => {
    const members = [...rules].filter(([id]) => familyOf(id) === family);
    return `## ${family}\n\n${table(members)}`;
  });
  return `# All rules\n\n${rules.size} rules; \`npx cdk8s-inference explain <id>\` prints any of them.\n\n${tables.join('\n\n')}\n`;
}

function familyOf(id: string): string {
  return id.split('/', 1)[0] ?? '';
}

function table(rules: readonly (readonly [string, Rule])[]): string {
  const rows = rules.map(([id, { severity, title }]) => [`[${id}](${id}.md)`, severity, cell(title)]);
  const all = [['Rule', 'Severity', 'What is wrong'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
}

/** An address, named by its function or else by the end of its path. */
function linked(source: string): string {
  const [address = '', ...name] = source.split(' ');
  const repository = /^https:\/\/github\.com\/([^/]+\/[^/]+)\/(?:blob|tree)\/[^/]+\/(.*)$/.exec(address);
  const path = repository === null ? address : `${repository[1] ?? ''}: ${repository[2] ?? ''}`;
  return name.length === 0 ? `[${path}](${address})` : `\`${name.join(' ')}\` in [${path}](${address})`;
}
