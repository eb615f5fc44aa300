/** Hears how far a long piece of work has come. */
export type ProgressListener = (stage: string, done: number, total: number) => void;

/** Work that ends sooner than this says nothing on the way. */
const QUIET_MILLISECONDS = 1000;
const INTERVAL_MILLISECONDS = 100;

/** A line on a terminal that tells how far work has come; on anything else, nothing. */
export class ProgressLine {
  private next: number;
  private shown = false;

  public constructor(
    private readonly stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
    private readonly now: () => number = Date.now,
  ) {
    this.next = now() + QUIET_MILLISECONDS;
  }

  public readonly listen: ProgressListener = (stage, done, total) => {
    if (!this.stream.isTTY || this.now() < this.next) return;
    this.next = this.now() + INTERVAL_MILLISECONDS;
    this.shown = true;
    this.stream.write(`\r\u001b[K${stage} ${done} of ${total}`);
  };

  /** Takes the line away. */
  public end(): void {
    if (this.shown) this.stream.write('\r\u001b[K');
    this.shown = false;
  }
}
