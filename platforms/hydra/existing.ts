import { Document, parseDocument } from 'yaml';
import type { Fault } from '../../checks/finding';
import { isArray, isManifest, isObject, nameOf, namespaceOf, objectAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';

/**
 * A ConfigMap as the cluster has it before it is managed here, in YAML, as `kubectl get configmap … -o yaml` prints it:
 * what it holds besides is kept. Or `none` where there is none.
 */
export type ExistingConfigMap = 'none' | { readonly yaml: string };

/** What is kept of a ConfigMap. */
export interface KeptConfigMap {
  readonly namespace?: string;
  readonly data: Readonly<Record<string, string>>;
}

const NOTHING: KeptConfigMap = { data: {} };

/** Reads what is kept of a ConfigMap, or why it cannot be read. */
export function readExisting(existing: ExistingConfigMap, name: string): KeptConfigMap | Fault {
  if (existing === 'none') return NOTHING;
  const document = parseDocument(existing.yaml);
  const [error] = document.errors;
  if (error !== undefined) return unreadable(error.message.split('\n')[0] ?? '');
  const manifest: unknown = document.toJS();
  if (!isManifest(manifest) || manifest.kind !== 'ConfigMap') return unreadable('it is no ConfigMap');
  if (nameOf(manifest) !== name) return unreadable(`it is the ConfigMap '${nameOf(manifest)}', not '${name}'`);
  const data: Record<string, string> = {};
  for (const [key, value] of Object.entries(objectAt(manifest, 'data'))) {
    if (typeof value !== 'string') return unreadable(`its key '${key}' is no text`);
    data[key] = value;
  }
  return { namespace: namespaceOf(manifest), data };
}

/** One of a ConfigMap's texts: YAML with a list in it, to which entries are added. */
export interface EntryList {
  /** Key of the list inside of the text. */
  readonly list: string;
  /** Fields by which one entry is told from the others. */
  readonly identity: readonly string[];
}

/**
 * A text with these entries in its list, and what stays in the list beside them. An entry that the list has already is
 * replaced, and everything else, comments too, stays as it is.
 */
export function withEntries(
  text: string | undefined,
  { list, identity }: EntryList,
  entries: readonly object[],
): { readonly text: string; readonly kept: readonly JsonValue[] } | Fault {
  // Go's readers take `yes` and `0o7` as YAML 1.1 does.
  const parsed = parseDocument(text ?? '', { version: '1.1' });
  const [error] = parsed.errors;
  if (error !== undefined) return unreadable(error.message.split('\n')[0] ?? '');
  const content: unknown = parsed.toJS();
  if (content !== null && !isObject(content)) return unreadable('its text is no map');
  const stated = content?.[list] ?? [];
  if (!isArray(stated)) return unreadable(`'${list}' is no list`);
  const document: Document = content === null ? new Document({}, { version: '1.1' }) : parsed;
  if (stated.length === 0) document.set(list, document.createNode([]));
  const keys = stated.map((entry) => identityOf(entry, identity));
  for (const entry of entries) {
    const index = keys.indexOf(identityOf(entry, identity));
    if (index === -1) document.addIn([list], document.createNode(entry));
    else document.setIn([list, index], document.createNode(entry));
  }
  const ours = new Set(entries.map((entry) => identityOf(entry, identity)));
  const kept = stated.filter((_, index) => !ours.has(keys[index] ?? ''));
  return { text: document.toString({ lineWidth: 0, directives: false }), kept };
}

function identityOf(entry: object | JsonValue, fields: readonly string[]): string {
  const values: ReadonlyMap<string, unknown> = new Map(Object.entries(entry ?? {}));
  return JSON.stringify(fields.map((field) => values.get(field)));
}

function unreadable(problem: string): Fault {
  return {
    id: 'hydra/existing',
    severity: 'error',
    field: 'existing',
    problem: `The ConfigMap that exists cannot be read: ${problem}`,
    consequence: 'What it holds would be lost with the first sync, and with it the runtimes of others.',
    mend: "State `existing: { yaml }` with what `kubectl get configmap … -o yaml` prints, or 'none' where there is none.",
  };
}
