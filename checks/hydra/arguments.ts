import type { DeploymentCase } from './deployment-case';
import type { HydraFault } from './hydra-fault';
import type { Launch } from './launch';
import type { Rendering } from './renderings';
import type { RuntimeTemplate, TemplateElement } from './runtime-template';
import { variablesIn } from './variables';

/** How the texts of a template become the words of a command line. */
export function checkArguments(
  template: RuntimeTemplate,
  launch: Launch,
  renderings: readonly Rendering[],
): readonly HydraFault[] {
  switch (launch.kind) {
    case 'image':
      return [];
    case 'broken shell':
      return [brokenShell(template, launch.given)];
    case 'shell':
      return [...commandWords(template), ...blankScript(launch.script, renderings)];
    case 'command':
      return [
        ...commandWords(template),
        ...launch.elements.flatMap((element) => ownArguments(element, 'command')),
        ...(template.args.length > 0 && !template.args.some(mentionsArguments) ? [argumentsLost(template)] : []),
      ];
    case 'arguments':
      return [
        ...launch.elements.flatMap((element) => [
          ...ownArguments(element, 'arguments'),
          ...checkWord(element, renderings),
        ]),
        ...checkSingle(launch.elements),
        ...checkValues(launch.elements, renderings),
      ];
  }
}

function brokenShell({ containerPath }: RuntimeTemplate, given: number): HydraFault {
  return {
    id: 'hydra/shell-script',
    severity: 'error',
    field: `${containerPath}.argsTemplate`,
    problem:
      given === 0
        ? "The command ends with '-c', and there is no text for it"
        : `The command ends with '-c', and ${given} texts follow it`,
    consequence:
      given === 0
        ? 'The shell ends with "-c: option requires an argument".'
        : 'The shell runs the first of them alone; the others become its $0, $1 and so on, which nothing reads.',
    mend: 'Give argsTemplate exactly one element, which holds the whole command line.',
  };
}

function commandWords({ command: [first] }: RuntimeTemplate): readonly HydraFault[] {
  if (first === undefined || first.text.includes('{{') || !/\S\s+\S/.test(first.text)) return [];
  return [
    {
      id: 'hydra/command-words',
      severity: 'error',
      field: first.field,
      problem: `The command '${first.text}' is one element with several words`,
      consequence: 'The container does not start: there is no program whose name has blanks.',
      mend: `Make an element of each word: ${first.text
        .trim()
        .split(/\s+/)
        .map((word) => JSON.stringify(word))
        .join(', ')}.`,
    },
  ];
}

function blankScript(script: TemplateElement, renderings: readonly Rendering[]): readonly HydraFault[] {
  const blank = renderings.find(({ textOf }) => textOf.get(script)?.trim() === '');
  if (blank === undefined) return [];
  return [
    {
      id: 'hydra/blank',
      severity: 'error',
      field: script.field,
      problem: `The template gives nothing for ${blank.pod.name}`,
      consequence: 'The shell ends at once, and the container is started again and again.',
      mend: "Give each case a command; where there is none to give, end it with a message and 'exit 1'.",
    },
  ];
}

function mentionsArguments({ text }: TemplateElement): boolean {
  return variablesIn(text).some(({ name }) => name === 'CUSTOM_ARGS');
}

/** Custom arguments in an element that is one word whatever it holds. */
function ownArguments(element: TemplateElement, kind: 'arguments' | 'command'): readonly HydraFault[] {
  if (!mentionsArguments(element)) return [];
  return [
    kind === 'arguments'
      ? {
          id: 'hydra/custom-arguments-twice',
          severity: 'error',
          field: element.field,
          problem: 'The element has CUSTOM_ARGS, and there is no commandTemplate',
          consequence:
            'The platform appends the custom arguments itself here, so the engine gets them twice, and once all as one word.',
          mend: 'Leave CUSTOM_ARGS out.',
        }
      : {
          id: 'hydra/custom-arguments-one-word',
          severity: 'error',
          field: element.field,
          problem: 'The element has CUSTOM_ARGS, and no shell splits it into words',
          consequence: 'All custom arguments reach the program as one word.',
          mend: "Start it with a shell: commandTemplate ['/bin/bash', '-c'] and one element in argsTemplate; or leave commandTemplate out.",
        },
  ];
}

function argumentsLost({ containerPath }: RuntimeTemplate): HydraFault {
  return {
    id: 'hydra/custom-arguments-lost',
    severity: 'warning',
    field: `${containerPath}.argsTemplate`,
    problem: 'There is a commandTemplate that is no shell, so nothing appends the custom arguments',
    consequence: 'What is configured in a deployment or in hydra-agent does not reach the engine, without a word.',
    mend: "Leave commandTemplate out, or start the engine with a shell: ['/bin/bash', '-c'] and one element with CUSTOM_ARGS.",
  };
}

/** An element that is not exactly one word of the engine's command line. */
function checkWord(element: TemplateElement, renderings: readonly Rendering[]): readonly HydraFault[] {
  const { field } = element;
  const seen = (
    matches: (text: string) => boolean,
  ): { readonly text: string; readonly pod: DeploymentCase } | undefined => {
    for (const { textOf, pod } of renderings) {
      const text = textOf.get(element);
      if (text !== undefined && matches(text)) return { text, pod };
    }
    return undefined;
  };
  const faults: HydraFault[] = [];
  const empty = seen((text) => text.trim() === '');
  if (empty !== undefined) {
    faults.push({
      id: 'hydra/argument-empty',
      severity: 'error',
      field,
      problem: `The element is empty for ${empty.pod.name}`,
      consequence: 'An element is not left out: the engine gets an empty argument, and refuses it.',
      mend: 'Give it a flag in every case, or start the engine with a shell, where an empty text is nothing.',
    });
  }
  if (mentionsArguments(element)) return faults;
  const several = seen(isSeveralWords);
  if (several !== undefined) {
    faults.push({
      id: 'hydra/argument-words',
      severity: 'error',
      field,
      problem: `The element has several words: '${several.text}'`,
      consequence: 'No shell splits it: the engine gets all of it as one argument, and does not know it.',
      mend: /^--?[\w.-]+\s+\S+$/.test(several.text)
        ? `Join them: '${several.text.replace(/\s+/, '=')}'.`
        : "Make an element of each, in which '=' joins a flag and its value.",
    });
    return faults;
  }
  const padded = seen((text) => text.trim() !== '' && text !== text.trim());
  if (padded !== undefined) {
    faults.push({
      id: 'hydra/argument-words',
      severity: 'warning',
      field,
      problem: `The element begins or ends with blanks: ${JSON.stringify(padded.text)}`,
      consequence: 'They are part of the argument: a path or a name with a blank or a line end is another one.',
      mend: "Trim it: '{{-' and '-}}' in the template, '|-' instead of '|' in YAML.",
    });
  }
  return faults;
}

/** The value of a flag may have blanks after its `=`, as JSON does; a second flag may not be there. */
function isSeveralWords(text: string): boolean {
  const word = text.trim();
  if (!/\s/.test(word)) return false;
  const [, value] = /^--?[A-Za-z][\w.-]*=(.*)$/s.exec(word) ?? [];
  if (value === undefined) return true;
  return /^[^{["']*\s--?[A-Za-z]/.test(value);
}

function checkSingle(elements: readonly TemplateElement[]): readonly HydraFault[] {
  const [only] = elements;
  if (only === undefined || elements.length > 1) return [];
  return [
    {
      id: 'hydra/argument-line',
      severity: 'warning',
      field: only.field,
      problem: 'There is a single element, and no commandTemplate',
      consequence: 'The platform takes it for a command line of one text, and custom arguments need not be appended.',
      mend: 'Write at least two elements, one for each argument.',
    },
  ];
}

/** A flag that takes its value from the element behind it. */
function checkValues(elements: readonly TemplateElement[], renderings: readonly Rendering[]): readonly HydraFault[] {
  return elements.flatMap((element, index): readonly HydraFault[] => {
    const next = elements[index + 1];
    if (next === undefined) return [];
    for (const { textOf } of renderings) {
      const [flag = '', value = ''] = [textOf.get(element)?.trim(), textOf.get(next)?.trim()];
      const apart = /^--[A-Za-z][\w.-]*$/.test(flag) && value !== '' && !/^--?[A-Za-z]/.test(value);
      if (!apart) continue;
      return [
        {
          id: 'hydra/argument-value',
          severity: 'warning',
          field: element.field,
          problem: `The value of ${flag} is an element of its own: '${value}'`,
          consequence: "The platform reads arguments whose values are joined by '=', and may part these.",
          mend: `Write one element: '${flag}=${value}'.`,
        },
      ];
    }
    return [];
  });
}
