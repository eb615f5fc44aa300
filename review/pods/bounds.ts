/** How many there are of something: a fixed number, or what an autoscaler may choose. */
export interface Bounds {
  readonly least: number;
  /** @default - nothing bounds it */
  readonly most?: number;
  /**
   * Whether there may be more than is told, as some of it is not known.
   *
   * @default false
   */
  readonly andMore?: boolean;
}

export const NONE: Bounds = { least: 0, most: 0 };

export function fixed(count: number): Bounds {
  return { least: count, most: count };
}

export function times({ least, most, andMore }: Bounds, factor: number): Bounds {
  return marked({ least: least * factor, most: most === undefined ? undefined : most * factor }, andMore);
}

export function plus(one: Bounds, other: Bounds): Bounds {
  const isBounded = one.most !== undefined && other.most !== undefined;
  const most = isBounded ? (one.most ?? 0) + (other.most ?? 0) : undefined;
  return marked({ least: one.least + other.least, most }, one.andMore === true || other.andMore === true);
}

export function isSameBounds(one: Bounds, other: Bounds): boolean {
  return one.least === other.least && one.most === other.most && (one.andMore ?? false) === (other.andMore ?? false);
}

/** Whether it is one number, which is known. */
export function isFixed({ least, most, andMore = false }: Bounds): boolean {
  return least === most && !andMore;
}

/** `8`, `8–16` where an autoscaler decides, or `8 or more`. */
export function boundsInWords(bounds: Bounds): string {
  const { least, most, andMore = false } = bounds;
  const known = most === undefined || least === most ? String(least) : `${least}–${most}`;
  return most === undefined || andMore ? `${known} or more` : known;
}

function marked(bounds: Bounds, andMore: boolean | undefined): Bounds {
  return andMore === true ? { ...bounds, andMore } : bounds;
}
