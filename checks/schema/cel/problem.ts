/** Why an expression cannot be evaluated here; it never leaves this folder. */
export class CelProblem extends Error {}

/** Why a text is no expression of CEL at all, whatever functions and names are known. */
export class CelSyntaxProblem extends CelProblem {}
