/** Variables by name, the innermost scope last. */
export class Scopes<T> {
  private readonly scopes: Map<string, T>[] = [new Map<string, T>()];

  enter(): void {
    this.scopes.push(new Map());
  }

  leave(): void {
    this.scopes.pop();
  }

  declare(name: string, value: T): void {
    this.scopes.at(-1)?.set(name, value);
  }

  /** Whether the variable existed. */
  assign(name: string, value: T): boolean {
    const scope = this.scopeOf(name);
    scope?.set(name, value);
    return scope !== undefined;
  }

  has(name: string): boolean {
    return this.scopeOf(name) !== undefined;
  }

  get(name: string): T | undefined {
    return this.scopeOf(name)?.get(name);
  }

  private scopeOf(name: string): Map<string, T> | undefined {
    return this.scopes.findLast((scope) => scope.has(name));
  }
}
