import { TemplateProblem } from './fault';

/** Steps and characters that one rendering may take, about a second's work; a ConfigMap holds a million bytes. */
const LIMIT = 4_000_000;

/** Ends a template that would run or grow without end. */
export class Allowance {
  private left = LIMIT;

  take(amount: number): void {
    this.left -= amount;
    if (this.left < 0) {
      throw new TemplateProblem(`the template takes more than ${LIMIT} steps and characters`, 'preview');
    }
  }
}
