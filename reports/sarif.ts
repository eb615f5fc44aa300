import { allRules } from '../checks/rules/all-rules';
import type { Rule } from '../checks/rules/rule';
import { identityAsPath } from '../kubernetes/object-identity';
import { fileUri } from './file-uri';
import { fingerprints } from './fingerprint';
import { jsonText } from './json-text';
import { oneLine } from './one-line';
import { packageVersion } from './package-version';
import type { Report, ReportedFinding } from './report';
import { notCheckedInWords } from './summary';

/**
 * A report as SARIF, for GitHub's code scanning and others. It describes the rules that its results name: what all rules
 * say is some hundred times as long as a few results.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */
export function sarifReport({ findings, notChecked }: Report): string {
  const ids = [...new Set(findings.map(({ id }) => id))].sort();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const marks = fingerprints(findings);
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-inference',
            semanticVersion: packageVersion(),
            rules: ids.map((id) => descriptor(id, allRules.get(id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notChecked.map((item) => ({
              level: 'note',
              message: { text: oneLine(notCheckedInWords(item)) },
            })),
          },
        ],
        results: findings.map((finding, index) => ({
          ruleId: finding.id,
          ruleIndex: indexes.get(finding.id),
          level: finding.severity,
          message: { text: messageOf(finding) },
          locations: [locationOf(finding)],
          partialFingerprints: { 'cdk8sInference/v1': marks[index] },
          suppressions: suppressionsOf(finding),
        })),
      },
    ],
  });
}

function descriptor(id: string, rule: Rule | undefined) {
  if (rule === undefined) return { id };
  const { title, severity, about, mend, sources } = rule;
  const text = [about, `Mend: ${mend}`, ...sources.map((source) => `Source: ${source}`)].join('\n\n');
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: about },
    help: { text },
    defaultConfiguration: { level: severity },
    properties: { tags: [id.split('/', 1)[0]] },
  };
}

function messageOf({ field, problem, consequence, mend }: ReportedFinding): string {
  const subject = field === undefined ? '' : `${field}: `;
  return oneLine(`${subject}${problem}. ${consequence} ${mend}`);
}

function locationOf({ where, place, object, field }: ReportedFinding) {
  const name = [object === undefined ? where : identityAsPath(object), ...(field === undefined ? [] : [field])];
  const logicalLocations = [{ fullyQualifiedName: oneLine(name.join('#')) }];
  if (place === undefined) return { logicalLocations };
  return {
    physicalLocation: {
      artifactLocation: { uri: fileUri(place.file) },
      region: { startLine: place.line, startColumn: place.column },
    },
    logicalLocations,
  };
}

/** An empty list says that nothing is suppressed, where none says that it is not known. */
function suppressionsOf({ accepted }: ReportedFinding) {
  if (accepted === undefined) return [];
  const kind = accepted.by === 'configuration' ? 'external' : 'inSource';
  return [{ kind, status: 'accepted', justification: oneLine(accepted.reason) }];
}
