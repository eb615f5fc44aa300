import type { IConstruct } from 'constructs';

const runtimes = new WeakMap<IConstruct, IConstruct>();

/** Records that the objects of a service hold the engine of a runtime in full, since the platform has none for runtimes. */
export function recordHeldEngine(service: IConstruct, runtime: IConstruct): void {
  runtimes.set(service, runtime);
}

/** The runtime whose engine a construct holds, as the objects inside of such a service do. */
export function runtimeHeldBy(construct: IConstruct): IConstruct | undefined {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    const runtime = runtimes.get(scope);
    if (runtime !== undefined) return runtime;
  }
  return undefined;
}
