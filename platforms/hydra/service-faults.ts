import type { Fault } from '../../checks/finding';
import type { ServiceDescription } from '../../constructs/service';
import { isPlainWord } from './shell-words';
import { hydraStart } from './start';

/** What a deployment in Hydra's console cannot be told of a service. */
export function serviceFaults({ runtime, args = [], env }: ServiceDescription): readonly Fault[] {
  const start = hydraStart(runtime);
  const expanded = start.by === 'shell' && start.quoteParameters !== true;
  const breaks = args.filter((argument) => (expanded ? !isPlainWord(argument) : argument.includes("'")));
  const names = env.map(({ name }) => name);
  return [
    ...(start.by === 'arguments' ? [] : breaks.map((argument) => brokenParameter(argument, expanded))),
    ...(names.length === 0 ? [] : [variables(names)]),
  ];
}

function brokenParameter(argument: string, expanded: boolean): Fault {
  return {
    id: 'hydra/unquoted-parameter',
    severity: 'error',
    field: 'args',
    problem: `The parameter ${argument} goes through a line for a shell, in which nothing protects it`,
    consequence: "Quotation marks, blanks, braces and $ are the shell's own: the engine would read something else.",
    mend: expanded
      ? "State it of the runtime, where it is quoted, or state `hydra: { start: { by: 'shell', quoteParameters: true } }` of it."
      : "State it of the runtime, where it is quoted, or without the character '.",
  };
}

function variables(names: readonly string[]): Fault {
  return {
    id: 'hydra/variables',
    severity: 'error',
    field: 'env',
    problem: `The service sets ${names.join(', ')}, and a deployment of Hydra sets no variables`,
    consequence: 'The engine would be started without them.',
    mend: 'State them of the runtime, where they hold for all its deployments.',
  };
}
