import type { Command } from '../engines/shell-commands';

const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/;

/** `$NAME`, `${NAME}`, `${NAME:-otherwise}`, and the kubelet's `$(NAME)`. */
const REFERENCE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^${}]*))?\}|\(([A-Za-z_]\w*)\))/g;

/** Words of the shell after which a command begins. */
const RESERVED: ReadonlySet<string> = new Set(['then', 'do', 'else', 'if', 'elif', 'while', 'until', '!']);

/**
 * The values of variables while a script runs, as far as it tells them: those of the container, and those that the
 * script sets once. What it sets several times depends on the way that it takes.
 */
export class ShellVariables {
  private readonly values: Map<string, string | undefined>;
  private readonly changing: ReadonlySet<string>;

  public constructor(stated: ReadonlyMap<string, string | undefined>, commands: readonly Command[]) {
    this.values = new Map(stated);
    const set = commands.flatMap((command) => assignments(command).map(([name]) => name));
    const several = set.filter((name, index) => set.indexOf(name) !== index);
    this.changing = new Set([...several, ...commands.flatMap(readNames)]);
    for (const name of this.changing) this.values.set(name, undefined);
  }

  /** Heeds what a command sets, once what it does is known. */
  public pass(command: Command): void {
    for (const [name, text] of assignments(command)) {
      this.values.set(name, this.changing.has(name) ? undefined : this.expand(text));
    }
  }

  /** A word with its variables put in; undefined where one of them is not known. */
  public expand(word: string): string | undefined {
    const text = word.replaceAll(
      REFERENCE,
      (whole, plain?: string, braced?: string, otherwise?: string, dependent?: string) => {
        const value = this.values.get(plain ?? braced ?? dependent ?? '');
        return (value === undefined || value === '' ? (otherwise ?? value) : value) ?? whole;
      },
    );
    return text.includes('$') ? undefined : text;
  }
}

/** Variables whose values come from a list, or from what is read. */
function readNames([program, ...words]: Command): readonly string[] {
  if (program === 'for') return words.slice(0, 1);
  return program === 'read' ? words : [];
}

/** `NAME=value`, alone or before a command, and what `export` sets. */
function assignments(all: Command): readonly (readonly [name: string, text: string])[] {
  const command = RESERVED.has(all[0] ?? '') ? all.slice(1) : all;
  const [program] = command;
  const declares = program === 'export' || program === 'local' || program === 'readonly' || program === 'declare';
  const words = declares ? command.slice(1) : command.slice(0, leading(command));
  return words.flatMap((word) => {
    const [, name, text] = ASSIGNMENT.exec(word) ?? [];
    return name === undefined || text === undefined ? [] : [[name, text] as const];
  });
}

function leading(command: Command): number {
  const first = command.findIndex((word) => !ASSIGNMENT.test(word));
  return first === -1 ? command.length : first;
}
