import type { IConstruct } from 'constructs';
import type { Fields } from '../sources/configuration/fields';
import type { FieldFault } from '../sources/configuration/fields';
import { isSameCluster } from '../sources/configuration/joined-statements';
import type { MapReading } from '../sources/configuration/read-map';
import { ClusterRow } from './cluster-row';
import { readMapOfFile, reportFile } from './read-file';

/** A row as it was read, with the name of its cluster. */
export type NamedRow<Row> = Row & { readonly name: string };

/**
 * Reads a table of clusters from a file of YAML or JSON: a list of maps under `clusters`, each with a `name` and the
 * columns that are asked for. What is wrong with the file is told at synth, all of it with its place, and nothing is
 * written; rows with a column that is wrong are left out until then.
 *
 * @param scope - what the table is for, most often the app
 * @param file - in the working directory
 * @param read - takes the columns of a row; it is called for rows with a mistake too, so it should make nothing
 */
export function readClusters<Row extends object>(
  scope: IConstruct,
  file: string,
  read: (row: ClusterRow) => Row,
): readonly NamedRow<Row>[] {
  const { value = [], faults } = readRows(file, read);
  reportFile(scope, faults, 'clusters');
  return value;
}

function readRows<Row extends object>(
  file: string,
  read: (row: ClusterRow) => Row,
): MapReading<readonly NamedRow<Row>[]> {
  return readMapOfFile(file, 'clusters:', ({ fields, faults }) => {
    if (!fields.has('clusters')) fields.missing('clusters', "List them: 'clusters: [{ name: gpu-east }]'.");
    const rows = fields.maps('clusters', (row) => readRow(row, faults, read));
    faults.push(...repeated(rows.map((row) => row?.name)));
    return rows.flatMap((row) => row ?? []);
  });
}

/** @returns undefined where something is wrong with the row */
function readRow<Row extends object>(
  fields: Fields,
  faults: readonly FieldFault[],
  read: (row: ClusterRow) => Row,
): NamedRow<Row> | undefined {
  const before = faults.length;
  const name = fields.needed('name', 'Name the cluster.');
  const row = read(new ClusterRow(fields));
  return faults.length === before ? { ...row, name } : undefined;
}

/** Names are those of folders, in small letters. */
function repeated(names: readonly (string | undefined)[]): readonly FieldFault[] {
  return names.flatMap((name, index) => {
    const first = names.findIndex((other) => name !== undefined && other !== undefined && isSameCluster(other, name));
    if (name === undefined || first === index) return [];
    const problem = `There is a cluster '${name}' already`;
    return [{ field: `clusters[${index}].name`, problem, mend: 'Give each cluster a name of its own.' }];
  });
}
