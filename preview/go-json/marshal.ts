import type { GoStruct, GoType } from '../../catalog/pod-types';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { FieldPathSegment } from '../../kubernetes/field-path';

/** A text of some JSON in which a template begins, and where its letters stand. */
export interface TemplateSpan {
  readonly start: number;
  readonly end: number;
  readonly path: readonly FieldPathSegment[];
}

export interface GoJson {
  readonly text: string;
  /** In the order in which they stand in the JSON. */
  readonly templates: readonly TemplateSpan[];
}

/** What Go writes in other words than JavaScript; and escaped backslashes, so that what follows is no escape. */
const ESCAPED = /\\\\|[<>&\u2028\u2029]|\\ud[89a-f][0-9a-f]{2}/g;

/**
 * A value that `asGoWritesIt` gave, as the text that json.Marshal makes of it: fields in the order of the struct, keys
 * of maps sorted, and with the escapes that keep JSON from being taken for HTML. The order shows where a template reaches
 * from one field into the next, and in which of several faults Go stops.
 *
 * @see https://github.com/golang/go/blob/master/src/encoding/json/encode.go appendString
 */
export function marshal(value: JsonObject, type: GoStruct): GoJson {
  const writer = new Writer();
  writer.write(value, type);
  return { text: writer.parts.join(''), templates: writer.templates };
}

/** A text as Go writes it, without the quotation marks. */
export function goStringContent(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(ESCAPED, (part) => {
      if (part === '\\\\') return part;
      return part.startsWith('\\') ? '\\ufffd' : `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
}

const ANY: GoType = { kind: 'any' };

class Writer {
  readonly parts: string[] = [];
  readonly templates: TemplateSpan[] = [];
  private readonly path: FieldPathSegment[] = [];
  private length = 0;

  write(value: JsonValue, type: GoType): void {
    if (type.kind === 'pointer' && value !== null) this.write(value, type.of);
    else if (typeof value === 'string') this.text(value);
    else if (isArray(value)) this.list(value, type.kind === 'list' ? type.of : ANY);
    else if (isObject(value) && type.kind === 'struct')
      this.object(fieldsOf(value, type), (key) => type.fields.get(key)?.type);
    else if (isObject(value)) this.object(sortedEntries(value), () => (type.kind === 'map' ? type.of : ANY));
    else this.put(JSON.stringify(value));
  }

  private text(value: string): void {
    const content = goStringContent(value);
    const start = this.length + 1;
    this.put(`"${content}"`);
    if (content.includes('{{')) this.templates.push({ start, end: start + content.length, path: [...this.path] });
  }

  private list(items: readonly JsonValue[], type: GoType): void {
    this.put('[');
    items.forEach((item, index) => {
      if (index > 0) this.put(',');
      this.inside(index, () => {
        this.write(item, type);
      });
    });
    this.put(']');
  }

  private object(
    entries: readonly (readonly [string, JsonValue])[],
    typeOf: (key: string) => GoType | undefined,
  ): void {
    this.put('{');
    entries.forEach(([key, value], index) => {
      this.inside(key, () => {
        if (index > 0) this.put(',');
        this.text(key);
        this.put(':');
        this.write(value, typeOf(key) ?? ANY);
      });
    });
    this.put('}');
  }

  private inside(step: FieldPathSegment, write: () => void): void {
    this.path.push(step);
    write();
    this.path.pop();
  }

  private put(part: string): void {
    this.parts.push(part);
    this.length += part.length;
  }
}

function fieldsOf(value: JsonObject, { fields }: GoStruct): readonly (readonly [string, JsonValue])[] {
  return [...fields.keys()].flatMap((name) => {
    const field = Object.hasOwn(value, name) ? value[name] : undefined;
    return field === undefined ? [] : [[name, field] as const];
  });
}

/** Keys as Go sorts them: by their bytes. */
function sortedEntries(value: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(value).sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}
