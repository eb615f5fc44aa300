import type { EngineFlags } from './engine-flags';
import type { FlagFacts, RemovedFlagFacts } from './flag-facts';
import { type Certainty, happenedBy } from './version';

/** What the parser of one version of an engine makes of a flag's name. */
export type FlagResolution =
  | { readonly kind: 'known'; readonly facts: FlagFacts; readonly negated: boolean }
  /** The version certainly does not have the flag yet. */
  | { readonly kind: 'newer'; readonly facts: FlagFacts | RemovedFlagFacts; readonly readAs?: string }
  /** A later version than its own dropped the flag; `removed` says whether this version already has. */
  | {
      readonly kind: 'removed';
      readonly facts: RemovedFlagFacts;
      readonly removed: Certainty;
      readonly readAs?: string;
    }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown' }
  /** The flag of the parser itself, or a name that the catalog's version ranges leave open. */
  | { readonly kind: 'accepted' };

/** A spelling that argparse knows: a flag or its `--no-` form. */
interface Spelling {
  readonly text: string;
  readonly resolution: FlagResolution;
  /** Whether the version has it. */
  readonly present: Certainty;
}

/**
 * What an engine's parser makes of `name` (`--max-model-len`, `--no-enable-lora`, `-tp`, a unique prefix …), in its
 * canonical form and without dotted keys. An exact name wins over a prefix, as in argparse.
 *
 * @see https://docs.python.org/3/library/argparse.html#argument-abbreviations-prefix-matching
 */
export function resolveFlag(engine: EngineFlags, name: string, version: string): FlagResolution {
  if (name === '--help' || name === '-h') return { kind: 'accepted' };
  const spellings = spellingsOf(engine, version);
  const exact = spellings.find(({ text }) => text === name);
  if (exact?.present === 'yes' || exact?.present === 'undecided') return exact.resolution;
  const abbreviation = name.startsWith('--') ? resolveAbbreviation(name, spellings) : undefined;
  if (exact === undefined) return abbreviation ?? { kind: 'unknown' };
  return abbreviation?.kind === 'known' && 'readAs' in exact.resolution
    ? { ...exact.resolution, readAs: abbreviation.facts.flag }
    : exact.resolution;
}

function resolveAbbreviation(name: string, spellings: readonly Spelling[]): FlagResolution | undefined {
  const possible = spellings.filter(({ text, present }) => present !== 'no' && text !== name && text.startsWith(name));
  const [first] = possible;
  if (first === undefined) return undefined;
  if (possible.length === 1) return first.resolution;
  const certain = possible.filter(({ present }) => present === 'yes').map(({ text }) => text);
  return certain.length > 1 ? { kind: 'ambiguous', candidates: certain } : { kind: 'accepted' };
}

const spellingsByVersion = new WeakMap<EngineFlags, Map<string, readonly Spelling[]>>();

function spellingsOf(engine: EngineFlags, version: string): readonly Spelling[] {
  const known = spellingsByVersion.get(engine) ?? new Map<string, readonly Spelling[]>();
  spellingsByVersion.set(engine, known);
  const spellings = known.get(version) ?? readSpellings(engine, version);
  known.set(version, spellings);
  return spellings;
}

function readSpellings(engine: EngineFlags, version: string): readonly Spelling[] {
  const { flags, removedFlags } = engine.catalog();
  return [
    ...[...flags.values()].flatMap((facts) => currentSpellings(facts, version)),
    ...[...removedFlags.values()].flatMap((facts) => removedSpellings(facts, version)),
  ];
}

function currentSpellings(facts: FlagFacts, version: string): readonly Spelling[] {
  const present = happenedBy(facts.since, version);
  const spelling = (text: string, negated: boolean): Spelling => ({
    text,
    present,
    resolution: present === 'no' ? { kind: 'newer', facts, readAs: undefined } : { kind: 'known', facts, negated },
  });
  const negations = facts.type === 'boolean' ? [spelling(negationOf(facts.flag), true)] : [];
  return [...[facts.flag, ...facts.aliases].map((text) => spelling(text, false)), ...negations];
}

function removedSpellings(facts: RemovedFlagFacts, version: string): readonly Spelling[] {
  const added = happenedBy(facts.since, version);
  const removed = happenedBy(facts.removedIn, version);
  const stillPresent: Certainty = removed === 'no' ? added : 'undecided';
  const spelling = (text: string): Spelling => ({
    text,
    present: removed === 'yes' ? 'no' : stillPresent,
    resolution:
      added === 'no'
        ? { kind: 'newer', facts, readAs: undefined }
        : { kind: 'removed', facts, removed, readAs: undefined },
  });
  return [spelling(facts.flag), spelling(negationOf(facts.flag))];
}

/** The spelling that switches a boolean off. */
export const negationOf = (flag: string): string => `--no-${flag.slice(2)}`;
