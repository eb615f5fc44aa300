import type { GoStruct } from '../../catalog/pod-types';
import { isArray, isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { asGoWritesIt } from '../go-json/go-value';
import { goStringContent, marshal } from '../go-json/marshal';
import { Evaluation } from '../go-template/evaluate';
import { faultAt, TemplateProblem } from '../go-template/fault';
import type { TemplateFault } from '../go-template/fault';
import { parseTemplate } from '../go-template/parse';
import type { Struct } from '../go-template/value';
import { llmSpecType } from './spec-type';
import { CONFIG_FUNCTIONS } from './template-functions';

export type RenderedText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: TemplateFault };

export type RenderedSpec =
  | { readonly ok: true; readonly spec: JsonObject }
  /** Go stops at the template, or what it writes is no JSON any more. */
  | { readonly ok: false; readonly cause: 'template' | 'json' }
  /** Whether it renders is not known. */
  | { readonly ok: 'unknown' };

/** Renders a text as the controller does, with its functions, and with an error where a map lacks a key. */
export function renderText(template: string, data: Struct): RenderedText {
  const parsed = parseTemplate(
    template,
    'config',
    (name) => name === 'and' || name === 'or' || CONFIG_FUNCTIONS.has(name),
  );
  if (!parsed.ok) return parsed;
  const evaluation = new Evaluation(data, parsed.templates, CONFIG_FUNCTIONS, 'error');
  try {
    return { ok: true, text: evaluation.run(parsed.nodes) };
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    return { ok: false, fault: faultAt(template, error.offset ?? evaluation.offset, error.problem, error.stage) };
  }
}

/** What a text of a manifest becomes inside of the JSON, and whether it still is a text there. */
export function renderField(
  text: string,
  data: Struct,
): RenderedText | { readonly ok: 'broken'; readonly text: string } {
  const rendered = renderText(goStringContent(text), data);
  if (!rendered.ok) return rendered;
  const value = parsedJson(`"${rendered.text}"`);
  return typeof value === 'string' ? { ok: true, text: value } : { ok: 'broken', text: rendered.text };
}

/**
 * A spec with its templates expanded: all of it at once, as the text of its JSON together with the object's metadata.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go ReplaceVariables
 */
export function renderSpec(manifest: Manifest, spec: JsonObject, data: Struct): RenderedSpec {
  const metadata = objectAt(manifest, 'metadata');
  if (!hasTemplate(metadata) && !hasTemplate(spec)) return { ok: true, spec };
  const { text } = marshal({ metadata, spec }, objectType());
  const rendered = renderText(text, data);
  if (!rendered.ok) return rendered.fault.stage === 'preview' ? { ok: 'unknown' } : { ok: false, cause: 'template' };
  const value = parsedJson(rendered.text);
  if (!isObject(value) || !isObject(value.spec)) return { ok: false, cause: 'json' };
  return { ok: true, spec: asGoWritesIt(value.spec, llmSpecType()) };
}

function hasTemplate(value: JsonValue): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (isArray(value)) return value.some(hasTemplate);
  return isObject(value) && Object.values(value).some(hasTemplate);
}

function objectType(): GoStruct {
  const field = (type: GoStruct | { readonly kind: 'any' }) => ({ type, isAlwaysWritten: true });
  return {
    kind: 'struct',
    name: 'LLMInferenceServiceConfig',
    fields: new Map([
      ['metadata', field({ kind: 'any' })],
      ['spec', field(llmSpecType())],
    ]),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
