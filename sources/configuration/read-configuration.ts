import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { placeInWords } from '../../checks/file-place';
import type { FilePlace } from '../../checks/file-place';
import { choiceFaults } from '../../checks/rules/rule-choice';
import type { ReportedFinding } from '../../reports/report';
import { decode } from '../decode';
import { reasonOf } from '../reason';
import { readAcknowledgement } from './acknowledgement';
import { readCluster } from './cluster';
import { NO_CONFIGURATION } from './configuration';
import type { ClusterConfiguration, Configuration } from './configuration';
import type { FieldFault } from './fields';
import { readMap } from './read-map';
import type { MapContents } from './read-map';

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
  const { value = NO_CONFIGURATION, faults } = readMap(file, text, (contents) => configurationOf(file, contents));
  if (faults.length === 0) return { ok: true, configuration: value };
  return broken(faults.map(({ place, problem, mend, field }) => ({ ...finding(place, problem, mend), field })));
}

function configurationOf(file: string, { fields, faults, placeOf }: MapContents): Configuration {
  const clusters = fields.maps('clusters', (cluster) => readCluster(cluster, dirname(file)));
  const acknowledgements = fields.maps('acknowledgements', (item) => readAcknowledgement(item, file, placeOf));
  const only = fields.texts('only') ?? [];
  const skip = fields.texts('skip') ?? [];
  const prices = fields.numbers('prices');
  const failOn = fields.choice('failOn', ['error', 'warning']);
  const strict = fields.flag('strict');
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
    prices,
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
