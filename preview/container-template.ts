import { podType } from '../catalog/pod-types';
import type { FieldPathSegment } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/manifest';
import type { JsonObject } from '../kubernetes/manifest';
import { asGoWritesIt } from './go-json/go-value';
import { marshal } from './go-json/marshal';
import type { GoJson } from './go-json/marshal';
import { readOnto } from './go-json/read-onto';
import type { FaultStage, TemplateFault } from './go-template/fault';
import type { Struct } from './go-template/value';
import { parseHtmlTemplate, renderHtmlTemplate } from './html-template/render';
import type { HtmlTemplate } from './html-template/render';
import { readsByAction } from './metadata-reads';
import type { MetadataRead } from './metadata-reads';

/** Why a controller cannot expand a container. */
export interface ExpansionFault {
  /** Where in the container the text stands that it stumbles over; the container itself where it cannot be told. */
  readonly path: readonly FieldPathSegment[];
  /** What it stumbles over, as it is written. */
  readonly action: string;
  /** In Go's words where it has some. */
  readonly problem: string;
  /** `json`: the expanded text is no JSON any more. */
  readonly stage: FaultStage | 'json';
  /** Whether a quotation mark, which is escaped in JSON, is what it stumbles over. */
  readonly isQuotationMark: boolean;
}

/** What one action wrote into a container. */
export interface Expansion {
  readonly path: readonly FieldPathSegment[];
  readonly reads: readonly MetadataRead[];
  readonly value: string;
  /** What stands in the container in its place; `undefined` where it breaks the JSON. */
  readonly text: string | undefined;
}

export type ExpansionResult =
  | { readonly ok: true; readonly container: JsonObject; readonly expansions: readonly Expansion[] }
  | { readonly ok: false; readonly fault: ExpansionFault; readonly expansions: readonly Expansion[] };

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
  const span = spanAt(json, offset);
  const start = json.text.lastIndexOf('{{', offset);
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
