import { coloured, plain, wantsColours } from '../../reports/colours';
import { formatFindings } from '../../reports/format-finding';
import { oneLine } from '../../reports/one-line';
import { ProgressLine } from '../../reports/progress';
import { humanReview } from '../../review/report/human';
import { jsonReview } from '../../review/report/json';
import { markdownReview } from '../../review/report/markdown';
import type { Prices } from '../../review/cost';
import type { Review } from '../../review/review';
import { loadConfiguration } from '../../sources/configuration/read-configuration';
import { findTrees } from '../../sources/trees/find-trees';
import { reviewTrees } from '../../sources/trees/review-trees';
import type { TreesReview, TreesToReview } from '../../sources/trees/review-trees';
import { UnreadableTree } from '../../sources/trees/unreadable-tree';
import { met, readConditions, uncountedObjects } from './conditions';
import type { DiffOptions } from './options';

/** How a run ended: all is well, a condition holds or a file cannot be read, or the command cannot do what it was told. */
export type ExitCode = 0 | 1 | 2;

/** Compares two trees of manifests, and writes what there is to review. */
export function runDiff(base: string | undefined, head: string | undefined, options: DiffOptions): ExitCode {
  const conditions = readConditions(options.failOn);
  if (typeof conditions === 'string') return usage(conditions);
  const reading = loadConfiguration(options.config);
  if (!reading.ok) {
    console.error(formatFindings(reading.findings));
    return 2;
  }
  const found = findTrees({ base, head, baseDir: options.baseDir, path: options.path });
  if (!found.ok) return usage(found.problem);
  const progress = new ProgressLine(process.stderr);
  const { clusters, prices } = reading.configuration;
  const reviewed = reviewOf({ ...found, clusters, listen: progress.listen });
  progress.end();
  if (typeof reviewed === 'string') return usage(reviewed);
  const { review, findings } = reviewed;
  for (const { where, problem, severity } of findings.before) {
    const leftOut = severity === 'error' ? ', and was left out' : '';
    console.error(`warning: ${oneLine(where)} of ${oneLine(found.before.name)}: ${oneLine(problem)}${leftOut}`);
  }
  for (const { where, problem } of findings.after.filter(({ severity }) => severity === 'warning')) {
    console.error(`warning: ${oneLine(where)}: ${oneLine(problem)}`);
  }
  const unread = findings.after.filter(({ severity }) => severity === 'error');
  for (const { where, problem } of unread) {
    console.error(`error: ${oneLine(where)}: ${oneLine(problem)}, so what becomes of its objects is not known`);
  }
  console.log(printed(review, options.format, prices));
  const uncounted = uncountedObjects(review);
  if (uncounted > 0 && conditions.some(({ kind }) => kind === 'devices')) {
    const objects = uncounted === 1 ? '1 object asks' : `${uncounted} objects ask`;
    console.error(`warning: --fail-on: ${objects} for accelerators that are not counted in full`);
  }
  const holding = met(conditions, review);
  if (holding.length > 0) console.error(`error: --fail-on: ${holding.join(', ')}`);
  return holding.length > 0 || unread.length > 0 ? 1 : 0;
}

/** What there is to review, or why the trees cannot be read. */
function reviewOf(trees: TreesToReview): TreesReview | string {
  try {
    return reviewTrees(trees);
  } catch (error) {
    if (error instanceof UnreadableTree) return error.message;
    throw error;
  }
}

function printed(review: Review, format: DiffOptions['format'], prices: Prices): string {
  switch (format) {
    case 'human':
      return humanReview(review, wantsColours(process.stdout.isTTY, process.env) ? coloured : plain, prices);
    case 'markdown':
      return markdownReview(review, prices);
    case 'json':
      return jsonReview(review, prices);
  }
}

function usage(problem: string): ExitCode {
  console.error(`error: ${oneLine(problem)}`);
  return 2;
}
