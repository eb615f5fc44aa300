import { Failure } from './value';

/**
 * The steps that evaluation may still take, so that no rule runs for long on large lists. Kubernetes has such a limit
 * too, of another measure: a rule that exceeds this one is undecided.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/apis/cel/config.go RuntimeCELCostBudget
 */
export class Steps {
  public readonly exhausted: Failure;
  private left: number;

  public constructor(most: number) {
    this.left = most;
    this.exhausted = new Failure('undecided', `the rules take more than ${most} steps on this object`);
  }

  public get areSpent(): boolean {
    return this.left < 0;
  }

  /** Whether so many steps may be taken. */
  public take(count: number): boolean {
    this.left -= count;
    return this.left >= 0;
  }
}
