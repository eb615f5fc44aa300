import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { PodContainer } from '../pods/containers';

/** A script that a shell runs in a container. */
export interface ContainerScript {
  readonly text: string;
  /** The field that holds it, inside of the pod's spec. */
  readonly field: string;
  /** Words after a script on the command line, the first of which the shell takes for the script's own name. */
  readonly words: readonly string[];
  /** The field of a word after the script. */
  readonly fieldOfWord: (index: number) => string;
  /** Whether it stands on the command line, and not in a variable. */
  readonly isStarted: boolean;
}

const SHELL = /(?:^|\/)(?:ba|da|a)?sh$/;

/** As long a script as anybody writes into a manifest. */
const MOST_CHARACTERS = 100_000;

/** The scripts of a container: the one that its command line starts, and those in variables. */
export function scriptsOf({ container, path }: PodContainer): readonly ContainerScript[] {
  const scripts = [...startedScript(container, path), ...storedScripts(container, path)];
  return scripts.filter(({ text }) => text.length <= MOST_CHARACTERS);
}

function startedScript(container: PodContainer['container'], path: string): readonly ContainerScript[] {
  const command = arrayAt(container, 'command');
  const all = [...command, ...arrayAt(container, 'args')];
  const shell = all.findIndex((word) => typeof word === 'string' && SHELL.test(word));
  const option = all.findIndex((word, at) => at > shell && typeof word === 'string' && /^-[a-z]*c[a-z]*$/.test(word));
  const text = all[option + 1];
  if (shell === -1 || option === -1 || typeof text !== 'string') return [];
  const place = (at: number) =>
    at < command.length ? `${path}.command[${at}]` : `${path}.args[${at - command.length}]`;
  return [
    {
      text,
      field: place(option + 1),
      words: all.slice(option + 2).map(String),
      fieldOfWord: (index) => place(option + 2 + index),
      isStarted: true,
    },
  ];
}

function storedScripts(container: PodContainer['container'], path: string): readonly ContainerScript[] {
  return arrayAt(container, 'env').flatMap((variable, index): readonly ContainerScript[] => {
    const text = textAt(variable, 'value') ?? '';
    if (!/^#!.*sh\b/.test(text)) return [];
    return [{ text, field: `${path}.env[${index}].value`, words: [], fieldOfWord: () => '', isStarted: false }];
  });
}
