import { isLateBound, parseArgs } from '../../../catalog/flags/parse-args';
import { compareVersions } from '../../../catalog/flags/version';
import { SGLANG_ENGINE_FLAGS } from '../../../catalog/sglang-engine-flags';
import { arrayAt, textAt } from '../../../kubernetes/manifest';
import type { EngineLaunch } from '../engine-launch';
import type { GivenFlags } from '../flags';

/** Flags by which SGLang copies the attention, or deals out sizes, by the model: nothing is reckoned beside them. */
const SIZES_OF_ITS_OWN: readonly string[] = [
  '--enable-prefill-cp',
  '--enable-prefill-context-parallel',
  '--enable-dsa-prefill-context-parallel',
  '--enable-nsa-prefill-context-parallel',
  '--dwdp-size',
];

/** A command line of SGLang, and how far it is known what is on it. */
export class SglangStart {
  /** The version in the image, or the newest that the catalog knows. */
  public readonly version: string;
  private readonly isWhole: boolean;

  /** @param isPartial - whether a service may add flags, as it does to its runtime's */
  public constructor(
    public readonly launch: EngineLaunch,
    private readonly flags: GivenFlags,
    isPartial: boolean,
  ) {
    this.version = launch.version ?? SGLANG_ENGINE_FLAGS.catalog().newestVersion;
    this.isWhole = !isPartial && !flags.has('--config') && !this.hasUnknownWords();
  }

  public has(flag: string): boolean {
    return this.flags.has(flag);
  }

  /** Whether a flag is not given for certain: neither by a file, nor by a variable, nor by a service. */
  public lacks(flag: string): boolean {
    // A flag that the catalog dropped is among the words alone.
    return this.isWhole && !this.flags.has(flag) && !this.launch.words.some((word) => word.split('=', 1)[0] === flag);
  }

  /** A flag's text, or what holds without it; undefined where that is known only in the pod. */
  public text(flag: string, otherwise?: string): string | undefined {
    return this.lacks(flag) ? otherwise : this.flags.text(flag);
  }

  /** A whole number, or what holds without it; undefined where that is known only in the pod. */
  public count(flag: string, otherwise: number): number | undefined {
    return this.flags.has(flag) || this.isWhole ? this.flags.count(flag, otherwise) : undefined;
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

  /** Whether the pods of a group share the model's copies of the attention alone; undefined where it is not known. */
  public copiesAttention(): boolean | undefined {
    const copies = this.count('--dp-size', 1);
    if (copies === undefined || this.hasSizesOfItsOwn()) return undefined;
    if (this.has('--enable-dp-attention')) return copies > 1;
    return this.lacks('--enable-dp-attention') ? false : undefined;
  }

  /** Whether the model decides over sizes that the flags state. */
  public hasSizesOfItsOwn(): boolean {
    return SIZES_OF_ITS_OWN.some((flag) => this.has(flag));
  }

  /** Stages of the pipeline; models that generate by diffusion have none, whatever is stated. */
  public stages(): number | undefined {
    return this.has('--dllm-algorithm') ? undefined : this.count('--pp-size', 1);
  }

  /** What a pod does where prefill and decode are apart, `null` where they are not; undefined where it is not known. */
  public role(): string | undefined {
    return this.has('--dllm-algorithm') ? undefined : this.text('--disaggregation-mode', 'null');
  }

  /** Texts that a shell or a template puts in at places where flags may stand. */
  private hasUnknownWords(): boolean {
    const { words } = this.launch;
    const taken = new Set(
      this.argumentsOfLine().flatMap(({ index, joined, values }) =>
        Array.from({ length: joined ? 1 : 1 + values.length }, (_, offset) => index + offset),
      ),
    );
    const first = 1 + words.findLastIndex(SGLANG_ENGINE_FLAGS.isProgram);
    return words.some((word, index) => index >= first && !taken.has(index) && isLateBound(word));
  }

  private argumentsOfLine(): ReturnType<typeof parseArgs> {
    return parseArgs(SGLANG_ENGINE_FLAGS, this.launch.words, this.version);
  }
}
