/** How text looks on a terminal. */
export type Look = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green';

/** Gives text a look, or leaves it as it is. */
export type Painter = (text: string, ...looks: readonly Look[]) => string;

const CODES: Readonly<Record<Look, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  green: [32, 39],
};

export const plain: Painter = (text) => text;

export const coloured: Painter = (text, ...looks) =>
  looks.reduce((painted, look) => `\u001b[${CODES[look][0]}m${painted}\u001b[${CODES[look][1]}m`, text);

/** Variables of the environment that say whether there are to be colours. */
export type ColourEnvironment = Readonly<Partial<Record<string, string>>>;

/**
 * Whether to paint what goes to a stream: `FORCE_COLOR` and `NO_COLOR` decide, otherwise whether it is a terminal.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
export function wantsColours(isTerminal: boolean, environment: ColourEnvironment): boolean {
  const { NO_COLOR: never = '', FORCE_COLOR: always = '', TERM: terminal } = environment;
  if (always !== '') return always !== '0' && always !== 'false';
  if (never !== '') return false;
  return isTerminal && terminal !== 'dumb';
}
