import { isLateBound, parseArgs } from '../../catalog/flags/parse-args';
import { compareVersions } from '../../catalog/flags/version';
import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { EngineLaunch } from './engine-launch';
import { engineFlags } from './flags';
import type { GivenFlags } from './flags';

/** A command line of an engine, and how far it is known what is on it. */
export class EngineStart {
  /** The version in the image, or the newest that the catalog knows. */
  public readonly version: string;
  private whole: boolean | undefined;

  /** @param isPartial - whether a service may add flags, as it does to its runtime's */
  public constructor(
    public readonly launch: EngineLaunch,
    private readonly flags: GivenFlags,
    private readonly isPartial: boolean,
  ) {
    this.version = launch.version ?? engineFlags(launch.engine).catalog().newestVersion;
  }

  /** Whether nothing else is on the command line: neither by a file, nor by a variable, nor by a service. */
  public get isWhole(): boolean {
    this.whole ??= !this.isPartial && !this.flags.has('--config') && !this.hasUnknownWords();
    return this.whole;
  }

  public has(flag: string): boolean {
    return this.flags.has(flag);
  }

  /** Whether a flag is not given for certain. */
  public lacks(flag: string): boolean {
    // A flag that the catalog dropped is among the words alone.
    return this.isWhole && !this.flags.has(flag) && !this.launch.words.some((word) => word.split('=', 1)[0] === flag);
  }

  /** Whether a switch is on for certain. */
  public isOn(flag: string): boolean {
    return this.flags.isOn(flag);
  }

  /** Whether a switch is off for certain, since it is not given or by `--no-enable-lora`. */
  public isOff(flag: string): boolean {
    return this.isTurnedOff(flag) || this.lacks(flag);
  }

  /** Whether a switch is given and off for certain. */
  public isTurnedOff(flag: string): boolean {
    return this.flags.isTurnedOff(flag);
  }

  /** A flag's text, or what holds without it; undefined where that is known only in the pod. */
  public text(flag: string, otherwise?: string): string | undefined {
    return this.lacks(flag) ? otherwise : this.flags.text(flag);
  }

  /** A whole number, or what holds without it; undefined where that is known only in the pod. */
  public count(flag: string, otherwise: number): number | undefined {
    return this.flags.has(flag) || this.isWhole ? this.flags.count(flag, otherwise) : undefined;
  }

  /** A whole number that is stated. */
  public stated(flag: string): number | undefined {
    return this.flags.has(flag) ? this.flags.count(flag, 0) : undefined;
  }

  /** The members of a JSON value that are stated. */
  public members(flag: string): JsonObject {
    return this.flags.members(flag);
  }

  /** The values of a flag that takes several; undefined where one of them is known only in the pod. */
  public list(flag: string): readonly string[] | undefined {
    const argument = this.argumentsOfLine().findLast(
      ({ resolution }) => resolution.kind === 'known' && resolution.facts.flag === flag,
    );
    return argument?.values.some(isLateBound) === true ? undefined : argument?.values;
  }

  /** The field in which a flag stands. */
  public fieldOf(flag: string): string {
    const index = this.flags.indexOf(flag);
    return index === undefined ? `${this.launch.container.path}.args` : this.launch.fieldOf(index);
  }

  /** Whether a variable is set, whatever to. */
  public sets(variable: string): boolean {
    return arrayAt(this.launch.container.container, 'env').some((each) => textAt(each, 'name') === variable);
  }

  /** Whether the version in the image is one of those from `since` on, and before `until`. */
  public isBetween(since: string, until?: string): boolean {
    return (
      compareVersions(this.version, since) >= 0 && (until === undefined || compareVersions(this.version, until) < 0)
    );
  }

  /** Texts that a shell or a template puts in at places where flags may stand. */
  private hasUnknownWords(): boolean {
    const { words, engine } = this.launch;
    const taken = new Set(
      this.argumentsOfLine().flatMap(({ index, joined, values }) =>
        Array.from({ length: joined ? 1 : 1 + values.length }, (_, offset) => index + offset),
      ),
    );
    const first = 1 + words.findLastIndex(engineFlags(engine).isProgram);
    return words.some((word, index) => index >= first && !taken.has(index) && isLateBound(word));
  }

  private argumentsOfLine(): ReturnType<typeof parseArgs> {
    return parseArgs(engineFlags(this.launch.engine), this.launch.words, this.version);
  }
}
