import type { Severity } from '../finding';

/** What a rule looks at: `manifests` of anybody, `files` as they are read or written, or `props` of constructs alone. */
export type RuleSubject = 'manifests' | 'files' | 'props';

/** What a rule is about, whatever it was found in. Its findings say the same of one object, with values. */
export interface Rule {
  /** What is wrong, as a heading. */
  readonly title: string;
  /** As bad as its findings can be. */
  readonly severity: Severity;
  /** What the API server, a controller or the engine does, and why; a few sentences. */
  readonly about: string;
  /** What to do about it. */
  readonly mend: string;
  /** Addresses of upstream functions or documents that it restates, with the function's name after a blank. */
  readonly sources: readonly string[];
  readonly reads: RuleSubject;
}

/** Rules by their ids, `family/rule`. */
export type Rules = Readonly<Record<`${string}/${string}`, Rule>>;
