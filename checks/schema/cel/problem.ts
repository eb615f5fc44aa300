/** Why an expression cannot be evaluated here; it never leaves this folder. */
export class CelProblem extends Error {}
