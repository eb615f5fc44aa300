import { FIRST_ARGUMENT, SECOND_ARGUMENT } from './deployment-case';
import { isRayStart } from '../engines/engine-commands';
import type { HydraFault } from './hydra-fault';
import type { Launch } from './launch';
import { refuses } from './renderings';
import type { Rendering } from './renderings';
import type { Command } from '../engines/shell-commands';

/** Custom arguments that stand against the word before or behind them. */
const GLUED = new RegExp(
  [FIRST_ARGUMENT, SECOND_ARGUMENT].map((argument) => `[\\w/.:)}]${argument}|${argument}[\\w/.-]`).join('|'),
);

/** Where custom arguments arrive in the text that a shell runs. */
export function checkCustomArguments(launch: Launch, renderings: readonly Rendering[]): readonly HydraFault[] {
  if (launch.kind !== 'shell') return [];
  const { field } = launch.script;
  const customized = renderings.filter(({ pod }) => pod.customized);
  return [
    ...checkLost(field, customized),
    ...checkGlued(field, customized),
    ...checkOwnCommand(field, customized),
    ...checkRay(field, customized),
  ];
}

function checkLost(field: string, renderings: readonly Rendering[]): readonly HydraFault[] {
  const lost = renderings.find(
    (rendering) =>
      rendering.pod.role !== 'worker' &&
      rendering.text.trim() !== '' &&
      !refuses(rendering) &&
      !rendering.text.includes(FIRST_ARGUMENT),
  );
  if (lost === undefined) return [];
  return [
    {
      id: 'hydra/custom-arguments-lost',
      severity: 'warning',
      field,
      problem: `The template does not give the custom arguments for ${lost.pod.name}`,
      consequence: 'What is configured in a deployment or in hydra-agent does not reach the engine, without a word.',
      mend: 'Write {{ range .CUSTOM_ARGS }} {{ . }}{{ end }} at the end of each command that serves.',
    },
  ];
}

function checkGlued(field: string, renderings: readonly Rendering[]): readonly HydraFault[] {
  for (const { text, pod } of renderings) {
    const [glued] = GLUED.exec(text) ?? [];
    if (glued === undefined) continue;
    return [
      {
        id: 'hydra/custom-arguments-glued',
        severity: 'error',
        field,
        problem: `No blank parts a custom argument from the word beside it for ${pod.name}: '${glued}'`,
        consequence: 'The two become one word, which the engine does not know.',
        mend: 'Write a blank before each, inside of the range and after any -}}: {{ range .CUSTOM_ARGS }} {{ . }}{{ end }}.',
      },
    ];
  }
  return [];
}

function checkOwnCommand(field: string, renderings: readonly Rendering[]): readonly HydraFault[] {
  const apart = findIn(renderings, ([program]) => program === FIRST_ARGUMENT || program === SECOND_ARGUMENT);
  if (apart === undefined) return [];
  return [
    {
      id: 'hydra/custom-arguments-as-command',
      severity: 'error',
      field,
      problem: `The custom arguments begin a command of their own for ${apart.name}`,
      consequence:
        'The engine starts without them; when it ends, the shell looks for a program of the name of the first of them.',
      mend: "Keep them on the line of the command: trim line ends with '{{-', or end the line before with '\\'.",
    },
  ];
}

/** @see https://docs.ray.io/en/latest/cluster/cli.html#ray-start */
function checkRay(field: string, renderings: readonly Rendering[]): readonly HydraFault[] {
  const given = findIn(renderings, (words) => isRayStart(words) && words.includes(FIRST_ARGUMENT));
  if (given === undefined) return [];
  return [
    {
      id: 'hydra/custom-arguments-to-ray',
      severity: 'error',
      field,
      problem: `The custom arguments go to 'ray start' for ${given.name}`,
      consequence: "Ray does not know the engine's flags and ends (No such option), so the group never comes together.",
      mend: 'Put the range over CUSTOM_ARGS into the branches that serve, not behind all branches.',
    },
  ];
}

function findIn(renderings: readonly Rendering[], matches: (words: Command) => boolean) {
  return renderings.find(({ commands }) => commands.some(matches))?.pod;
}
