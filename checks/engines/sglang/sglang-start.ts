import { EngineStart } from '../engine-start';

/** Flags by which SGLang copies the attention, or deals out sizes, by the model: nothing is reckoned beside them. */
const SIZES_OF_ITS_OWN: readonly string[] = [
  '--enable-prefill-cp',
  '--enable-prefill-context-parallel',
  '--enable-dsa-prefill-context-parallel',
  '--enable-nsa-prefill-context-parallel',
  '--dwdp-size',
];

/** A command line of SGLang. */
export class SglangStart extends EngineStart {
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
}
