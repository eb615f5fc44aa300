/** Why a template gives no text, and where in it. */
export interface TemplateFault {
  /** In UTF-16 code units, from 0. */
  readonly offset: number;
  /** Line in the template, from 1. */
  readonly line: number;
  /** Character in the line, from 1. */
  readonly column: number;
  /** What is wrong, in Go's words where Go has some. */
  readonly problem: string;
  readonly stage: FaultStage;
}

/**
 * `parse`: Go refuses the template. `execute`: Go stops on these data. `preview`: Go may take it, this evaluator does
 * not know it, so nothing is said of the template.
 */
export type FaultStage = 'parse' | 'execute' | 'preview';

/** Carries a problem from where it is found to where its place is known; it never leaves the folders of templates. */
export class TemplateProblem extends Error {
  constructor(
    readonly problem: string,
    readonly stage: FaultStage,
    readonly offset?: number,
  ) {
    super(problem);
  }
}

/** The place of an offset as editors count it. */
export function faultAt(text: string, offset: number, problem: string, stage: FaultStage): TemplateFault {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    offset,
    line: before.split('\n').length,
    column: Array.from(before.slice(lineStart)).length + 1,
    problem,
    stage,
  };
}
