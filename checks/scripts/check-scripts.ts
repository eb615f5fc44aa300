import { arrayAt, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { PodContainer } from '../pods/containers';
import { scriptsOf } from './scripts-of';
import type { ContainerScript } from './scripts-of';

/** What a script sees of the words after it. */
const READS_WORDS = /\$(?:[@*]|\{?[0-9@*])/;

/** The first of them, which others leave out. */
const READS_NAME = /\$(?:0|\{0)/;

/**
 * What is wrong with the scripts that a container runs.
 *
 * @param isPartial whether what is seen is a runtime, to which services add
 */
export function checkScripts(each: PodContainer, isPartial: boolean): readonly Fault[] {
  return scriptsOf(each).flatMap((script) => [
    ...checkWords(script),
    ...checkRequired(script, each, isPartial),
    ...checkWaiting(script, each),
    ...checkOptions(script),
  ]);
}

/** @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html */
function checkWords({ text, words, fieldOfWord, isStarted }: ContainerScript): readonly Fault[] {
  const [name, ...rest] = words;
  if (!isStarted || name === undefined) return [];
  if (!READS_WORDS.test(text)) {
    if (rest.length === 0 && !isArgument(name)) return [];
    return [
      {
        id: 'script/ignored-arguments',
        severity: 'warning',
        field: fieldOfWord(isArgument(name) ? 0 : 1),
        problem: `The arguments after the script are never read: it has no "$@" in it`,
        consequence: 'The engine starts without them, and nobody is told.',
        mend: 'Pass them on in the script, as `exec server "$@"`, or write them into it.',
      },
    ];
  }
  if (!isArgument(name) || READS_NAME.test(text)) return [];
  return [
    {
      id: 'script/swallowed-argument',
      severity: 'error',
      field: fieldOfWord(0),
      problem: `The first argument after the script is '${name}', which the shell takes for the script's own name`,
      consequence: 'It is not in "$@": the engine is started without it, and with its value as an argument of its own.',
      mend: "Put a word before it that stands for the name, such as 'bash'.",
    },
  ];
}

/** Whether the word in the place of the script's name was to be an argument; dashes alone stand for a name. */
function isArgument(name: string): boolean {
  return name.startsWith('-') && !/^--?$/.test(name);
}

/** A variable that is stated as empty, and for which the script ends when it is empty. */
function checkRequired(
  { text }: ContainerScript,
  { container, path }: PodContainer,
  isPartial: boolean,
): readonly Fault[] {
  return arrayAt(container, 'env').flatMap((variable, index): readonly Fault[] => {
    const name = textAt(variable, 'name') ?? '';
    if (!isEmpty(variable) || !/^[A-Za-z_]\w*$/.test(name) || !isRequired(text, name)) return [];
    return [
      {
        id: 'script/required-variable',
        severity: isPartial ? 'note' : 'error',
        field: `${path}.env[${index}].value`,
        problem: `${name} is empty, and the script ends where it is`,
        consequence: isPartial
          ? 'Each service has to set it: the pods of one that does not end as soon as they start.'
          : 'The container ends as soon as it starts, again and again.',
        mend: isPartial ? `State ${name} in every service.` : `State ${name}.`,
      },
    ];
  });
}

/** Whether a variable has no text; Go leaves an empty one out of what it writes. */
function isEmpty(variable: JsonValue): boolean {
  return isObject(variable) && (variable.value ?? '') === '' && !isObject(variable.valueFrom);
}

function isRequired(script: string, name: string): boolean {
  if (new RegExp(`^\\s*(?:export\\s+)?${name}=`, 'm').test(script)) return false;
  const isEmpty = `(?:-z\\s+"?\\$\\{?${name}\\}?"?|"\\$\\{?${name}\\}?"\\s*={1,2}\\s*"")`;
  const test = new RegExp(`\\[{1,2}\\s+${isEmpty}\\s+\\]{1,2}\\s*;?\\s*then\\b([^]{0,400}?)\\b(?:fi|else)\\b`).exec(
    script,
  );
  return test !== null && /\bexit\s+[1-9]/.test(test[1] ?? '');
}

/** A loop that waits for a server until it answers, though it may have ended. */
function checkWaiting({ text, field }: ContainerScript, { container }: PodContainer): readonly Fault[] {
  const loop = /\bwhile\s+(?:true|:|\[{1,2}\s+true\s+\]{1,2})\s*;?\s*do\b([^]*?)\bdone\b/.exec(text)?.[1];
  const asks = loop !== undefined && /\b(?:curl|wget|nc)\b/.test(loop) && /\bbreak\b/.test(loop);
  if (!asks || /\bexit\b|\breturn\b|-g[te]\b|\(\(|\bkill -0\b|\bps -p\b/.test(loop)) return [];
  const isBounded = isObject(container.startupProbe) || isObject(container.livenessProbe);
  return [
    {
      id: 'script/endless-wait',
      severity: isBounded ? 'note' : 'warning',
      field,
      problem: 'The script asks a server again and again until it answers, and never looks whether it still runs',
      consequence: isBounded
        ? 'Where the server ends while it starts, the container waits until a probe ends it, and the reason is far up in its log.'
        : 'Where the server ends while it starts, the container waits for ever, and looks as if it were starting.',
      mend: 'End the loop where the process is gone: `kill -0 "$PID" || exit 1`.',
    },
  ];
}

/** An option that is read and then overwritten, so that nobody can set it. */
function checkOptions({ text, field }: ContainerScript): readonly Fault[] {
  const [, indentation, body] = /^([ \t]*)while\b[^\n]*\$#[^\n]*\n([^]*?)\n\1done\b/m.exec(text) ?? [];
  if (indentation === undefined || body === undefined) return [];
  const after = text.slice(text.indexOf(body) + body.length);
  const options = [...body.matchAll(/^\s*(--[\w-]+)(?:\s*\|[^)\n]*)?\)\s*([A-Za-z_]\w*)=/gm)];
  return options.flatMap(([, option = '', variable = '']): readonly Fault[] => {
    const assigned = new RegExp(`^${indentation}${variable}=(.*)$`, 'm').exec(after)?.[1];
    const isRead = new RegExp(`\\$\\{?${variable}\\b`);
    if (assigned === undefined || isRead.test(assigned) || isRead.test(after.slice(0, after.indexOf(`${variable}=`))))
      return [];
    return [
      {
        id: 'script/overwritten-option',
        severity: 'warning',
        field,
        problem: `The script reads ${option} into ${variable}, and then sets ${variable} to ${assigned.slice(0, 40)}`,
        consequence: 'The option has no effect, whatever is stated.',
        mend: `Keep a stated value: ${variable}=\${${variable}:-${assigned.slice(0, 40)}}.`,
      },
    ];
  });
}
