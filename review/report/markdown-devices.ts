import { identityInWords } from '../../kubernetes/object-identity';
import { escaped } from '../../reports/markdown-text';
import { boundsInWords } from '../pods/bounds';
import { isChanged } from '../pods/devices';
import type { ClusterReview, DeviceChange } from '../review';
import type { AlikeClusters } from './alike-clusters';
import { cell, namedObjects } from './markdown-names';

/** As many rows are read; the verdict has the sum of all. */
const MOST_ROWS = 20;

/** As many reasons are told why something is not counted. */
const MOST_REASONS = 5;

/** Accelerators of objects, before and after. */
export function devicesTable(groups: readonly AlikeClusters[]): string {
  const hasNames = groups.some(({ inShort }) => inShort !== undefined);
  const columns = [...(hasNames ? ['cluster'] : []), 'object', 'accelerators', 'before', 'after'];
  const rows = groups.flatMap(({ inShort, cluster }) => {
    const name = inShort === undefined ? [] : [escaped(inShort)];
    return deviceRows(cluster).map((cells) => [...name, ...cells]);
  });
  if (rows.length === 0) return '';
  const lines = [columns, columns.map(() => '---'), ...rows.slice(0, MOST_ROWS)].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
  const more = rows.length > MOST_ROWS ? ['', `…and ${rows.length - MOST_ROWS} more rows.`] : [];
  return [...lines, ...more].join('\n');
}

function deviceRows({ objects, devices }: ClusterReview): readonly (readonly string[])[] {
  const rows = objects.flatMap(({ object, devices: own, users }) => [
    ...own.filter(isChanged).map((change) => row(cell(identityInWords(object)), change)),
    ...users.flatMap((user) =>
      user.devices.filter(isChanged).map((change) => row(cell(identityInWords(user.object)), change)),
    ),
  ]);
  const total = devices.map((change) => row('**in total**', change));
  return rows.length > 1 ? [...total, ...rows] : rows;
}

function row(object: string, { resource, before, after }: DeviceChange): readonly string[] {
  return [object, cell(resource), boundsInWords(before), boundsInWords(after)];
}

/** Objects that may ask for more than the table says. */
export function uncountedDevices(groups: readonly AlikeClusters[]): string {
  const reviewed = groups.flatMap(({ cluster: { objects } }) => objects.flatMap((each) => [each, ...each.users]));
  const byReason = new Map<string, string[]>();
  for (const { object, uncounted } of reviewed) {
    if (uncounted === undefined) continue;
    const known = byReason.get(uncounted);
    if (known === undefined) byReason.set(uncounted, [identityInWords(object)]);
    else known.push(identityInWords(object));
  }
  const told = [...byReason].map(([reason, objects]) => `${namedObjects(objects)} (${escaped(reason)})`);
  const more = told.length > MOST_REASONS ? [`and ${told.length - MOST_REASONS} more`] : [];
  return told.length === 0
    ? ''
    : `**Accelerators not counted in full**: ${[...told.slice(0, MOST_REASONS), ...more].join('; ')}`;
}
