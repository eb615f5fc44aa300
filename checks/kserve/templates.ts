import { arrayAt, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { TemplateText } from '../fields';
import type { Fault } from '../finding';
import { brokenAction } from '../metadata-templates';
import type { BrokenAction } from '../metadata-templates';

/** KServe expands templates in containers of these names alone. */
const EXPANDED_CONTAINERS: ReadonlySet<string> = new Set(['kserve-container', 'transformer-container']);

/** References to one annotation or label. */
const REFERENCE = /(?:\.(Annotations|Labels)\.([A-Za-z_][A-Za-z0-9_]*)|index \.(Annotations|Labels) [`"]([^`"]*)[`"])/g;

/** Characters that html/template replaces, or that break the JSON they are put into. */
const ESCAPED = /[&<>"'+\\\n\r]/;

/** The templates of a manifest that the controller runs. */
export function expandedTemplates(manifest: Manifest, templates: readonly TemplateText[]): readonly TemplateText[] {
  return templates.length === 0 ? templates : templates.filter(({ field }) => isExpanded(manifest, field));
}

/**
 * Text of a runtime or service that the controller's template language would trip over.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go ReplacePlaceholders
 */
export function checkTemplates(templates: readonly TemplateText[]): readonly Fault[] {
  return templates.flatMap(({ field, text }) => {
    const broken = brokenAction(text);
    return broken === undefined ? [] : [unparsable(broken, field)];
  });
}

/** What templates read from a service that has it not, or has it in letters that do not survive. */
export function checkTemplateValues(service: Manifest, templates: readonly TemplateText[]): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const { field, text } of templates) {
    for (const match of text.matchAll(REFERENCE)) {
      const kind = (match[1] ?? match[3]) === 'Labels' ? 'labels' : 'annotations';
      const key = match[2] ?? match[4] ?? '';
      const fault = checkValue(objectAt(service, 'metadata', kind)[key], kind, key, field);
      if (fault !== undefined) faults.set(`${kind}/${key}`, fault);
    }
  }
  return [...faults.values()];
}

function unparsable({ text: action, isQuoted: quoted }: BrokenAction, field: string): Fault {
  return {
    id: quoted ? 'kserve/quoted-index' : 'kserve/template-text',
    severity: 'error',
    field,
    problem: quoted
      ? `The template \`${action}\` has its key in quotation marks`
      : `The text has '{{', where KServe's template language begins: \`${action}\``,
    consequence: quoted
      ? 'The controller parses the JSON of the container, where they are \\", and fails: no pod is made (InvalidPredictorSpec).'
      : 'The controller cannot parse or run it as a template of its own, and makes no pod (InvalidPredictorSpec).',
    mend: quoted
      ? 'Put the key in back quotes: {{ index .Annotations `key` }}.'
      : 'Keep such text (a chat template, say) in a file of the model, or write {{`{{`}} for the two characters.',
  };
}

function checkValue(value: JsonValue | undefined, kind: string, key: string, field: string): Fault | undefined {
  if (value === undefined || value === '') {
    // KServe sets these itself before it expands templates.
    if (key === 'modelClass' || key === 'serviceEnvelope' || key === 'modelFormat') return undefined;
    return {
      id: 'kserve/template-value-missing',
      severity: 'error',
      field: `metadata.${kind}["${key}"]`,
      problem: `The runtime's ${field} reads this, and the service does not have it`,
      consequence:
        'The controller puts nothing in its place, without a word, and the engine starts with an incomplete setting.',
      mend: `State it on the service${key.endsWith('task') || key.endsWith('tag') ? ' (the `task` of its model)' : ''}.`,
    };
  }
  if (typeof value !== 'string' || !ESCAPED.test(value)) return undefined;
  return {
    id: 'kserve/template-value-escaped',
    severity: 'error',
    field: `metadata.${kind}["${key}"]`,
    problem: `The value ${JSON.stringify(value)} goes through html/template into the runtime's ${field}`,
    consequence:
      'The controller escapes & < > " \' and + as in a web page (+ becomes &#43;), so the engine gets another text.',
    mend: 'Use letters, digits, dots, dashes, underscores and slashes alone.',
  };
}

/** Whether the controller expands the text of a field: the model's, or one of a container that it merges. */
function isExpanded(manifest: Manifest, field: string): boolean {
  if (manifest.kind === 'InferenceService') return field.startsWith('spec.predictor.model.');
  const index = /^spec\.containers\[(\d+)\]/.exec(field)?.[1];
  if (index === undefined) return false;
  return EXPANDED_CONTAINERS.has(textAt(arrayAt(manifest, 'spec', 'containers')[Number(index)], 'name') ?? '');
}
