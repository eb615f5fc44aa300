import { load } from 'js-yaml';
import type { State } from 'js-yaml';
import { KUBERNETES_SCHEMA } from './yaml-schema';

/** A value of a document: where it stands, and where what it holds stands, fields by their keys, items by indexes. */
export interface PositionNode {
  /** From 0. */
  readonly line: number;
  /** Of the line's first character in the text. */
  readonly lineStart: number;
  /** Of the value's own first character in the text. */
  readonly offset: number;
  readonly fields?: ReadonlyMap<string, PositionNode>;
  readonly items?: readonly PositionNode[];
}

/** A value that is being read. */
interface OpenValue {
  readonly line: number;
  readonly lineStart: number;
  readonly offset: number;
  readonly children: ReadValue[];
}

/** A value that was read, as the one that holds it needs to know it. */
interface ReadValue {
  readonly node: PositionNode;
  readonly value: unknown;
  readonly isKey: boolean;
}

/**
 * Where the values of a document stand. A field stands where its key does, and what comes by way of an alias or `<<`
 * where that is named. Other nodes than of lists and maps are not made, for the sake of memory.
 *
 * @returns undefined if the document is empty
 * @throws YAMLException if the text is no YAML
 */
export function positionTree(text: string): PositionNode | undefined {
  const open: OpenValue[] = [];
  let root: PositionNode | undefined;
  load(text, {
    schema: KUBERNETES_SCHEMA,
    // A key that is stated twice was told of when the document was read.
    json: true,
    listener(event, state) {
      if (event === 'open') {
        const { line, lineStart, position, input } = state;
        // After a question mark, a blank comes before the key.
        const offset = input[position] === ' ' ? position + 1 : position;
        open.push({ line, lineStart, offset, children: [] });
        return;
      }
      const opened = open.pop();
      if (opened === undefined) return;
      const read = readValue(opened, state);
      const holder = open.at(-1);
      if (holder === undefined) root = read.node;
      else holder.children.push(read);
    },
  });
  return root;
}

function readValue({ children, line, lineStart, offset }: OpenValue, state: State): ReadValue {
  const value: unknown = state.result;
  const isKey = isBeforeColon(state);
  if (typeof value !== 'object' || value === null) return { node: { line, lineStart, offset }, value, isKey };
  const [only] = children;
  // A value that might have been a key is read as one first, and is the same value.
  if (children.length === 1 && only?.value === value) return { ...only, isKey };
  if (Array.isArray(value)) return { node: { line, lineStart, offset, items: itemsOf(children) }, value, isKey };
  return { node: { line, lineStart, offset, fields: fieldsOf(children) }, value, isKey };
}

/** A colon on the same line, or one that stands alone on a later one, as after a question mark. */
const COLON = /[ \t]*(?::|[\r\n]\s*:(?=\s|$))/y;

/** Whether a colon follows, as it does after keys alone. */
function isBeforeColon({ input, position }: State): boolean {
  COLON.lastIndex = position;
  return COLON.test(input);
}

/** Keys are followed by their values; a key without a colon has none. */
function fieldsOf(children: readonly ReadValue[]): ReadonlyMap<string, PositionNode> {
  const fields = new Map<string, PositionNode>();
  for (let index = 0; index < children.length; index++) {
    const key = children[index];
    if (key === undefined) break;
    const held = key.isKey ? children[++index]?.node : undefined;
    const { line, lineStart, offset } = key.node;
    const isScalar = held?.fields === undefined && held?.items === undefined;
    fields.set(
      String(key.value),
      isScalar ? key.node : { line, lineStart, offset, fields: held.fields, items: held.items },
    );
  }
  return fields;
}

/** A map of one pair may stand in a list without braces: its key is the item. */
function itemsOf(children: readonly ReadValue[]): readonly PositionNode[] {
  return children.filter((_, index) => children[index - 1]?.isKey !== true).map(({ node }) => node);
}
