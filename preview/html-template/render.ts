import type { Allowance } from '../go-template/allowance';
import { Evaluation } from '../go-template/evaluate';
import { faultAt, TemplateProblem } from '../go-template/fault';
import type { TemplateFault } from '../go-template/fault';
import { print, printed } from '../go-template/format';
import { BUILT_IN } from '../go-template/functions';
import type { TemplateFunction, TemplateFunctions } from '../go-template/functions';
import { parseTemplate } from '../go-template/parse';
import type { NodeList } from '../go-template/syntax';
import type { Struct, TemplateData, Value } from '../go-template/value';
import { addEscapers, ARGUMENTS, ESCAPER } from './add-escapers';

/** What one action wrote, once. */
export interface Print {
  /** Of the action's pipeline in the template. */
  readonly offset: number;
  /** Before it was escaped. */
  readonly value: string;
  readonly text: string;
}

/** A template that html/template takes. */
export interface HtmlTemplate {
  readonly text: string;
  /** As they are written, without escapers. */
  readonly templates: ReadonlyMap<string, NodeList>;
  readonly escaped: ReadonlyMap<string, NodeList>;
  readonly name: string;
}

export type HtmlParseResult =
  { readonly ok: true; readonly template: HtmlTemplate } | { readonly ok: false; readonly fault: TemplateFault };

export type HtmlRenderResult = { readonly prints: readonly Print[] } & (
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: TemplateFault }
);

const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['\0', '\ufffd'],
  ['"', '&#34;'],
  ['&', '&amp;'],
  ["'", '&#39;'],
  ['+', '&#43;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/**
 * Parses a template of Go's html/template, all of whose actions stand in plain text.
 *
 * @param name - the template's own, by which it may call itself
 * @see https://pkg.go.dev/html/template
 */
export function parseHtmlTemplate(text: string, name: string): HtmlParseResult {
  const parsed = parseTemplate(text, name);
  if (!parsed.ok) return parsed;
  const { templates } = parsed;
  try {
    return { ok: true, template: { text, templates, escaped: addEscapers(templates, name), name } };
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    return { ok: false, fault: faultAt(text, error.offset ?? 0, error.problem, error.stage) };
  }
}

/** Renders it, as Go would. It does not throw, and stops a template that would run or grow without end. */
export function renderHtmlTemplate(template: HtmlTemplate, data: TemplateData | Struct): HtmlRenderResult {
  const prints: Print[] = [];
  const escaper: TemplateFunction = {
    least: 1,
    most: Infinity,
    apply: (values, allowance) => {
      const value = textOf(values, allowance);
      const text = escaped(value);
      allowance.take(text.length);
      prints.push({ offset: evaluation.offset, value, text });
      return text;
    },
  };
  const functions: TemplateFunctions = new Map([...BUILT_IN, [ESCAPER, escaper], [ARGUMENTS, JOINED]]);
  const evaluation = new Evaluation(data, template.escaped, functions);
  try {
    return { ok: true, text: evaluation.run(template.escaped.get(template.name) ?? []), prints };
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    const fault = faultAt(template.text, error.offset ?? evaluation.offset, error.problem, error.stage);
    return { ok: false, fault, prints };
  }
}

const JOINED: TemplateFunction = { least: 0, most: Infinity, apply: (values, allowance) => print(values, allowance) };

/** A value that does not exist is an empty text. */
function textOf([value]: readonly Value[], allowance: Allowance): string {
  return value === undefined || value === null ? '' : printed(value, allowance);
}

/** @see https://github.com/golang/go/blob/master/src/html/template/html.go htmlEscaper */
function escaped(text: string): string {
  return text.replace(/[\0"&'+<>]/g, (character) => REPLACEMENTS.get(character) ?? character);
}
