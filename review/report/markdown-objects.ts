import { identityInWords } from '../../kubernetes/object-identity';
import { code, escaped } from '../../reports/markdown-text';
import { oneLine } from '../../reports/one-line';
import type { Change } from '../changes/change';
import type { ObjectReview } from '../review';
import { cell, namedObjects } from './markdown-names';
import {
  BESIDE_WORDS,
  concernedUsers,
  EFFECT_WORDS,
  modelInWords,
  nameOfChange,
  objectInWords,
  usersInWords,
  valuesInWords,
} from './words';

/** As many users of an object are named beside it; more are folded. */
const MOST_USERS = 5;

/** As many lines of a script are shown. */
const MOST_LINES = 40;

/** As many objects are named of which there is nothing to say but what happens to all of them. */
const MOST_NAMED = 50;

/** As many facts of models are told of one object. */
const MOST_FACTS = 12;

/** Comments of GitHub take the end of a line for a break, and pages do not. */
const BREAK = '<br>';

/** Objects of which there is nothing to say but what happens to them are told of together, where the first of them is. */
export function objectBlocks(objects: readonly ObjectReview[]): readonly string[] {
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
    return [
      head === undefined
        ? objectBlock(first)
        : `${head}${BREAK}${namedObjects(members.map(objectInWords), MOST_NAMED)}`,
    ];
  });
}

/** What happens to an object, if that is all there is to say. */
function briefHead({ effects, changes, model, users }: ObjectReview): string | undefined {
  const [worst, ...others] = effects;
  if (others.length + changes.length + model.length + users.length > 0) return undefined;
  return `**${EFFECT_WORDS[worst.kind]}**: ${escaped(worst.reason)}`;
}

function objectBlock(object: ObjectReview): string {
  const { effects, users, changes } = object;
  const [worst, ...others] = effects;
  const facts = modelInWords(object).slice(0, MOST_FACTS);
  const lines = [
    `**${EFFECT_WORDS[worst.kind]}** ${code(objectInWords(object))}: ${escaped(worst.reason)}`,
    ...others.map(({ kind, reason }) => `${BESIDE_WORDS[kind]}: ${escaped(reason)}`),
    ...(facts.length === 0 ? [] : [`serves: ${escaped(facts.join(', '))}`]),
    ...usersLines(object),
  ];
  const concerned = concernedUsers(users).map((user) => identityInWords(user.object));
  const folded = concerned.length > MOST_USERS ? [namedObjects(concerned)] : [];
  const details = [...folded, ...changesTable(changes), ...scriptsOf(changes)];
  if (details.length === 0) return lines.join(BREAK);
  const count = changes.length;
  const summary =
    count === 0
      ? `${concerned.length} that use it`
      : `${count} ${count === 1 ? 'change' : 'changes'} in ${htmlCode(object.path)}`;
  return [
    lines.join(BREAK),
    `<details${count > 0 && count <= 3 ? ' open' : ''}><summary>${summary}</summary>`,
    ...details,
    '</details>',
  ].join('\n\n');
}

function usersLines({ users }: ObjectReview): readonly string[] {
  const uses = usersInWords(users);
  if (uses === undefined) return [];
  const concerned = concernedUsers(users).map((user) => identityInWords(user.object));
  const isShort = concerned.length > 0 && concerned.length <= MOST_USERS;
  return [`${escaped(uses)}${isShort ? ` (${namedObjects(concerned)})` : ''}`];
}

/** In a line that begins with a tag, nothing is Markdown. */
function htmlCode(text: string): string {
  const shown = oneLine(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${shown}</code>`;
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
