import { arrayAt, isArray, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';

/** KServe expands templates in containers of these names alone. */
const EXPANDED_CONTAINERS: ReadonlySet<string> = new Set(['kserve-container', 'transformer-container']);

/** Actions that the controller can run on a service's metadata and that the JSON around them leaves intact. */
const ACTION =
  /^\{\{-?\s*(?:\.(?:Name|Namespace|UID|Generation)|\.(?:Annotations|Labels)\.[A-Za-z_][A-Za-z0-9_]*|index \.(?:Annotations|Labels) `[^`]*`|`[^`]*`)\s*-?\}\}/;

/** References to one annotation or label. */
const REFERENCE = /(?:\.(Annotations|Labels)\.([A-Za-z_][A-Za-z0-9_]*)|index \.(Annotations|Labels) [`"]([^`"]*)[`"])/g;

/** Characters that html/template replaces, or that break the JSON they are put into. */
const ESCAPED = /[&<>"'+\\\n\r]/;

/**
 * Text of a runtime or service that the controller's template language would trip over.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go ReplacePlaceholders
 */
export function checkTemplates(manifest: Manifest): readonly Fault[] {
  return expandedTexts(manifest).flatMap(([field, text]) => checkText(text, field));
}

/** What the templates of a runtime read from a service that has it not, or has it in letters that do not survive. */
export function checkTemplateValues(service: Manifest, runtime: Manifest | undefined): readonly Fault[] {
  if (runtime === undefined) return [];
  const faults = new Map<string, Fault>();
  for (const [field, text] of [...expandedTexts(runtime), ...expandedTexts(service)]) {
    for (const match of text.matchAll(REFERENCE)) {
      const kind = (match[1] ?? match[3]) === 'Labels' ? 'labels' : 'annotations';
      const key = match[2] ?? match[4] ?? '';
      const fault = checkValue(objectAt(service, 'metadata', kind)[key], kind, key, field);
      if (fault !== undefined) faults.set(`${kind}/${key}`, fault);
    }
  }
  return [...faults.values()];
}

function checkText(text: string, field: string): readonly Fault[] {
  for (let at = text.indexOf('{{'); at !== -1; at = text.indexOf('{{', at + 2)) {
    const rest = text.slice(at);
    const action = ACTION.exec(rest);
    if (action === null) return [unparsable(rest.slice(0, 60).split('\n', 1)[0] ?? '', field)];
    at += action[0].length - 2;
  }
  return [];
}

function unparsable(action: string, field: string): Fault {
  const quoted = /^\{\{-?\s*index \.(?:Annotations|Labels) "/.test(action);
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

/** Every text of the containers that the controller expands, with its field. */
function expandedTexts(manifest: Manifest): readonly (readonly [string, string])[] {
  const texts: [string, string][] = [];
  if (manifest.kind === 'InferenceService') {
    collect(objectAt(manifest, 'spec', 'predictor', 'model'), 'spec.predictor.model', texts);
    return texts;
  }
  arrayAt(manifest, 'spec', 'containers').forEach((container, index) => {
    const name = textAt(container, 'name');
    if (name !== undefined && EXPANDED_CONTAINERS.has(name)) collect(container, `spec.containers[${index}]`, texts);
  });
  return texts;
}

function collect(value: JsonValue, path: string, texts: [string, string][]): void {
  if (typeof value === 'string') {
    if (value.includes('{{')) texts.push([path, value]);
  } else if (isArray(value)) {
    value.forEach((item, index) => {
      collect(item, `${path}[${index}]`, texts);
    });
  } else if (isObject(value)) {
    for (const [key, child] of Object.entries(value)) collect(child, `${path}.${key}`, texts);
  }
}
