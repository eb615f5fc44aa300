import { objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { TemplateText } from '../fields';
import type { Fault } from '../finding';
import { brokenAction } from '../metadata-templates';
import type { BrokenAction } from '../metadata-templates';
import { walkSpec } from '../walk-fields';
import { runnersOf } from './component';
import type { Component } from './component';

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
    const broken = brokenAction(text);
    return broken === undefined ? [] : [unparsable(broken, field)];
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

function unparsable({ text: action, isQuoted: quoted }: BrokenAction, field: string): Fault {
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
