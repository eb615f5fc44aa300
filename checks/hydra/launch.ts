import type { RuntimeTemplate, TemplateElement } from './runtime-template';

/** How a container is started. */
export type Launch =
  /** By its image: nothing is stated. */
  | { readonly kind: 'image' }
  /** By its image, with these arguments, to which the platform adds the custom ones. */
  | { readonly kind: 'arguments'; readonly elements: readonly TemplateElement[] }
  /** By a shell that takes one text. */
  | { readonly kind: 'shell'; readonly script: TemplateElement }
  /** By a shell that is not given its text, or is given more beside it. */
  | { readonly kind: 'broken shell'; readonly given: number }
  /** By a command with these arguments. */
  | { readonly kind: 'command'; readonly elements: readonly TemplateElement[] };

const SHELLS: ReadonlySet<string> = new Set(['bash', 'sh', 'ash', 'dash']);

export function launchOf({ command, args }: RuntimeTemplate): Launch {
  if (command.length === 0) return args.length === 0 ? { kind: 'image' } : { kind: 'arguments', elements: args };
  const shell = command.findIndex(({ text }) => SHELLS.has(baseName(text)));
  const option =
    shell === -1 ? -1 : command.findIndex(({ text }, index) => index > shell && /^-[a-z]*c[a-z]*$/.test(text));
  if (option === -1) return { kind: 'command', elements: [...command, ...args] };
  const script = command[option + 1];
  if (script !== undefined) return { kind: 'shell', script };
  const [only] = args;
  return only !== undefined && args.length === 1
    ? { kind: 'shell', script: only }
    : { kind: 'broken shell', given: args.length };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
