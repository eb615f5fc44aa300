import { readFileSync } from 'node:fs';
import type { ProgressListener } from '../../reports/progress';
import type { PlacedFault } from '../../sources/configuration/read-map';
import { decode } from '../../sources/decode';
import { readInputs, readInputsText } from '../inputs-file';
import type { ImageInput, InputEntries, InputsContent, ModelInput } from '../inputs-file';
import type { Resolution } from './resolution';
import { setField } from './set-field';

/** Who knows what tags and revisions lead to. */
export interface Resolvers {
  digestOf(image: ImageInput): Promise<Resolution>;
  commitOf(model: ModelInput): Promise<Resolution>;
}

/** An entry, and what its tag or revision leads to. */
export interface LockedEntry {
  /** Keys that lead to it, such as `images`, `vllm`. */
  readonly path: readonly string[];
  /** What was asked for, such as `quay.io/modh/vllm:v0.11.0`. */
  readonly asked: string;
  readonly field: 'digest' | 'commit';
  /** What the file says. @default - nothing */
  readonly before?: string;
  readonly resolution: Resolution;
}

/** A file of inputs with all that was looked up. */
export type Lock =
  | { readonly ok: false; readonly faults: readonly PlacedFault[] }
  | { readonly ok: true; readonly entries: readonly LockedEntry[]; readonly before: string; readonly text: string };

/** As many servers are asked at a time. */
const AT_ONCE = 4;

/** An entry that is to be looked up. */
interface OpenEntry extends Omit<LockedEntry, 'resolution'> {
  readonly resolve: () => Promise<Resolution>;
}

/**
 * Looks up what the tags and revisions of a file lead to, each once, and writes it into its text. The file itself is left
 * alone.
 */
export async function lockInputs(file: string, resolvers: Resolvers, listen?: ProgressListener): Promise<Lock> {
  const { value, faults } = readInputs(file, 'any');
  if (value === undefined || faults.length > 0) return { ok: false, faults };
  const before = decode(readFileSync(file)).text;
  const open = entriesIn(value, resolvers);
  const questions = new Map(open.map(({ asked, field, resolve }) => [`${field} ${asked}`, resolve]));
  const answers = await inTurn(questions, AT_ONCE, listen);
  const entries = open.map(({ resolve: _resolve, ...entry }): LockedEntry => {
    return { ...entry, resolution: answers.get(`${entry.field} ${entry.asked}`) ?? { ok: false, problem: 'unasked' } };
  });
  let text = before;
  const edited = entries.map((entry): LockedEntry => {
    const { path, field, resolution } = entry;
    if (!isChanged(entry) || !resolution.ok) return entry;
    const change = { path, field, value: resolution.value, after: field === 'digest' ? 'tag' : 'revision' };
    const changed = setField(text, change);
    if (changed === undefined || !holds(file, changed, entry)) return { ...entry, resolution: unwritable(entry) };
    text = changed;
    return entry;
  });
  return { ok: true, entries: edited, before, text };
}

/** Whether what was looked up is another thing than the file says. */
export function isChanged({ before, resolution }: LockedEntry): boolean {
  return resolution.ok && resolution.value !== before;
}

function entriesIn(content: InputsContent, resolvers: Resolvers): readonly OpenEntry[] {
  const all: readonly (readonly [readonly string[], InputEntries])[] = [
    [[], content],
    ...[...content.environments].map(([name, entries]) => [['environments', name], entries] as const),
  ];
  return all.flatMap(([trail, { images, models }]): readonly OpenEntry[] => [
    ...[...images].map(([name, image]) => ({
      path: [...trail, 'images', name],
      asked: `${image.repository}:${image.tag}`,
      field: 'digest' as const,
      before: image.digest,
      resolve: () => resolvers.digestOf(image),
    })),
    ...[...models].map(([name, model]) => ({
      path: [...trail, 'models', name],
      asked: `${model.repository}@${model.revision}`,
      field: 'commit' as const,
      before: model.commit,
      resolve: () => resolvers.commitOf(model),
    })),
  ]);
}

async function inTurn(
  questions: ReadonlyMap<string, () => Promise<Resolution>>,
  atOnce: number,
  listen?: ProgressListener,
): Promise<ReadonlyMap<string, Resolution>> {
  const answers = new Map<string, Resolution>();
  const waiting = questions.entries();
  const work = async (): Promise<void> => {
    for (const [key, resolve] of waiting) {
      answers.set(key, await resolve());
      listen?.('looked up', answers.size, questions.size);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}

/** Whether a text says of an entry what was looked up, and can still be read. */
function holds(file: string, text: string, { path, field, resolution }: LockedEntry): boolean {
  const { value, faults } = readInputsText(file, text, 'any');
  if (value === undefined || faults.length > 0 || !resolution.ok) return false;
  const [environment, name] = path.length === 4 ? [path[1], path[3]] : [undefined, path[1]];
  const entries = environment === undefined ? value : value.environments.get(environment);
  const key = name ?? '';
  const said = field === 'digest' ? entries?.images.get(key)?.digest : entries?.models.get(key)?.commit;
  return said === resolution.value;
}

function unwritable({ path, field }: LockedEntry): Resolution {
  const problem = `'${path.join('.')}' is not written there alone, so '${field}' cannot be set; state it without an alias`;
  return { ok: false, problem };
}
