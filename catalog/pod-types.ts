import { isRecord, isText, readCatalog } from './catalog-row';

/** A type of Go, as far as its JSON depends on it. */
export type GoType =
  | { readonly kind: 'string' | 'int' | 'bool' | 'quantity' | 'int-or-string' | 'time' | 'any' }
  | { readonly kind: 'pointer' | 'list' | 'map'; readonly of: GoType }
  | GoStruct;

export interface GoStruct {
  readonly kind: 'struct';
  readonly name: string;
  /** By their names in JSON, in the order in which Go writes them. */
  readonly fields: ReadonlyMap<string, GoField>;
}

export interface GoField {
  readonly type: GoType;
  /** Whether it is written where it has its zero value, too. */
  readonly isAlwaysWritten: boolean;
  /** Of a list whose items a strategic merge patch merges: the field that tells them apart. */
  readonly mergeKey?: string;
}

const FILE = 'pod-types.json';

const LEAVES = ['string', 'int', 'bool', 'quantity', 'int-or-string', 'time', 'any'] as const;

/** Types of a pod and of what is in it, by their names in Go, such as `PodSpec` and `Container`. */
export function podType(name: string): GoStruct {
  types ??= new PodTypes();
  return types.named(name);
}

let types: PodTypes | undefined;

class PodTypes {
  private readonly written = readCatalog(FILE).required('types', isRecord);
  private readonly known = new Map<string, GoStruct>();

  named(name: string): GoStruct {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const fields = this.written[name];
    if (!isRecord(fields)) throw new Error(`${FILE}: there is no type ${name}`);
    const type: GoStruct = {
      kind: 'struct',
      name,
      fields: new Map(Object.entries(fields).map(([field, spelled]) => [field, this.field(spelled)])),
    };
    this.known.set(name, type);
    return type;
  }

  /** A type, and after blanks `merge` with a key, and `always`. */
  private field(spelled: unknown): GoField {
    if (!isText(spelled)) throw new Error(`${FILE}: ${JSON.stringify(spelled)} is no type`);
    const [, type = '', mergeKey, always] = /^(.*?)(?: merge (\S+))?( always)?$/.exec(spelled) ?? [];
    return { type: this.type(type), mergeKey, isAlwaysWritten: always !== undefined };
  }

  private type(spelled: string): GoType {
    if (spelled.startsWith('*')) return { kind: 'pointer', of: this.type(spelled.slice(1)) };
    if (spelled.startsWith('[]')) return { kind: 'list', of: this.type(spelled.slice(2)) };
    if (spelled.startsWith('map ')) return { kind: 'map', of: this.type(spelled.slice(4)) };
    const leaf = LEAVES.find((kind) => kind === spelled);
    return leaf === undefined ? this.named(spelled) : { kind: leaf };
  }
}
