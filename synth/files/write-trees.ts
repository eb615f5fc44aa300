import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Finding } from '../../checks/finding';
import type { ProgressListener } from '../../reports/progress';
import { INDEX_FILE, indexEntries, parseIndex, printIndex } from './index-file';
import type { IndexEntries } from './index-file';
import type { OutputTree } from './output-tree';
import { planTree, readText } from './plan-tree';
import type { TreePlan } from './plan-tree';
import { isSystemError } from './system-error';
import type { SystemError } from './system-error';

/** How many files of the output folder were touched. */
export interface WriteSummary {
  readonly written: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** New files are completed here before the first old one is replaced; no GitOps tool is pointed at it. */
const STAGING = '.staging';

/**
 * Brings the output folder to hold exactly these trees, beside whatever others put there.
 *
 * Everything that is likely to fail (a full disk, missing rights) happens in a staging folder. Then every index of a
 * changed folder is replaced by one that lists both old and new files; only after that are files moved, and only after
 * the last of them are the indexes made final. So at every moment the output is the old one, the new one, or one whose
 * indexes say that it is neither, which the next run mends.
 */
export function writeTrees(
  outdir: string,
  trees: readonly OutputTree[],
  listen?: ProgressListener,
): WriteSummary | readonly Finding[] {
  try {
    return plannedWrite(outdir, trees, listen);
  } catch (error) {
    if (isSystemError(error)) return [unwritable(outdir, error)];
    throw error;
  }
}

function plannedWrite(
  outdir: string,
  trees: readonly OutputTree[],
  listen?: ProgressListener,
): WriteSummary | readonly Finding[] {
  const dropped = droppedTrees(outdir, new Set(trees.map(({ folder }) => folder)));
  const plans: TreePlan[] = [];
  const findings: Finding[] = [];
  for (const tree of [...trees, ...dropped]) {
    const plan = planTree(outdir, tree);
    if ('tree' in plan) plans.push(plan);
    else findings.push(...plan);
  }
  if (findings.length > 0) return findings;

  makeFolder(resolve(outdir));
  const staging = join(outdir, STAGING);
  rmSync(staging, { recursive: true, force: true });
  const changes = plans
    .map((plan) => ({ ...plan, entries: indexEntries(plan.tree) }))
    .filter((change) => !isCurrent(outdir, change));
  if (changes.length > 0) {
    try {
      for (const change of changes) stage(staging, change, listen);
      for (const change of changes) if (!change.fresh) announce(outdir, staging, change);
      for (const change of changes) move(outdir, staging, change);
      for (const change of changes) finish(outdir, staging, change);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  }
  return {
    written: sum(plans, ({ write }) => write.length),
    removed: sum(plans, ({ remove }) => remove.length),
    unchanged: sum(plans, ({ unchanged }) => unchanged),
  };
}

/** Folders of an earlier run that the app no longer has, as trees without files. */
function droppedTrees(outdir: string, kept: ReadonlySet<string>): readonly OutputTree[] {
  if (!existsSync(outdir) || !statSync(outdir).isDirectory()) return [];
  return ['', ...readdirSync(outdir)]
    .filter((folder) => !kept.has(folder))
    .filter((folder) => {
      const index = readText(join(outdir, folder, INDEX_FILE));
      return typeof index === 'string' && parseIndex(index) !== undefined;
    })
    .map((folder) => ({ folder, files: new Map(), objects: [] }));
}

/** One folder at a time: where folders cannot be made at all, such as below /proc, a recursive `mkdir` never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** A plan with what the index will say of its objects. */
interface Change extends TreePlan {
  readonly entries: IndexEntries;
}

function isCurrent(outdir: string, { tree, write, remove, interrupted, fresh, entries }: Change): boolean {
  if (fresh || write.length > 0 || remove.length > 0 || interrupted || tree.files.size === 0) return false;
  return readText(join(outdir, tree.folder, INDEX_FILE)) === printIndex(entries);
}

function stage(staging: string, { tree, write, fresh, entries }: Change, listen?: ProgressListener): void {
  const folder = join(staging, tree.folder);
  const made = new Set<string>();
  const put = (path: string, text: string): void => {
    const file = join(folder, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, text);
  };
  for (const [index, path] of write.entries()) {
    listen?.('writing file', index, write.length);
    put(path, tree.files.get(path) ?? '');
  }
  if (fresh) put(INDEX_FILE, printIndex(entries, []));
}

function announce(outdir: string, staging: string, { tree, remove, entries }: Change): void {
  replaceIndex(join(outdir, tree.folder), join(staging, tree.folder), printIndex(entries, remove));
}

function move(outdir: string, staging: string, { tree, remove, fresh }: Change): void {
  const folder = join(outdir, tree.folder);
  const staged = join(staging, tree.folder);
  if (fresh) renameSync(staged, folder);
  else if (existsSync(staged)) moveInto(staged, folder);
  for (const path of remove) removeFile(folder, path);
}

function finish(outdir: string, staging: string, { tree, entries }: Change): void {
  const folder = join(outdir, tree.folder);
  if (tree.files.size > 0) {
    replaceIndex(folder, join(staging, tree.folder), printIndex(entries));
    return;
  }
  if (tree.folder !== '' && readdirSync(folder).length === 1) retire(folder, join(staging, tree.folder));
  else rmSync(join(folder, INDEX_FILE), { force: true });
}

/** Takes a folder with nothing but its index away in one step: without an index nobody would know whose it is. */
function retire(folder: string, staged: string): void {
  rmSync(staged, { recursive: true, force: true });
  renameSync(folder, staged);
}

/** Replaces the index in one step, so that nobody reads half of it. */
function replaceIndex(folder: string, staged: string, text: string): void {
  mkdirSync(staged, { recursive: true });
  const file = join(staged, `${INDEX_FILE}.next`);
  writeFileSync(file, text);
  renameSync(file, join(folder, INDEX_FILE));
}

/** Moves whole folders where the target has none of that name, single files elsewhere. */
function moveInto(source: string, target: string): void {
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory() && existsSync(to)) moveInto(from, to);
    else renameSync(from, to);
  }
}

function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    if (!removeEmpty(join(folder, parent))) return;
  }
}

function removeEmpty(folder: string): boolean {
  if (!existsSync(folder)) return true;
  if (readdirSync(folder).length > 0) return false;
  rmdirSync(folder);
  return true;
}

function unwritable(outdir: string, error: SystemError): Finding {
  return {
    id: 'output/unwritable',
    severity: 'error',
    where: outdir,
    problem: `The output folder cannot be written: ${error.message}`,
    consequence: `The folder may be out of date; where files were already being replaced, ${INDEX_FILE} lists them.`,
    mend: 'Mend the cause (rights, space, a file in place of a folder) and run synth again.',
  };
}

function sum(plans: readonly TreePlan[], count: (plan: TreePlan) => number): number {
  return plans.reduce((total, plan) => total + count(plan), 0);
}
