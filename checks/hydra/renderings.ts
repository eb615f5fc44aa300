import { renderTemplate } from '../../preview/go-template/render';
import type { TemplateFault } from '../../preview/go-template/fault';
import { deploymentCases } from './deployment-case';
import type { DeploymentCase } from './deployment-case';
import { engineCommands, isRayStart } from '../engines/engine-commands';
import type { HydraFault } from './hydra-fault';
import type { Launch } from './launch';
import type { RuntimeTemplate, TemplateElement } from './runtime-template';
import { shellCommands } from '../engines/shell-commands';
import type { Command } from '../engines/shell-commands';
import { isDocumented, variablesIn } from './variables';

/** What a template gives for one pod. */
export interface Rendering {
  readonly pod: DeploymentCase;
  readonly textOf: ReadonlyMap<TemplateElement, string>;
  /** All texts, a line for each. */
  readonly text: string;
  readonly commands: readonly Command[];
}

/** What a template gives for those pods for which all of it can be rendered. */
export interface Renderings {
  readonly renderings: readonly Rendering[];
  readonly faults: readonly HydraFault[];
}

/** Renders all texts of a template for all pods. */
export function renderAll(template: RuntimeTemplate, launch: Launch): Renderings {
  const cases = deploymentCases(template.runtime);
  const elements = [...template.command, ...template.args];
  const texts = new Map<TemplateElement, ReadonlyMap<DeploymentCase, string>>();
  const faults: HydraFault[] = [];
  for (const element of elements) {
    const rendered = renderElement(element, cases);
    texts.set(element, rendered.texts);
    faults.push(...rendered.faults);
  }
  const renderings = cases.flatMap((pod): readonly Rendering[] => {
    const textOf = new Map<TemplateElement, string>();
    for (const element of elements) {
      const text = texts.get(element)?.get(pod);
      if (text === undefined) return [];
      textOf.set(element, text);
    }
    return [{ pod, textOf, text: [...textOf.values()].join('\n'), commands: commandsOf(launch, textOf) }];
  });
  return { renderings, faults };
}

/** Whether a pod gives up on purpose, as of a runtime that cannot be distributed. */
export function refuses({ commands }: Rendering): boolean {
  // `vllm serve … || exit 1` is none.
  if (engineCommands(commands).length > 0 || commands.some(isRayStart)) return false;
  const [command, status] = commands.at(-1) ?? [];
  return command === 'false' || (command === 'exit' && status !== undefined && /^[1-9]\d*$/.test(status));
}

function renderElement(element: TemplateElement, cases: readonly DeploymentCase[]) {
  const texts = new Map<DeploymentCase, string>();
  const faults = new Map<string, HydraFault>();
  const undocumented = variablesIn(element.text).filter((use) => !isDocumented(use));
  // A value for what the platform does not give: that is told already, and hides nothing else.
  const guessed = Object.fromEntries(undocumented.map(({ name }) => [name, name === 'RAY_PORT' ? 6379 : name]));
  for (const pod of cases) {
    const rendered = renderTemplate(element.text, { ...guessed, ...pod.data });
    if (rendered.ok) {
      texts.set(pod, rendered.text);
      if (rendered.text.includes('<no value>') && !faults.has('no value')) {
        faults.set('no value', noValue(element, pod));
      }
      continue;
    }
    const { stage, problem, line, column } = rendered.fault;
    const key = `${line}:${column}:${problem}`;
    if (!faults.has(key) && (stage !== 'execute' || undocumented.length === 0)) {
      faults.set(key, renderFault(element, rendered.fault, pod));
    }
    // No data mend a text that cannot be parsed.
    if (stage !== 'execute') break;
  }
  return { texts, faults: [...faults.values()] };
}

function renderFault({ field }: TemplateElement, fault: TemplateFault, pod: DeploymentCase): HydraFault {
  const place = `line ${fault.line}, column ${fault.column} of the template`;
  if (fault.stage === 'preview') {
    return {
      id: 'hydra/not-checked',
      severity: 'note',
      field,
      problem: `The template is not rendered here: ${fault.problem} (${place})`,
      consequence: 'Go may well take it, but nothing can be said of the command line that it gives.',
      mend: 'Render it with Go, or write it with if, with, range and variables alone.',
    };
  }
  return {
    id: 'hydra/template',
    severity: 'error',
    field,
    problem:
      fault.stage === 'parse'
        ? `The template cannot be parsed: ${fault.problem} (${place})`
        : `The template fails for ${pod.name}: ${fault.problem} (${place})`,
    consequence: 'The platform gets no command line from it, so the deployment is not made.',
    mend:
      fault.stage === 'parse'
        ? 'Close what is open, and use the actions and functions of Go templates alone.'
        : 'Mind the types: TP_SIZE, PP_SIZE and MODEL_PORT are whole numbers, IS_DISTRIBUTED and IS_LEADER are true or false, CUSTOM_ARGS is a list of texts, and all others are texts.',
  };
}

function noValue({ field }: TemplateElement, pod: DeploymentCase): HydraFault {
  return {
    id: 'hydra/no-value',
    severity: 'error',
    field,
    problem: `The template gives '<no value>' for ${pod.name}`,
    consequence: 'A shell takes it for a redirection, and an engine for a value.',
    mend: 'Read documented variables alone.',
  };
}

function commandsOf(launch: Launch, textOf: ReadonlyMap<TemplateElement, string>): readonly Command[] {
  switch (launch.kind) {
    case 'shell':
      return shellCommands(textOf.get(launch.script) ?? '');
    case 'arguments':
    case 'command':
      return [launch.elements.map((element) => textOf.get(element) ?? '')];
    case 'image':
    case 'broken shell':
      return [];
  }
}
