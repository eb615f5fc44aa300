import { identityInWords } from '../../kubernetes/object-identity';
import { code, escaped } from '../../reports/markdown-text';
import { oneLine } from '../../reports/one-line';
import type { Prices } from '../cost';
import type { Change } from '../changes/change';
import { isChanged } from '../pods/devices';
import type { ClusterReview, DeviceChange, ObjectReview, Review, Risk } from '../review';
import { boundsInWords, verdictOf } from '../verdict';
import { EFFECT_WORDS, modelInWords, nameOfChange, objectInWords, usersInWords, valuesInWords } from './words';

/** GitHub takes comments of 65,536 characters; more stands in the log. */
const MOST = 60_000;

/** By which a bot finds the comment that it wrote before. */
const MARK = '<!-- cdk8s-inference diff -->';

/** As many users of an object are named, and as many lines of a script shown. */
const MOST_USERS = 20;
const MOST_LINES = 40;

/** As many objects are named of which there is nothing to say but what happens to all of them. */
const MOST_NAMED = 50;

/** As many facts of models are told of one object. */
const MOST_FACTS = 12;

/** A review as a comment of a pull request: the verdict and the risks, then objects, the worst first, details folded. */
export function markdownReview(review: Review, prices?: Prices): string {
  const head = [
    MARK,
    `### ${escaped(verdictOf(review, prices))}`,
    devicesTable(review),
    risksOf(review),
    unreadOf(review),
  ];
  const blocks = review.clusters.flatMap((cluster) => {
    const heading = cluster.name === undefined ? [] : [`#### ${escaped(cluster.name)}`];
    return [...heading, ...objectBlocks(cluster.objects), ...rewritten(cluster)];
  });
  return fitting(
    head.filter((block) => block !== ''),
    blocks,
  ).join('\n\n');
}

function fitting(head: readonly string[], blocks: readonly string[]): readonly string[] {
  let length = head.join('\n\n').length + 100;
  const beyond = blocks.findIndex((block) => (length += block.length + 2) > MOST);
  if (beyond === -1) return [...head, ...blocks];
  return [
    ...head,
    ...blocks.slice(0, beyond),
    `…and ${blocks.length - beyond} more, which the command shows at a terminal.`,
  ];
}

function devicesTable({ clusters }: Review): string {
  const rows = clusters.flatMap((cluster) => deviceRows(cluster));
  if (rows.length === 0) return '';
  return ['| cluster | object | accelerators | before | after |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function deviceRows({ name = '', objects, devices }: ClusterReview): readonly string[] {
  const rows = objects.flatMap(({ object, devices: own, users }) => [
    ...own.filter(isChanged).map((change) => row(name, identityInWords(object), change)),
    ...users.flatMap((user) =>
      user.devices.filter(isChanged).map((change) => row(name, identityInWords(user.object), change)),
    ),
  ]);
  const total = devices.map((change) => row(name, 'in total', change));
  return [...rows, ...(rows.length > 1 ? total : [])];
}

function row(cluster: string, object: string, { resource, before, after }: DeviceChange): string {
  const cells = [escaped(cluster), object === 'in total' ? '**in total**' : cell(object), cell(resource)];
  return `| ${[...cells, boundsInWords(before), boundsInWords(after)].join(' | ')} |`;
}

/** What could not be read, of which a reader of the comment would not learn otherwise. */
function unreadOf({ unread }: Review): string {
  if (unread.length === 0) return '';
  const more = unread.length > MOST_USERS ? [`and ${unread.length - MOST_USERS} more`] : [];
  const named = [...unread.slice(0, MOST_USERS).map(code), ...more].join(', ');
  return `**Not read**, so that nothing is known of their objects: ${named}`;
}

/** Risks of all objects; those that many share are told once. */
function risksOf({ clusters }: Review): string {
  const byText = new Map<string, { readonly risk: Risk; readonly objects: string[] }>();
  const add = (risk: Risk, object: string): void => {
    const key = `${risk.id}\n${risk.problem}`;
    const known = byText.get(key);
    if (known === undefined) byText.set(key, { risk, objects: [object] });
    else known.objects.push(object);
  };
  for (const { objects } of clusters) {
    for (const { object, risks, users } of objects) {
      for (const risk of risks) add(risk, identityInWords(object));
      for (const user of users) for (const risk of user.risks) add(risk, identityInWords(user.object));
    }
  }
  const lines = [...byText.values()].map(({ risk, objects: [first = '', ...others] }) => {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return `- **${risk.id}** ${code(first)}${more}: ${escaped(risk.problem)}. ${escaped(risk.mend)}`;
  });
  return lines.length === 0 ? '' : ['**Risks**', '', ...lines].join('\n');
}

/** Objects of which there is nothing to say but what happens to them are told of together, where the first of them is. */
function objectBlocks(objects: readonly ObjectReview[]): readonly string[] {
  const groups = new Map<string, ObjectReview[]>();
  for (const [index, object] of objects.entries()) {
    const key = briefHead(object) ?? String(index);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [object]);
    else known.push(object);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const head = briefHead(first);
    return [head === undefined ? objectBlock(first) : briefBlock(head, members)];
  });
}

/** What happens to an object, if that is all there is to say. */
function briefHead({ effects, changes, model, users }: ObjectReview): string | undefined {
  const [worst, ...others] = effects;
  if (others.length + changes.length + model.length + users.length > 0) return undefined;
  return `**${EFFECT_WORDS[worst.kind]}**: ${escaped(worst.reason)}`;
}

function briefBlock(head: string, objects: readonly ObjectReview[]): string {
  const named = objects.slice(0, MOST_NAMED).map((object) => code(objectInWords(object)));
  const more = objects.length > MOST_NAMED ? [`and ${objects.length - MOST_NAMED} more`] : [];
  return `${head}<br>\n${[...named, ...more].join(', ')}`;
}

function objectBlock(object: ObjectReview): string {
  const [worst, ...others] = object.effects;
  const uses = usersInWords(object.users);
  const facts = modelInWords(object).slice(0, MOST_FACTS);
  const lines = [
    `**${EFFECT_WORDS[worst.kind]}** ${code(objectInWords(object))}: ${escaped(worst.reason)}`,
    ...others.map(({ kind, reason }) => `${EFFECT_WORDS[kind]}: ${escaped(reason)}`),
    ...(facts.length === 0 ? [] : [`serves: ${escaped(facts.join(', '))}`]),
    ...(uses === undefined ? [] : [escaped(uses)]),
  ];
  const details = [...usersOf(object), ...changesTable(object.changes), ...scriptsOf(object.changes)];
  if (details.length === 0) return lines.join('<br>\n');
  const count = object.changes.length;
  const summary = count === 0 ? 'who is made of it' : `${count} ${count === 1 ? 'change' : 'changes'}`;
  return [
    lines.join('<br>\n'),
    `<details${count > 0 && count <= 3 ? ' open' : ''}><summary>${summary} in ${code(object.path)}</summary>`,
    ...details,
    '</details>',
  ].join('\n\n');
}

function usersOf({ users }: ObjectReview): readonly string[] {
  const concerned = users.filter(({ effects }) => effects.length > 0);
  if (concerned.length === 0) return [];
  const named = concerned.slice(0, MOST_USERS).map(({ object }) => code(identityInWords(object)));
  const more = concerned.length > MOST_USERS ? [`and ${concerned.length - MOST_USERS} more`] : [];
  return [[...named, ...more].join(', ')];
}

function changesTable(changes: readonly Change[]): readonly string[] {
  const rows = changes
    .filter(({ what }) => what !== 'script')
    .map((change) => {
      return `| ${[nameOfChange(change), ...valuesInWords(change)].map(cell).join(' | ')} |`;
    });
  return rows.length === 0 ? [] : [['| | before | after |', '| --- | --- | --- |', ...rows].join('\n')];
}

function scriptsOf(changes: readonly Change[]): readonly string[] {
  return changes.flatMap((change) => {
    if (change.what !== 'script') return [];
    const lines = [...signed(change.before, '-'), ...signed(change.after, '+')];
    const shown =
      lines.length > MOST_LINES
        ? [...lines.slice(0, MOST_LINES), `  … ${lines.length - MOST_LINES} more lines`]
        : lines;
    return [code(nameOfChange(change)), ['```diff', ...shown, '```'].join('\n')];
  });
}

/** Lines of a script after their sign, with characters that show as nothing spelled; back quotes would end the block. */
function signed(text: string | undefined, sign: '-' | '+'): readonly string[] {
  if (text === undefined) return [];
  return text.split('\n').map((line) => oneLine(`${sign} ${line.replaceAll('```', "'''")}`));
}

function cell(text: string | undefined): string {
  return text === undefined ? '' : code(text).replaceAll('|', '\\|');
}

function rewritten({ rewritten: count }: ClusterReview): readonly string[] {
  return count === 0
    ? []
    : [`${count} ${count === 1 ? 'object is' : 'objects are'} written in another way, with the same meaning.`];
}
