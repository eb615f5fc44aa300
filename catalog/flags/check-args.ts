import type { Fault, Severity } from '../../checks/finding';
import { nearestName } from '../nearest-name';
import { checkValue } from './check-value';
import type { EngineFlags } from './engine-flags';
import type { FlagFacts } from './flag-facts';
import { type FlagArgument, parseArgs } from './parse-args';
import type { FlagResolution } from './resolve-flag';
import { compareVersions, describeRange } from './version';
import { versionDoubt } from './version-doubt';

/** As many names as somebody reads. */
const MOST_NAMES = 8;

const EXITS = 'argparse exits with status 2 before the model loads, and the pod restarts for ever';

/** The engine and its version that the arguments are for, as far as it is known. */
interface Target {
  readonly engine: EngineFlags;
  readonly version: string;
  /** Whether no version was stated, so that the newest catalogued one is taken. */
  readonly assumed: boolean;
  /** Negative for a version older than the catalogued one, positive for a newer one. */
  readonly age: number;
  /** Whether names are looked for that are like an unknown one; not where nearly all are unknown. */
  readonly suggests: boolean;
}

/** Beyond as many unknown flags nobody mistyped them: they are another program's. */
const MOST_MISTYPED = 50;

type Of<Kind extends FlagResolution['kind']> = Extract<FlagResolution, { readonly kind: Kind }>;

/**
 * What the parser of an engine in a version would refuse in an argument list: flags that no version knows, that the
 * version does not have yet or any more, and values of a wrong type, outside the choices or out of bounds.
 *
 * Where the catalog knows a flag's versions as an interval and the version lies in it, nothing is said of a newer flag,
 * and a removed one is a note. Values are known for the catalogued version only; for another version most faults of
 * values are notes. Values with a placeholder (`$(VAR)`, `{{`) are accepted. Nothing is said of positional arguments.
 *
 * @param args the arguments of the container, with or without the program before them
 * @param version undefined stands for the newest catalogued one
 */
export function checkArgs(engine: EngineFlags, args: readonly string[], version: string | undefined): readonly Fault[] {
  const { newestVersion } = engine.catalog();
  const given = parseArgs(engine, args, version ?? newestVersion);
  const target = {
    engine,
    version: version ?? newestVersion,
    assumed: version === undefined,
    age: compareVersions(version ?? newestVersion, newestVersion),
    suggests: given.filter(({ resolution }) => resolution.kind === 'unknown').length <= MOST_MISTYPED,
  };
  return given.flatMap((argument) => {
    const fault = faultOf(argument, target);
    return fault === undefined ? [] : [{ ...fault, field: `args[${argument.index}]` }];
  });
}

function faultOf(argument: FlagArgument, target: Target): Fault | undefined {
  const { name, resolution } = argument;
  switch (resolution.kind) {
    case 'accepted':
      return undefined;
    case 'known':
      return wrongValue(argument, resolution.facts, target) ?? deprecatedFlag(name, resolution.facts, target);
    case 'newer':
      return newerFlag(name, resolution, target);
    case 'removed':
      return removedFlag(name, resolution, target);
    case 'ambiguous':
      return ambiguousFlag(name, resolution, target);
    case 'unknown':
      return name.includes(' ') ? twoArgumentsInOne(name, target) : unknownFlag(name, target);
  }
}

function wrongValue(argument: FlagArgument, facts: FlagFacts, target: Target): Fault | undefined {
  const { engine, version, assumed, age } = target;
  const fault = checkValue(engine, argument, facts, version);
  if (fault === undefined) return undefined;
  const { newestVersion } = engine.catalog();
  const common = { id: `${engine.family}/flag-value`, problem: `${argument.name} ${fault.problem}`, mend: fault.mend };
  const consequence = `${engine.engine} refuses the value and exits before the model loads, and the pod restarts for ever`;
  if (fault.holdsForAllVersions ? age <= 0 : age === 0 && !assumed)
    return { ...common, severity: 'error', consequence };
  const doubt =
    versionDoubt(assumed ? undefined : version, newestVersion) ??
    `What ${version} does is not known; this is what ${newestVersion} does.`;
  return { ...common, severity: assumed ? 'warning' : 'note', consequence: `${consequence}. ${doubt}` };
}

/** Since when a flag is deprecated is not known, so nothing is said for versions before the catalogued one. */
function deprecatedFlag(name: string, facts: FlagFacts, { engine, version, age }: Target): Fault | undefined {
  if (!facts.deprecated || age < 0) return undefined;
  const common = {
    id: `${engine.family}/deprecated-flag`,
    problem: `${name} is deprecated in ${engine.engine} ${version}`,
    mend: successorOf(name, facts.replacedBy),
  };
  switch (facts.effect) {
    case 'exits with an error':
      return { ...common, severity: 'error', consequence: EXITS };
    case 'ignored with a warning':
      return { ...common, severity: 'warning', consequence: 'it has no effect' };
    case undefined:
      return { ...common, severity: 'note', consequence: 'it is still obeyed, but a later version may drop it' };
  }
}

function newerFlag(name: string, { facts, readAs }: Of<'newer'>, { engine, version }: Target): Fault {
  return {
    id: `${engine.family}/newer-flag`,
    severity: 'error',
    problem: `${engine.engine} ${version} does not have ${name} yet: it came ${describeRange(facts.since)}`,
    consequence: exitsOrReadsAs(readAs),
    mend: `leave ${name} out, or take an image of a later version`,
  };
}

function removedFlag(name: string, { facts, removed, readAs }: Of<'removed'>, target: Target): Fault | undefined {
  if (removed === 'no') return undefined;
  const { engine, version, assumed } = target;
  const isDecided = removed === 'yes';
  const severity: Severity = assumed ? 'warning' : isDecided ? 'error' : 'note';
  const date = facts.removedOn === undefined ? '' : `, on ${facts.removedOn}`;
  const when = `${engine.engine} removed ${name} ${describeRange(facts.removedIn)}${date}`;
  return {
    id: `${engine.family}/removed-flag`,
    severity,
    problem: assumed
      ? `${when}, and the image does not state its version`
      : `${when}${isDecided ? `, so ${version} does not have it` : ''}`,
    consequence: isDecided ? exitsOrReadsAs(readAs) : `where ${version} lacks it, ${EXITS}`,
    mend: successorOf(name, facts.replacedBy),
  };
}

function exitsOrReadsAs(readAs: string | undefined): string {
  return readAs === undefined ? EXITS : `argparse takes it for an abbreviation of ${readAs} and sets that instead`;
}

function successorOf(name: string, replacedBy: string | undefined): string {
  if (replacedBy === undefined) return `leave ${name} out`;
  return replacedBy.startsWith('--') ? `use ${replacedBy}` : `leave ${name} out: ${replacedBy}`;
}

function ambiguousFlag(name: string, { candidates }: Of<'ambiguous'>, { engine, age }: Target): Fault {
  return {
    id: `${engine.family}/ambiguous-flag`,
    severity: age > 0 ? 'note' : 'error',
    problem: `${name} abbreviates several flags`,
    consequence: EXITS,
    mend: `write the whole name: ${someOf(candidates)}`,
  };
}

function someOf(names: readonly string[]): string {
  const [first, rest] = [names.slice(0, MOST_NAMES), names.length - MOST_NAMES];
  return rest > 0 ? `${first.join(', ')} or one of ${rest} others` : first.join(', ');
}

function twoArgumentsInOne(text: string, { engine }: Target): Fault {
  return {
    id: `${engine.family}/two-arguments-in-one`,
    severity: 'error',
    problem: `"${text}" is one argument with a space in it, which no flag has in its name`,
    consequence: `to ${engine.engine} it is a positional argument and not a flag: ${EXITS}`,
    mend: `write ${text.replace(/ +/, '=')}, or a flag and its value as two arguments`,
  };
}

function unknownFlag(name: string, { engine, version, age, suggests }: Target): Fault {
  const { flags, newestVersion } = engine.catalog();
  const nearest = suggests ? nearestName(name, flags.keys()) : undefined;
  const isCovered = age <= 0;
  return {
    id: `${engine.family}/unknown-flag`,
    severity: isCovered ? 'error' : 'note',
    problem: isCovered
      ? `no version of ${engine.engine} up to ${newestVersion} has ${name}`
      : `${name} is not in the catalog, which ends before ${version} at ${newestVersion}`,
    consequence: isCovered ? EXITS : `where ${version} lacks it, ${EXITS}`,
    mend:
      nearest === undefined
        ? 'remove it; if the image is a fork that adds it, acknowledge this finding with that reason'
        : `did you mean ${nearest}? If the image is a fork that adds ${name}, acknowledge this finding with that reason`,
  };
}
