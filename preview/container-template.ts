import { podType } from '../catalog/pod-types';
import { isObject } from '../kubernetes/manifest';
import type { JsonObject } from '../kubernetes/manifest';
import { expandNames } from './expand-names';
import type { Expansion, ExpansionFault, ExpansionResult } from './expansion';
import { asGoWritesIt } from './go-json/go-value';
import { marshal } from './go-json/marshal';
import type { GoJson } from './go-json/marshal';
import { readOnto } from './go-json/read-onto';
import type { TemplateFault } from './go-template/fault';
import type { Struct } from './go-template/value';
import { parseHtmlTemplate, renderHtmlTemplate } from './html-template/render';
import type { HtmlTemplate } from './html-template/render';
import { readsByAction } from './metadata-reads';

/** The name that controllers give the template. */
const NAME = 'container-tmpl';

/** As much of an action is shown. */
const MOST_SHOWN = 60;

/**
 * A container as KServe's controller expands it, and OME's, which is made after it: its JSON is a template of
 * html/template on the metadata of the service, and what comes out is read as JSON again.
 *
 * @param container - as Go writes it
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go ReplacePlaceholders
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go ReplacePlaceholders
 */
export function expandContainer(container: JsonObject, metadata: Struct): ExpansionResult {
  const named = expandNames(container, metadata);
  return named === undefined ? expandTemplate(container, metadata) : { ok: true, ...named };
}

/** As {@link expandContainer}, by way of the whole template. */
export function expandTemplate(container: JsonObject, metadata: Struct): ExpansionResult {
  const json = marshal(container, podType('Container'));
  if (json.templates.length === 0) return { ok: true, container, expansions: [] };
  const parsed = parseHtmlTemplate(json.text, NAME);
  if (!parsed.ok) return { ok: false, fault: faultIn(json, parsed.fault), expansions: [] };
  const rendered = renderHtmlTemplate(parsed.template, metadata);
  const expansions = expansionsIn(json, parsed.template, rendered.prints);
  if (!rendered.ok) return { ok: false, fault: faultIn(json, rendered.fault), expansions };
  const read = readJson(rendered.text);
  if (read !== undefined) {
    const onto = readOnto(container, read, podType('Container'));
    return { ok: true, container: asGoWritesIt(onto, podType('Container')), expansions };
  }
  const broken = expansions.find(({ text }) => text === undefined);
  const path = broken?.path ?? [];
  const problem = 'the expanded container is no JSON';
  return { ok: false, fault: { path, action: '', problem, stage: 'json', isQuotationMark: false }, expansions };
}

function expansionsIn(
  json: GoJson,
  { templates }: HtmlTemplate,
  prints: readonly { readonly offset: number; readonly value: string; readonly text: string }[],
): readonly Expansion[] {
  const reads = readsByAction(templates);
  return prints.map(({ offset, value, text }) => ({
    path: spanAt(json, offset)?.path ?? [],
    reads: reads.get(offset) ?? [],
    value,
    text: readText(text),
  }));
}

function faultIn(json: GoJson, { offset, problem, stage }: TemplateFault): ExpansionFault {
  const start = json.text.lastIndexOf('{{', offset);
  // An action without its end runs on into the texts behind it.
  const span = spanAt(json, start < 0 ? offset : start);
  const end = Math.min(json.text.indexOf('}}', start) + 2, span?.end ?? json.text.length);
  const action = json.text.slice(start, end > start ? end : span?.end).slice(0, MOST_SHOWN);
  return {
    path: span?.path ?? [],
    action: readText(action) ?? action,
    problem,
    stage,
    isQuotationMark: json.text.startsWith('\\"', offset),
  };
}

/** The text that begins last before an offset. */
function spanAt({ templates }: GoJson, offset: number) {
  return templates.findLast(({ start }) => start <= offset);
}

function readJson(text: string): JsonObject | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** What a text between quotation marks means in JSON. */
function readText(content: string): string | undefined {
  try {
    const read: unknown = JSON.parse(`"${content}"`);
    return typeof read === 'string' ? read : undefined;
  } catch {
    return undefined;
  }
}
