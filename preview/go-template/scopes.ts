/** Variables by name, the innermost scope last. */
export class Scopes<T> {
  /** A round of a loop is a scope, and most declare nothing. */
  private readonly scopes: (Map<string, T> | undefined)[] = [undefined];

  enter(): void {
    this.scopes.push(undefined);
  }

  leave(): void {
    this.scopes.pop();
  }

  declare(name: string, value: T): void {
    const last = this.scopes.length - 1;
    (this.scopes[last] ??= new Map<string, T>()).set(name, value);
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
    return this.scopes.findLast((scope) => scope?.has(name) === true);
  }
}
