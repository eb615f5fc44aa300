import { coloured, plain, wantsColours } from '../../reports/colours';
import { FORMATS } from '../../reports/formats';
import type { Format } from '../../reports/formats';
import { humanReport } from '../../reports/human';
import type { Report } from '../../reports/report';

/** A report as it is written to standard output: to a person at a terminal with colours and lines of the files. */
export function printed(report: Report, format: Format): string {
  if (format !== 'human') return FORMATS[format](report);
  const { isTTY } = process.stdout;
  return humanReport(report, { paint: wantsColours(isTTY, process.env) ? coloured : plain, frames: isTTY });
}
