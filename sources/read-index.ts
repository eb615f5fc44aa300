import { placeInWords } from '../checks/file-place';
import { isArray, isObject } from '../kubernetes/manifest';
import type { JsonObject } from '../kubernetes/manifest';
import type { ReportedFinding } from '../reports/report';
import { readCluster } from './configuration/cluster';
import type { ClusterConfiguration } from './configuration/configuration';
import { Fields } from './configuration/fields';
import type { FieldFault } from './configuration/fields';
import { FieldPlaces } from './field-place';
import { reasonOf } from './reason';
import type { RecordedAcknowledgement, RecordedObject } from './recorded-object';

/** What the index of a folder says that the checks go by. */
export interface FolderIndex {
  /** What the Cluster construct states of itself. @default - several clusters share the folder, or none is known */
  readonly cluster?: ClusterConfiguration;
  /** By the path of their file below the folder. */
  readonly recorded: ReadonlyMap<string, readonly RecordedObject[]>;
}

/** An index, and what is wrong with it; of one that is not as `synth` writes it nothing is believed. */
export interface IndexReading {
  readonly index: FolderIndex;
  readonly findings: readonly ReportedFinding[];
}

const NOTHING: FolderIndex = { recorded: new Map() };

/** How the first member of every index of this tool begins. */
const GENERATOR = 'cdk8s-inference ';

/**
 * Reads the index that `synth` leaves in a folder.
 *
 * @returns undefined if it is somebody else's
 */
export function readIndex(file: string, text: string): IndexReading | undefined {
  let index: unknown;
  try {
    index = JSON.parse(text);
  } catch (error) {
    // Somebody's merge may have left both versions in it.
    if (!text.includes(`"generator": "${GENERATOR}`)) return undefined;
    return broken(file, text, [{ field: '', problem: `It is no JSON: ${reasonOf(error)}`, mend: MEND }]);
  }
  if (!isObject(index) || typeof index.generator !== 'string' || !index.generator.startsWith(GENERATOR)) {
    return undefined;
  }
  const faults: FieldFault[] = [];
  const content = contentOf(index, faults);
  return faults.length > 0 ? broken(file, text, faults) : { index: content, findings: [] };
}

const MEND = 'Run synth again, or restore it from Git.';

function contentOf(index: JsonObject, faults: FieldFault[]): FolderIndex {
  // Paths are taken from the working directory, as those of the command are.
  const cluster = new Fields(index, [], faults).map('cluster', (fields) => readCluster(fields, '.'));
  const { objects } = index;
  if (!isArray(objects)) {
    faults.push({ field: 'objects', problem: 'It has no list of objects', mend: MEND });
    return NOTHING;
  }
  const recorded = new Map<string, RecordedObject[]>();
  for (const [position, object] of objects.entries()) {
    // The others are of no interest here, and there may be very many.
    if (!isObject(object) || object.acknowledged === undefined) continue;
    const read = readObject(new Fields(object, ['objects', position], faults));
    const known = recorded.get(read.path);
    if (known === undefined) recorded.set(read.path, [read]);
    else known.push(read);
  }
  return { cluster, recorded };
}

function readObject(fields: Fields): RecordedObject {
  const needed = (name: string) => fields.needed(name, MEND);
  return {
    apiVersion: needed('apiVersion'),
    kind: needed('kind'),
    namespace: fields.text('namespace'),
    name: needed('name'),
    path: needed('path'),
    sha256: needed('sha256'),
    acknowledged: fields.maps('acknowledged', readAcknowledgement),
  };
}

function readAcknowledgement(fields: Fields): RecordedAcknowledgement {
  const reason = fields.needed('reason', MEND);
  if (reason !== '' && reason.trim() === '') fields.fault('reason', 'The reason is blank', MEND);
  return {
    rule: fields.needed('rule', MEND),
    reason,
    construct: fields.needed('construct', MEND),
    by: fields.choice('by', ['configuration']),
  };
}

function broken(file: string, text: string, faults: readonly FieldFault[]): IndexReading {
  const places = new FieldPlaces();
  const document = { text, line: 1 };
  const findings = faults.map(({ field, problem }): ReportedFinding => {
    const place = places.placeOf({ source: file, document, within: [] }, field);
    return {
      id: 'source/index',
      severity: 'error',
      where: placeInWords(place),
      place,
      field: field === '' ? undefined : field,
      problem: `The index of the folder cannot be used: ${problem}`,
      consequence: 'Neither facts of the cluster nor acknowledgements of its constructs are known here.',
      mend: MEND,
    };
  });
  return { index: NOTHING, findings };
}
