import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import { placeInWords } from '../../checks/file-place';
import type { FilePlace } from '../../checks/file-place';
import { choiceFaults } from '../../checks/rules/rule-choice';
import { isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { ReportedFinding } from '../../reports/report';
import { decode } from '../decode';
import { FieldPlaces, lineAt } from '../field-place';
import { reasonOf } from '../reason';
import { hasContent, splitDocuments } from '../split-documents';
import type { DocumentText } from '../split-documents';
import { toJson } from '../to-json';
import { KUBERNETES_SCHEMA } from '../yaml-schema';
import { readAcknowledgement } from './acknowledgement';
import { readCluster } from './cluster';
import { NO_CONFIGURATION } from './configuration';
import type { ClusterConfiguration, Configuration } from './configuration';
import { Fields } from './fields';
import type { FieldFault } from './fields';

/** Where the configuration is looked for. */
export const CONFIGURATION_FILE = 'cdk8s-inference.yaml';

/** A configuration, or what is wrong with it. */
export type ConfigurationReading =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly findings: readonly ReportedFinding[] };

/**
 * Reads the configuration of a file.
 *
 * @param path - default: `cdk8s-inference.yaml` of the working directory, and nothing where there is none
 */
export function loadConfiguration(path?: string): ConfigurationReading {
  const file = path ?? CONFIGURATION_FILE;
  if (path === undefined && !existsSync(file)) return { ok: true, configuration: NO_CONFIGURATION };
  try {
    return readConfiguration(file, decode(readFileSync(file)).text);
  } catch (error) {
    return broken([
      finding({ file, line: 1, column: 1 }, `It cannot be read: ${reasonOf(error)}`, 'Name a file that can be read.'),
    ]);
  }
}

/** Reads the configuration that a text of a file holds. */
export function readConfiguration(file: string, text: string): ConfigurationReading {
  const [document = { text: '', line: 1 }, ...others] = splitDocuments(text).filter(hasContent);
  const next = others[0]?.line ?? document.unread;
  if (next !== undefined) {
    const place = { file, line: next, column: 1 };
    return broken([finding(place, 'It holds a second document', 'State all in one.')]);
  }
  const parsed = parse(file, document);
  if (!('value' in parsed)) return broken([parsed]);
  const { value } = parsed;
  if (value === null) return { ok: true, configuration: NO_CONFIGURATION };
  if (!isObject(value)) {
    return broken([
      finding({ file, line: 1, column: 1 }, 'It holds no map', "Begin with a field, such as 'clusters:'."),
    ]);
  }
  const places = new FieldPlaces();
  const placeOf = (field: string) => places.placeOf({ source: file, document, within: [] }, field);
  const faults: FieldFault[] = [];
  const configuration = configurationOf(value, file, placeOf, faults);
  if (faults.length === 0) return { ok: true, configuration };
  return broken(faults.map(({ field, problem, mend }) => ({ ...finding(placeOf(field), problem, mend), field })));
}

function parse(file: string, document: DocumentText): { readonly value: JsonValue } | ReportedFinding {
  try {
    const value = toJson(load(document.text, { schema: KUBERNETES_SCHEMA }));
    return typeof value === 'string' ? finding({ file, line: 1, column: 1 }, value, 'Write it without.') : value;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column, position } = error.mark;
    const excerpt = lineAt(document.text, position - column);
    const place = { file, line: document.line + line, column: column + 1, excerpt };
    return finding(place, `It is no YAML: ${error.reason}`, 'Mend it there, or a line before.');
  }
}

function configurationOf(
  value: JsonObject,
  file: string,
  placeOf: (field: string) => FilePlace,
  faults: FieldFault[],
): Configuration {
  const fields = new Fields(value, [], faults);
  const clusters = fields.maps('clusters', (cluster) => readCluster(cluster, dirname(file)));
  const acknowledgements = fields.maps('acknowledgements', (item) => readAcknowledgement(item, file, placeOf));
  const only = fields.texts('only') ?? [];
  const skip = fields.texts('skip') ?? [];
  const failOn = fields.choice('failOn', ['error', 'warning']);
  const strict = fields.flag('strict');
  fields.tellOfOthers();
  for (const { list, index, problem, mend } of choiceFaults({ only, skip })) {
    faults.push({ field: `${list}[${index}]`, problem, mend });
  }
  faults.push(...repeatedNames(clusters));
  return {
    file,
    clusters: clusters.filter((cluster) => cluster !== undefined),
    failOn,
    strict,
    only,
    skip,
    acknowledgements: acknowledgements.filter((acknowledgement) => acknowledgement !== undefined),
  };
}

function repeatedNames(clusters: readonly (ClusterConfiguration | undefined)[]): readonly FieldFault[] {
  return clusters.flatMap((cluster, index) => {
    const first = clusters.findIndex((other) => cluster !== undefined && other?.name === cluster.name);
    if (cluster === undefined || first === index) return [];
    const problem = `There is a cluster '${cluster.name}' already`;
    return [{ field: `clusters[${index}].name`, problem, mend: 'Give each cluster a name of its own.' }];
  });
}

function broken(findings: readonly ReportedFinding[]): ConfigurationReading {
  return { ok: false, findings };
}

function finding(place: FilePlace, problem: string, mend: string): ReportedFinding {
  return {
    id: 'configuration/invalid',
    severity: 'error',
    where: placeInWords(place),
    place,
    problem,
    consequence: 'Nothing is checked.',
    mend,
  };
}
