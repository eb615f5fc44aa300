import type { IConstruct } from 'constructs';

const assigned = new WeakMap<IConstruct, number>();

/**
 * Puts constructs into another wave of their Application than the one their kind suggests. What an object's annotation
 * `argocd.argoproj.io/sync-wave` says precedes both.
 */
export class ArgoWaves {
  public static of(construct: IConstruct): ArgoWaves {
    return new ArgoWaves(construct);
  }

  /** The wave assigned to the nearest scope of a construct, if any. */
  public static assignedTo(construct: IConstruct): number | undefined {
    for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
      const wave = assigned.get(scope);
      if (wave !== undefined) return wave;
    }
    return undefined;
  }

  private constructor(private readonly construct: IConstruct) {}

  /** @param wave - a whole number; Argo CD applies lower ones first, and those without a wave in wave 0 */
  public assign(wave: number): void {
    assigned.set(this.construct, wave);
  }
}
