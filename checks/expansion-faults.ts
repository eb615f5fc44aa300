import { podType } from '../catalog/pod-types';
import { nameOf, textAt } from '../kubernetes/manifest';
import type { FieldPathSegment } from '../kubernetes/field-path';
import type { Manifest } from '../kubernetes/manifest';
import type { Expansion, ExpansionFault } from '../preview/expansion';
import type { MetadataRead } from '../preview/metadata-reads';
import { originIn } from '../preview/origin';
import type { Origin } from '../preview/origin';
import type { ExpandedContainer } from '../preview/pods-result';
import type { Fault } from './finding';

/** A controller that expands templates in containers. */
export interface TemplateDialect {
  readonly name: 'KServe' | 'OME';
  /** What its service's status says where it cannot: ` (InvalidPredictorSpec)`. */
  readonly reason: string;
  /** Of its rules. */
  readonly ids: {
    readonly text: string;
    /** Of a text that is no template since a key stands in quotation marks. */
    readonly quotedKey: string;
    readonly missing: string;
    readonly changed: string;
  };
}

/** What would go wrong as a controller expands the containers of a service; what several of them read is told once. */
export function checkExpandedContainers(
  containers: readonly ExpandedContainer[],
  service: Manifest,
  dialect: TemplateDialect,
): readonly Fault[] {
  const faults = containers.flatMap((container) => containerFaults(container, service, dialect));
  return [...new Map(faults.map((fault) => [`${fault.id} ${fault.field ?? ''}`, fault])).values()];
}

function containerFaults(expanded: ExpandedContainer, service: Manifest, dialect: TemplateDialect): readonly Fault[] {
  const { result } = expanded;
  const values = result.expansions.flatMap((expansion) => valueFaults(expansion, expanded, service, dialect));
  if (result.ok || result.fault.stage === 'preview') return values;
  if (values.some(({ id }) => id === dialect.ids.changed)) return values;
  return [...values, unexpandable(result.fault, originOf(expanded, result.fault.path)?.field ?? '', dialect)];
}

/**
 * Text over which a controller stumbles.
 *
 * @param field - where the text stands
 */
export function unexpandable(fault: ExpansionFault, field: string, dialect: TemplateDialect): Fault {
  const { ids, name, reason } = dialect;
  const { action, problem } = fault;
  if (fault.isQuotationMark && /\bindex\b/.test(action)) {
    return {
      id: ids.quotedKey,
      severity: 'error',
      field,
      problem: `The template \`${action}\` has its key in quotation marks`,
      consequence: `The controller parses the JSON of the container, where they are \\", and fails: no pod is made${reason}.`,
      mend: 'Put the key in back quotes: {{ index .Annotations `key` }}.',
    };
  }
  return {
    id: ids.text,
    severity: 'error',
    field,
    problem:
      action === ''
        ? 'What its templates leave of the container is no JSON'
        : `The text has '{{', where ${name}'s template language begins: \`${action}\``,
    consequence: `The controller cannot run it as a template of its own (${problem}), and makes no pod${reason}.`,
    mend: 'Keep such text (a chat template, say) in a file of the model, or write {{`{{`}} for the two characters.',
  };
}

/** Values of a service that do not reach the engine as they are. */
function valueFaults(
  expansion: Expansion,
  expanded: ExpandedContainer,
  service: Manifest,
  dialect: TemplateDialect,
): readonly Fault[] {
  const origin = originOf(expanded, expansion.path);
  const reader = origin === undefined ? 'The container' : readerAt(origin);
  return expansion.reads.flatMap((read) => {
    const value = textAt(service, 'metadata', read.of, read.key) ?? '';
    if (value === '') return expansion.value === '' ? [missing(read, reader, dialect)] : [];
    const isChanged = expansion.text !== expansion.value && ALTERED.test(value);
    return isChanged ? [changed(read, value, expansion.text, reader, dialect)] : [];
  });
}

/** Who reads a value; runtimes are read by many services. */
function readerAt({ author, manifest, field }: Origin): string {
  return author === 'runtime' ? `The runtime '${nameOf(manifest)}' (${field})` : `The ${author}'s ${field}`;
}

function missing(read: MetadataRead, reader: string, { ids }: TemplateDialect): Fault {
  return {
    id: ids.missing,
    severity: 'error',
    field: fieldIn(read),
    problem: `${reader} reads this, and the service does not have it`,
    consequence:
      'The controller puts nothing in its place, without a word, and the engine starts with an incomplete setting.',
    mend: `State it on the service${/ta(?:sk|g)$/.test(read.key) ? ' (the `task` of its model)' : ''}.`,
  };
}

function changed(
  read: MetadataRead,
  value: string,
  text: string | undefined,
  reader: string,
  { ids, reason }: TemplateDialect,
): Fault {
  return {
    id: ids.changed,
    severity: 'error',
    field: fieldIn(read),
    problem: `${reader} takes the value ${JSON.stringify(value)} through html/template`,
    consequence:
      text === undefined
        ? `The controller puts it into the JSON of the container, which it breaks, and makes no pod${reason}.`
        : `The controller escapes & < > " ' and + as in a web page, and reads a backslash as JSON does: the engine gets ${JSON.stringify(text)}.`,
    mend: 'Use letters, digits, dots, dashes, underscores and slashes alone.',
  };
}

/** Characters that do not pass through a template and through JSON as they are. */
const ALTERED = /[&<>"'+\\]|\p{Cc}/u;

function fieldIn({ of, key }: MetadataRead): string {
  return `metadata.${of}[${JSON.stringify(key)}]`;
}

function originOf({ container, sources }: ExpandedContainer, path: readonly FieldPathSegment[]): Origin | undefined {
  return originIn(sources, container, path, podType('Container'));
}
