import type { FlagCatalog } from './flag-facts';

/** The command line of an engine: how its parser reads arguments, and what is known of its flags. */
export interface EngineFlags {
  /** The engine's name as its users write it. */
  readonly engine: string;
  /** First part of the identifiers of faults, such as `vllm`. */
  readonly family: string;
  /** The facts, read on first use. */
  readonly catalog: () => FlagCatalog;
  /** Whether an argument is the program itself: what stands before belongs to a launcher such as `python`. */
  readonly isProgram: (arg: string) => boolean;
  /** A flag's name as the parser looks it up. */
  readonly canonicalName: (name: string) => string;
  /** Arguments with a dash that are rewritten before the parser sees them. @default none */
  readonly isRewritten?: (arg: string) => boolean;
  /** Whether `--x.key 3` sets one member of a JSON value. */
  readonly dottedKeys: boolean;
  /** Whether a JSON value may also be bare text. */
  readonly textForJson: boolean;
  /** Suffixed integers, such as `8k`. */
  readonly humanInteger: HumanInteger;
}

/** How an engine reads integers with a suffix. */
export interface HumanInteger {
  readonly pattern: RegExp;
  /** Example of the form, for messages. */
  readonly example: string;
  /** Factors by suffix. */
  readonly factors: Readonly<Record<string, number>>;
  /** First version that reads them; earlier ones take digits only. @default every one that has the flag */
  readonly since?: string;
}
