/** A place in a file. */
export interface FilePlace {
  /** As it was asked for, or `stdin`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /**
   * The text of the line.
   *
   * @default - it is not known
   */
  readonly excerpt?: string;
}

/** `file:line:column`, which terminals and editors jump to. */
export function placeInWords({ file, line, column }: FilePlace): string {
  return `${file}:${line}:${column}`;
}
