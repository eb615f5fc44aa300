import { objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { TemplateText } from '../fields';
import type { Fault } from '../finding';
import { walkSpec } from '../walk-fields';
import { runnersOf } from './component';
import type { Component } from './component';

/** Actions that the controller can run on a service's metadata and that the JSON around them leaves intact. */
const ACTION =
  /^\{\{-?\s*(?:\.(?:Name|Namespace|UID|Generation)|\.(?:Annotations|Labels)\.[A-Za-z_][A-Za-z0-9_]*|index \.(?:Annotations|Labels) `[^`]*`|`[^`]*`)\s*-?\}\}/;

/** References to one annotation or label. */
const REFERENCE = /(?:\.(Annotations|Labels)\.([A-Za-z_][A-Za-z0-9_]*)|index \.(Annotations|Labels) `([^`]*)`)/g;

/** Texts with templates in the containers that the controller renders: the runners alone. */
export function renderedTexts(component: Component): readonly TemplateText[] {
  return runnersOf(component).flatMap(({ runner, path }) => textsOf(runner, path));
}

/**
 * Text that the controller's template language would trip over.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go ReplacePlaceholders
 */
export function checkTemplates(texts: readonly TemplateText[]): readonly Fault[] {
  return texts.flatMap(({ field, text }) => {
    const action = firstUnparsable(text);
    return action === undefined ? [] : [unparsable(action, field)];
  });
}

/** What templates read from a service that does not have it. */
export function checkTemplateValues(service: Manifest, texts: readonly TemplateText[]): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const { field, text } of texts) {
    for (const match of text.matchAll(REFERENCE)) {
      const kind = (match[1] ?? match[3]) === 'Labels' ? 'labels' : 'annotations';
      const key = match[2] ?? match[4] ?? '';
      const value = objectAt(service, 'metadata', kind)[key] ?? '';
      if (value === '') faults.set(`${kind}/${key}`, missing(kind, key, field));
    }
  }
  return [...faults.values()];
}

function textsOf(runner: JsonObject, path: string): readonly TemplateText[] {
  const texts: TemplateText[] = [];
  walkSpec(runner, (_key, value, spell) => {
    if (typeof value === 'string' && value.includes('{{')) {
      texts.push({ field: spell().replace(/^spec/, path), text: value });
    }
  });
  return texts;
}

function firstUnparsable(text: string): string | undefined {
  for (let at = text.indexOf('{{'); at !== -1; at = text.indexOf('{{', at + 2)) {
    const rest = text.slice(at);
    const action = ACTION.exec(rest);
    if (action === null) return rest.slice(0, 60).split('\n', 1)[0] ?? '';
    at += action[0].length - 2;
  }
  return undefined;
}

function unparsable(action: string, field: string): Fault {
  const quoted = /^\{\{-?\s*index \.(?:Annotations|Labels) "/.test(action);
  return {
    id: 'ome/template-text',
    severity: 'error',
    field,
    problem: quoted
      ? `The template \`${action}\` has its key in quotation marks`
      : `The text has '{{', where OME's template language begins: \`${action}\``,
    consequence: quoted
      ? 'The controller parses the JSON of the container, where they are \\", and makes no pod.'
      : 'The controller cannot parse or run it as a template of its own, and makes no pod.',
    mend: quoted
      ? 'Put the key in back quotes: {{ index .Annotations `key` }}.'
      : 'Keep such text (a chat template, say) in a file of the image, or write {{`{{`}} for the two characters.',
  };
}

function missing(kind: string, key: string, field: string): Fault {
  return {
    id: 'ome/template-value-missing',
    severity: 'error',
    field: `metadata.${kind}["${key}"]`,
    problem: `The runtime's ${field} reads this, and the service does not have it`,
    consequence:
      'The controller puts nothing in its place, without a word, and the engine starts with an incomplete setting.',
    mend: 'State it on the service.',
  };
}
