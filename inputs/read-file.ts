import { readFileSync } from 'node:fs';
import type { IConstruct } from 'constructs';
import { reportAt } from '../constructs/findings';
import { readMap } from '../sources/configuration/read-map';
import type { MapContents, MapReading, PlacedFault } from '../sources/configuration/read-map';
import { decode } from '../sources/decode';
import { reasonOf } from '../sources/reason';

/**
 * Reads the map that a file holds; a file that holds none, or that cannot be read, is a fault as well.
 *
 * @param beginning - how such a file begins, for those that hold nothing
 */
export function readMapOfFile<Value>(
  file: string,
  beginning: string,
  read: (contents: MapContents) => Value,
): MapReading<Value> {
  const place = { file, line: 1, column: 1 };
  let text: string;
  try {
    text = decode(readFileSync(file)).text;
  } catch (error) {
    return { faults: [{ place, problem: `It cannot be read: ${reasonOf(error)}`, mend: 'Name a file that can be.' }] };
  }
  const reading = readMap(file, text, read);
  if (reading.value !== undefined || reading.faults.length > 0) return reading;
  return { faults: [{ place, problem: 'It holds nothing', mend: `Begin with '${beginning}'.` }] };
}

/** Records what is wrong with a file, so that synth tells it and writes nothing. */
export function reportFile(construct: IConstruct, faults: readonly PlacedFault[], unknown: string): void {
  for (const { place, field, problem, mend } of faults) {
    const consequence = `Which ${unknown} are meant is not known, and nothing is written.`;
    reportAt(construct, place, { id: 'inputs/invalid', severity: 'error', field, problem, consequence, mend });
  }
}
