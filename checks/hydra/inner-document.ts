import { isScalar, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { isArray, isObject, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { HydraFault } from './hydra-fault';
import { realign } from './realign';

/** A YAML text that a ConfigMap holds. */
export interface InnerDocument {
  /** Path of its field, as `data["config.yaml"]`. */
  readonly path: string;
  readonly content: JsonObject;
  /** A scalar as it is written, before YAML makes a number of it. */
  readonly written: (path: readonly (string | number)[]) => string | undefined;
}

/** What a key of a ConfigMap holds; `document` is missing where it cannot be read. */
export interface InnerReading {
  readonly document?: InnerDocument;
  readonly faults: readonly HydraFault[];
}

/** Reads the YAML in a key of a ConfigMap. */
export function readInner(manifest: Manifest, key: string): InnerReading {
  const path = /^[A-Za-z0-9_]+$/.test(key) ? `data.${key}` : `data[${JSON.stringify(key)}]`;
  const value = valueAt(manifest, 'data', key);
  const text = textAt(manifest, 'data', key);
  if (text === undefined) return { faults: [value === undefined ? missing(path, key) : noText(path)] };
  const parsed = parse(text);
  if (parsed.ok) return reading(path, parsed, []);
  const aligned = realign(text);
  const mended = aligned === undefined ? undefined : parse(aligned.text);
  if (aligned === undefined || mended?.ok !== true) return { faults: [unreadable(path, parsed.problem)] };
  return reading(path, mended, [
    unreadable(
      path,
      `line ${aligned.line}, column ${aligned.column}: '${aligned.key}' is deeper than '${aligned.sibling}', its sibling`,
      `Begin '${aligned.key}', and what follows it in this entry, in column ${aligned.siblingColumn}, below '${aligned.sibling}'.`,
    ),
  ]);
}

function reading(path: string, { document, content }: ReadText, faults: readonly HydraFault[]): InnerReading {
  if (!isObject(content)) {
    return { faults: [...faults, noMapping(path, isArray(content) ? 'a list' : 'no mapping')] };
  }
  const written = (at: readonly (string | number)[]) => {
    const node: unknown = document.getIn(at, true);
    return isScalar(node) ? node.source : undefined;
  };
  return { document: { path, content, written }, faults };
}

interface ReadText {
  readonly ok: true;
  readonly document: Document;
  readonly content: unknown;
}

type Parsed = ReadText | { readonly ok: false; readonly problem: string };

function parse(text: string): Parsed {
  try {
    const document = parseDocument(text, { merge: true, prettyErrors: false, logLevel: 'error' });
    const [error] = document.errors;
    if (error !== undefined) return { ok: false, problem: `${placeOf(text, error.pos[0])}: ${error.message}` };
    // Aliases are only followed here; the library throws where they, or brackets in each other, are too many.
    const content: unknown = document.toJS();
    return { ok: true, document, content };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : 'the parser gives up' };
  }
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${Array.from(before.at(-1) ?? '').length + 1}`;
}

function missing(path: string, key: string): HydraFault {
  return {
    id: 'hydra/structure',
    severity: 'error',
    field: path,
    problem: `The ConfigMap has no key '${key}'`,
    consequence: 'The platform reads its settings from this key, and finds none.',
    mend: `Put the YAML text under data, in the key '${key}'.`,
  };
}

function noText(path: string): HydraFault {
  return {
    id: 'hydra/structure',
    severity: 'error',
    field: path,
    problem: 'The value is no text',
    consequence: 'The API server refuses the ConfigMap: the values of its data are texts.',
    mend: "Write '|' after the key, which makes a text of the lines below.",
  };
}

function unreadable(
  path: string,
  problem: string,
  mend = 'Mend the YAML, and mind that the siblings of a mapping begin in the same column.',
): HydraFault {
  return {
    id: 'hydra/yaml',
    severity: 'error',
    field: path,
    problem: `The text is no YAML: ${problem}`,
    consequence: 'The platform cannot read the text, so none of its runtimes can be deployed.',
    mend,
  };
}

function noMapping(path: string, what: string): HydraFault {
  return {
    id: 'hydra/structure',
    severity: 'error',
    field: path,
    problem: `The text is ${what}`,
    consequence: 'The platform reads fields of a mapping, and finds none.',
    mend: "Begin with the documented field: 'templates:' of config.yaml, 'deployment_templates:' of configmap.",
  };
}
