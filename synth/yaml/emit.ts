import { findFaults, isPlainMap, LONGEST_KEY, MERGE_KEY, MOST_LEVELS, type EmitFault, type PlainMap } from './faults';
import { fieldKeys, manifestKeys } from './key-order';
import { emitInline, emitNumber, emitText } from './scalar';

export type EmitResult =
  { readonly ok: true; readonly yaml: string } | { readonly ok: false; readonly faults: readonly EmitFault[] };

/**
 * Writes one manifest as block-style YAML that YAML 1.1 and 1.2 readers, Go's and all others, read as the same data.
 *
 * Keys stand in canonical order (`apiVersion`, `kind`, `metadata` first, elsewhere `name` first, the rest by code
 * unit), so the same data gives the same bytes however it was built. No anchors, no folded lines; the text ends in a
 * newline and has no document marker.
 *
 * @returns the text, or every {@link EmitFault} that keeps the manifest from being written; never throws
 */
export function emitYaml(manifest: PlainMap): EmitResult {
  const yaml = new BlockWriter().write(manifest);
  return yaml === undefined ? { ok: false, faults: findFaults(manifest) } : { ok: true, yaml };
}

const STEP = '  ';
const INDENTATIONS: readonly string[] = Array.from({ length: MOST_LEVELS + 1 }, (_, level) => STEP.repeat(level));
const LINE_STARTS: readonly string[] = INDENTATIONS.map((indentation) => `\n${indentation}`);

/**
 * Knows no paths and gives up at the first fault, so that the manifests without one, all but a few, are written fast.
 * What exactly is wrong is searched for afterwards.
 */
class BlockWriter {
  private text = '';
  private faulty = false;

  /** The text of the manifest, undefined if it has a fault. */
  write(manifest: unknown): string | undefined {
    if (!isPlainMap(manifest)) return undefined;
    this.writeMap(manifest, manifestKeys(manifest), 0, '');
    this.text += '\n';
    return this.faulty ? undefined : flat(this.text);
  }

  /** `head` is the key with its colon or the dash that the value follows; lines of the value itself are at `level`. */
  private writeValue(head: string, value: unknown, level: number, isItem: boolean): void {
    const scalar = scalarText(value, level);
    if (scalar !== undefined) {
      this.text += `${head} ${scalar}`;
      return;
    }
    this.text += head;
    const first = isItem ? ' ' : lineStart(level);
    if (level >= MOST_LEVELS) this.faulty = true;
    else if (Array.isArray(value)) this.writeList(value, level, first);
    else if (isPlainMap(value)) this.writeMap(value, fieldKeys(value), level, first);
    else this.faulty = true;
  }

  /** `first` leads to the first key: a new line, or the blank after the dash if the map is an item of a list. */
  private writeMap(map: PlainMap, keys: readonly string[], level: number, first: string): void {
    if (keys.length === 0) this.text += level === 0 ? '{}' : ' {}';
    let lead = first;
    for (const key of keys) {
      const name = emitInline(key);
      if (name === undefined || name.length > LONGEST_KEY || key === MERGE_KEY) this.faulty = true;
      else this.writeValue(`${lead}${name}:`, map[key], level + 1, false);
      if (this.faulty) return;
      lead = lineStart(level);
    }
  }

  private writeList(list: readonly unknown[], level: number, first: string): void {
    if (list.length === 0) this.text += ' []';
    let lead = first;
    for (const item of list) {
      this.writeValue(`${lead}-`, item, level + 1, true);
      if (this.faulty) return;
      lead = lineStart(level);
    }
  }
}

/**
 * The same text in one piece. V8 keeps what was added up as a tree of its parts, which costs the garbage collector more
 * than all of the emission if thousands of manifests are held; reading a character makes it one string.
 */
function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}

/** The text of a scalar; undefined for maps and lists and for what cannot be written. */
function scalarText(value: unknown, level: number): string | undefined {
  if (typeof value === 'string') return emitText(value, INDENTATIONS[level] ?? '');
  if (typeof value === 'number') return emitNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return value === null ? 'null' : undefined;
}

function lineStart(level: number): string {
  return LINE_STARTS[level] ?? '';
}
