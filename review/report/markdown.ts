import { escaped } from '../../reports/markdown-text';
import type { Prices } from '../cost';
import type { Review } from '../review';
import { verdictOf } from '../verdict';
import { alikeClusters } from './alike-clusters';
import { devicesTable, uncountedDevices } from './markdown-devices';
import { namedObjects } from './markdown-names';
import { objectBlocks } from './markdown-objects';
import { risksOf } from './markdown-risks';
import { rewrittenInWords } from './words';

/** GitHub takes comments of 65,536 characters; more stands in the log. */
const MOST = 60_000;

/** By which a bot finds the comment that it wrote before. */
const MARK = '<!-- cdk8s-inference diff -->';

/**
 * A review as a comment of a pull request: the verdict, the risks and accelerators, then objects, the worst first, details
 * folded.
 */
export function markdownReview(review: Review, prices?: Prices): string {
  const groups = alikeClusters(review.clusters);
  const head = [
    `### ${escaped(verdictOf(review, prices))}`,
    risksOf(review),
    devicesTable(groups),
    uncountedDevices(groups),
    unreadOf(review),
  ];
  const blocks = groups.flatMap(({ heading, cluster }) => [
    ...(heading === undefined ? [] : [`#### ${escaped(heading)}`]),
    ...objectBlocks(cluster.objects),
    ...(cluster.rewritten === 0 ? [] : [`${rewrittenInWords(cluster)}.`]),
  ]);
  return fitting([MARK, ...head.filter((block) => block !== ''), ...blocks]).join('\n\n');
}

function fitting(blocks: readonly string[]): readonly string[] {
  let length = 100;
  const beyond = blocks.findIndex((block) => (length += block.length + 2) > MOST);
  if (beyond === -1) return blocks;
  return [...blocks.slice(0, beyond), `…and ${blocks.length - beyond} more, which the command shows at a terminal.`];
}

/** What could not be read, of which a reader of the comment would not learn otherwise. */
function unreadOf({ unread }: Review): string {
  if (unread.length === 0) return '';
  return `**Not read**, so that nothing is known of their objects: ${namedObjects(unread)}`;
}
