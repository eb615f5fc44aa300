/** Entries by the keys that lead to them: a change of ten thousand objects is not to ask each of ten thousand others. */
export class KeyIndex<T> {
  private byKey: Map<string, T[]> | undefined;

  /** Looks at the entries once it is asked for some. */
  public constructor(
    private readonly entries: () => readonly T[],
    private readonly keysOf: (entry: T) => readonly string[],
  ) {}

  /** Each entry once. */
  public of(keys: readonly string[]): readonly T[] {
    this.byKey ??= this.indexed();
    return [...new Set(keys.flatMap((key) => this.byKey?.get(key) ?? []))];
  }

  private indexed(): Map<string, T[]> {
    const byKey = new Map<string, T[]>();
    for (const entry of this.entries()) {
      for (const key of new Set(this.keysOf(entry))) {
        const known = byKey.get(key);
        if (known === undefined) byKey.set(key, [entry]);
        else known.push(entry);
      }
    }
    return byKey;
  }
}
