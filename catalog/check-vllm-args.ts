import type { Fault, Severity } from '../checks/finding';
import { checkVllmValue } from './check-vllm-value';
import { nearestName } from './nearest-name';
import { parseVllmArgs, type VllmArgument } from './parse-vllm-args';
import type { VllmFlagResolution } from './resolve-vllm-flag';
import { type VllmFlagFacts, vllmFlagCatalog } from './vllm-flag-facts';
import { compareVersions, describeRange } from './vllm-version';

export { vllmVersionOfImage } from './vllm-version';

const EXITS = 'argparse exits with status 2 before the model loads, and the pod restarts for ever';

/** The version that the arguments are for, as far as it is known. */
interface Target {
  readonly version: string;
  /** Whether no version was stated, so that the newest catalogued one is taken. */
  readonly assumed: boolean;
  /** Negative for a version older than the catalogued one, positive for a newer one. */
  readonly age: number;
}

type Of<Kind extends VllmFlagResolution['kind']> = Extract<VllmFlagResolution, { readonly kind: Kind }>;

/**
 * What the parser of `vllm serve` in a version would refuse in an argument list: flags that no version knows, that the
 * version does not have yet or any more, and values of a wrong type, outside the choices or out of bounds.
 *
 * The flags of 0.6.0 to 0.10.0 are known by release, later ones as intervals between branch points; where an interval
 * leaves a flag open nothing is said of a newer flag, and a removed one is a note. Values are known for the catalogued
 * version only; for another version most faults of values are notes. Values with a placeholder (`$(VAR)`, `{{`) are
 * accepted. Nothing is said of positional arguments.
 *
 * @param args the arguments of the container, with or without `serve <model>` before them
 * @param version such as `0.11.0`, see {@link vllmVersionOfImage}; undefined stands for the newest catalogued one
 */
export function checkVllmArgs(args: readonly string[], version: string | undefined): readonly Fault[] {
  const { newestVersion } = vllmFlagCatalog();
  const target = {
    version: version ?? newestVersion,
    assumed: version === undefined,
    age: compareVersions(version ?? newestVersion, newestVersion),
  };
  return parseVllmArgs(args, target.version).flatMap((argument) => {
    const fault = faultOf(argument, target);
    return fault === undefined ? [] : [{ ...fault, field: `args[${argument.index}]` }];
  });
}

function faultOf(argument: VllmArgument, target: Target): Fault | undefined {
  const { name, resolution } = argument;
  switch (resolution.kind) {
    case 'accepted':
      return undefined;
    case 'known':
      return wrongValue(argument, resolution.facts, target);
    case 'newer':
      return newerFlag(name, resolution, target);
    case 'removed':
      return removedFlag(name, resolution, target);
    case 'ambiguous':
      return ambiguousFlag(name, resolution, target);
    case 'unknown':
      return name.includes(' ') ? twoArgumentsInOne(name) : unknownFlag(name, target);
  }
}

function wrongValue(argument: VllmArgument, facts: VllmFlagFacts, { version, age }: Target): Fault | undefined {
  const fault = checkVllmValue(argument, facts);
  if (fault === undefined) return undefined;
  const isCertain = age === 0 || (age < 0 && fault.holdsForAllVersions);
  const { newestVersion } = vllmFlagCatalog();
  return {
    id: 'vllm/flag-value',
    severity: isCertain ? 'error' : 'note',
    problem: `${argument.name} ${fault.problem}`,
    consequence: isCertain
      ? 'vLLM refuses the value and exits before the model loads, and the pod restarts for ever'
      : `vLLM ${newestVersion} refuses the value; what ${version} does is not in the catalog`,
    mend: fault.mend,
  };
}

function newerFlag(name: string, { facts, readAs }: Of<'newer'>, { version }: Target): Fault {
  return {
    id: 'vllm/newer-flag',
    severity: 'error',
    problem: `vLLM ${version} does not have ${name} yet: it came ${describeRange(facts.since)}`,
    consequence: exitsOrReadsAs(readAs),
    mend: `leave ${name} out, or take an image of a later version`,
  };
}

function removedFlag(name: string, { facts, removed, readAs }: Of<'removed'>, target: Target): Fault | undefined {
  if (removed === 'no') return undefined;
  const isDecided = removed === 'yes';
  const severity: Severity = target.assumed ? 'warning' : isDecided ? 'error' : 'note';
  const when = `${describeRange(facts.removedIn)}, on ${facts.removedOn}`;
  return {
    id: 'vllm/removed-flag',
    severity,
    problem: target.assumed
      ? `vLLM removed ${name} ${when}, and the image does not state its version`
      : `vLLM removed ${name} ${when}${isDecided ? `, so ${target.version} does not have it` : ''}`,
    consequence: isDecided ? exitsOrReadsAs(readAs) : `where ${target.version} lacks it, ${EXITS}`,
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

function ambiguousFlag(name: string, { candidates }: Of<'ambiguous'>, { age }: Target): Fault {
  return {
    id: 'vllm/ambiguous-flag',
    severity: age > 0 ? 'note' : 'error',
    problem: `${name} abbreviates several flags`,
    consequence: EXITS,
    mend: `write the whole name: ${candidates.join(', ')}`,
  };
}

function twoArgumentsInOne(text: string): Fault {
  return {
    id: 'vllm/two-arguments-in-one',
    severity: 'error',
    problem: `"${text}" is one argument with a space in it, which no flag has in its name`,
    consequence: `to vLLM it is a positional argument and not a flag: ${EXITS}`,
    mend: `write ${text.replace(/ +/, '=')}, or a flag and its value as two arguments`,
  };
}

function unknownFlag(name: string, { version, age }: Target): Fault {
  const { flags, newestVersion } = vllmFlagCatalog();
  const nearest = nearestName(name, flags.keys());
  const isCovered = age <= 0;
  return {
    id: 'vllm/unknown-flag',
    severity: isCovered ? 'error' : 'note',
    problem: isCovered
      ? `no version of vLLM up to ${newestVersion} has ${name}`
      : `${name} is not in the catalog, which ends before ${version} at ${newestVersion}`,
    consequence: isCovered ? EXITS : `where ${version} lacks it, ${EXITS}`,
    mend:
      nearest === undefined
        ? 'remove it; if the image is a fork that adds it, acknowledge this finding with that reason'
        : `did you mean ${nearest}? If the image is a fork that adds ${name}, acknowledge this finding with that reason`,
  };
}
