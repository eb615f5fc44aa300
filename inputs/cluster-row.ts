import type { Fields } from '../sources/configuration/fields';

/** Columns of a row that may be left out. */
export class OptionalColumns {
  public constructor(private readonly fields: Fields) {}

  public text(column: string): string | undefined {
    return this.fields.text(column);
  }

  public number(column: string): number | undefined {
    return this.fields.number(column);
  }

  public flag(column: string): boolean | undefined {
    return this.fields.flag(column);
  }

  public texts(column: string): readonly string[] | undefined {
    return this.fields.texts(column);
  }

  /**
   * What a word of the table stands for.
   *
   * @param values - by the words that the column may have, such as platforms, accelerators or environments
   */
  public oneOf<Value>(column: string, values: Readonly<Record<string, Value>>): Value | undefined {
    const word = this.fields.choice(column, Object.keys(values));
    return word === undefined ? undefined : values[word];
  }
}

/** Columns of one row of a table. Each must be there; a column that nobody asks for is an error. */
export class ClusterRow {
  /** Those that may be left out. */
  public readonly optional: OptionalColumns;

  public constructor(private readonly fields: Fields) {
    this.optional = new OptionalColumns(fields);
  }

  public text(column: string): string {
    return this.needed(column, '', this.optional.text(column));
  }

  public number(column: string): number {
    return this.needed(column, 0, this.optional.number(column));
  }

  public flag(column: string): boolean {
    return this.needed(column, false, this.optional.flag(column));
  }

  public texts(column: string): readonly string[] {
    return this.needed(column, [], this.optional.texts(column));
  }

  /**
   * What a word of the table stands for.
   *
   * @param values - by the words that the column may have, such as platforms, accelerators or environments
   * @throws TypeError if there are none
   */
  public oneOf<Value>(column: string, values: Readonly<Record<string, Value>>): Value {
    const words = Object.keys(values);
    const [first] = Object.entries(values);
    if (first === undefined) throw new TypeError(`The column '${column}' may have no value`);
    const word = this.fields.choice(column, words);
    if (!this.fields.has(column)) this.fields.missing(column, `Write one of ${words.join(', ')}.`);
    const [, value] = Object.entries(values).find(([known]) => known === word) ?? first;
    return value;
  }

  /** @param standIn - of a row that is left out, since this column of it is wrong */
  private needed<Value>(column: string, standIn: Value, value: Value | undefined): Value {
    if (value === undefined && !this.fields.has(column)) this.fields.missing(column, `State '${column}'.`);
    return value ?? standIn;
  }
}
