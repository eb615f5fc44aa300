import type { Fault } from '../../checks/finding';
import type { Engine, EngineStart } from '../../constructs/engine';
import type { HydraArgumentsStart } from '../../constructs/hydra-settings';
import { lateBoundNames } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import { HYDRA_PORT, unknownValues } from './late-values';

/** What is wrong however the engine is started. */
export function engineFaults(engine: Engine, single: EngineStart): readonly Fault[] {
  const texts: readonly Text[] = [
    ...single,
    ...(engine.env ?? []).flatMap((variable) => ('value' in variable ? [variable.value] : [])),
  ];
  const empty = (engine.env ?? []).filter((variable) => 'value' in variable && variable.value === '');
  const tellsPort = lateBoundNames(texts).has('servingPort') || engine.servingPort === HYDRA_PORT;
  return [
    ...unknownValues(texts).map(unknownValue),
    ...(tellsPort ? [] : [otherPort(engine)]),
    ...empty.map(({ name }) => emptyVariable(name)),
    ...partFaults(engine),
    ...(engine.writesModelFolder === true ? [WRITES_MODEL_FOLDER] : []),
  ];
}

/** Hydra decides over the pods of a deployment, which all run one engine. */
function partFaults({ decoder, router, workers, starts }: Engine): readonly Fault[] {
  const parts = [
    ...(decoder === undefined ? [] : ['a decoder']),
    ...(router === undefined ? [] : ['a router']),
    ...(workers === undefined || starts?.group !== undefined ? [] : ['workers']),
  ];
  if (parts.length === 0) return [];
  return [
    {
      id: 'hydra/parts',
      severity: 'error',
      problem: `The engine has ${parts.join(' and ')}, and Hydra's deployments have pods of one kind alone`,
      consequence: 'The others would never be made, and those that are would wait for them.',
      mend: 'Leave them out, or use a platform of LeaderWorkerSets or OME.',
    },
  ];
}

/** What is wrong with arguments for an entry point. */
export function argumentFaults(
  engine: Engine,
  single: EngineStart,
  { entryPoint }: HydraArgumentsStart,
): readonly Fault[] {
  const differs = entryPoint.findIndex((word, index) => single[index] !== word);
  const variables = (engine.env ?? []).map(({ name }) => name);
  return [
    ...(differs === -1 ? [] : [otherEntryPoint(entryPoint, single)]),
    ...(variables.length === 0 ? [] : [variablesWithoutShell(variables)]),
    ...(engine.starts?.group === undefined ? [] : [ONE_POD]),
  ];
}

/** Whether an engine says which program it starts. */
export function knowsProgram({ command, starts }: Engine): boolean {
  return starts !== undefined || command !== undefined;
}

/** What is wrong with a line for a shell. */
export function shellFaults(engine: Engine): readonly Fault[] {
  const { env = [] } = engine;
  const secrets = env.flatMap((variable) => ('secret' in variable ? [secret(variable.name)] : []));
  return knowsProgram(engine) ? secrets : [NO_PROGRAM, ...secrets];
}

function unknownValue(name: 'modelTask' | 'serviceName'): Fault {
  const what = name === 'modelTask' ? "the model's task" : "the service's name";
  return {
    id: 'hydra/unknown-value',
    severity: 'error',
    problem: `The engine reads ${what}, for which Hydra has no variable`,
    consequence: 'The engine would be started without it.',
    mend: 'State it of the runtime as a text of its own, or use another platform.',
  };
}

function otherPort({ servingPort }: Engine): Fault {
  return {
    id: 'hydra/serving-port',
    severity: 'error',
    field: 'servingPort',
    problem: `The engine answers on port ${servingPort}, which its arguments and variables state as a number`,
    consequence: `Hydra's clients reach every engine on port ${HYDRA_PORT}, and would not reach this one.`,
    mend: `State \`servingPort: ${HYDRA_PORT}\`, or refer to \`late.servingPort\` where the port is told to the engine.`,
  };
}

function emptyVariable(name: string): Fault {
  return {
    id: 'hydra/empty-variable',
    severity: 'warning',
    field: `env.${name}`,
    problem: `The variable ${name} is empty`,
    consequence: 'Where services state it on other platforms, nothing does on Hydra: its deployments set no variables.',
    mend: 'State it of the runtime; of Xinference, `modelFamily`.',
  };
}

function secret(name: string): Fault {
  return {
    id: 'hydra/secret',
    severity: 'error',
    field: `env.${name}`,
    problem: `The variable ${name} is read from a Secret, and a template of Hydra cannot refer to one`,
    consequence: 'The engine would be started without it.',
    mend: 'Leave it out; a secret as text in the ConfigMap could be read by everybody who may see templates.',
  };
}

function variablesWithoutShell(names: readonly string[]): Fault {
  return {
    id: 'hydra/variables',
    severity: 'warning',
    field: 'hydra.start',
    problem: `The engine has the variables ${names.join(', ')}, and no shell starts it that could set them`,
    consequence: 'A template of Hydra has no place for variables, so that the engine would be started without them.',
    mend: "Use `hydra: { start: { by: 'shell' } }`, or leave the variables out.",
  };
}

function otherEntryPoint(entryPoint: readonly string[], single: EngineStart): Fault {
  const words = single.slice(0, entryPoint.length).map((word) => (typeof word === 'string' ? word : '…'));
  return {
    id: 'hydra/entry-point',
    severity: 'error',
    field: 'hydra.start.entryPoint',
    problem: `The entry point is said to be '${entryPoint.join(' ')}', and the engine is started with '${words.join(' ')}'`,
    consequence: 'Arguments would be lost, or reach another program than they are for.',
    mend: `State the words with which the engine is started, such as ['${words.join("', '")}'].`,
  };
}

const NO_PROGRAM: Fault = {
  id: 'hydra/no-program',
  severity: 'error',
  field: 'command',
  problem: "The engine leaves its program to the image's entry point, which a shell does not know",
  consequence: 'The line would begin with an argument, and the shell would look for a program of that name.',
  mend: "State `command`, or `hydra: { start: { by: 'arguments', entryPoint: [] } }`.",
};

const ONE_POD: Fault = {
  id: 'hydra/one-pod',
  severity: 'note',
  field: 'hydra.start',
  problem: 'Without a shell, nothing decides between leader and workers',
  consequence:
    'Of a distributed deployment, each pod starts a copy of its own, and the copies know nothing of each other.',
  mend: "Deploy it without distribution, or use `hydra: { start: { by: 'shell' } }`.",
};

const WRITES_MODEL_FOLDER: Fault = {
  id: 'hydra/writes-model-folder',
  severity: 'note',
  problem: "The engine changes files in the model's folder",
  consequence:
    'Whether Hydra mounts it for writing is not documented; where it does not, the engine ends as it starts.',
  mend: 'Try one deployment first.',
};
