import { nearestName } from '../../catalog/nearest-name';
import { faultAt } from '../../preview/go-template/fault';
import { parseTemplate } from '../../preview/go-template/parse';
import type { Command, NodeList, Operand, Pipeline } from '../../preview/go-template/syntax';
import type { HydraFault } from './hydra-fault';
import type { TemplateElement } from './runtime-template';

/** The variables that the platform gives a template. */
export const HYDRA_VARIABLES = [
  'RUN_TIME',
  'MODEL_NAME',
  'IS_DISTRIBUTED',
  'MODEL_PATH',
  'IS_LEADER',
  'TP_SIZE',
  'PP_SIZE',
  'MODEL_ID',
  'CLUSTER',
  'NAMESPACE',
  'MODEL_HOST',
  'MODEL_PORT',
  'CUSTOM_ARGS',
] as const;

/** A variable that a template reads, and where. */
export interface VariableUse {
  readonly name: string;
  readonly offset: number;
}

/** All that a template reads of its data, in branches too that no deployment takes; nothing of one that is no template. */
export function variablesIn(template: string): readonly VariableUse[] {
  const parsed = parseTemplate(template);
  return parsed.ok ? usesIn(parsed.nodes, true) : [];
}

export function isDocumented({ name }: VariableUse): boolean {
  return HYDRA_VARIABLES.some((variable) => variable === name);
}

/** Variables that the platform does not give, each told once for a text. */
export function checkVariables({ text, field }: TemplateElement): readonly HydraFault[] {
  const unknown = new Map<string, VariableUse>();
  for (const use of variablesIn(text)) if (!isDocumented(use) && !unknown.has(use.name)) unknown.set(use.name, use);
  return [...unknown.values()].map(({ name, offset }) => {
    const { line, column } = faultAt(text, offset, '', 'parse');
    return {
      id: 'hydra/variable',
      severity: 'error',
      field,
      problem: `The variable ${name} (line ${line}, column ${column} of the template) is not among those that the platform gives`,
      consequence:
        "Go's templates write '<no value>' for it, which a shell takes for a redirection and an engine for a value; a condition on it never holds.",
      mend: mendOf(name),
    };
  });
}

function mendOf(name: string): string {
  if (name === 'RAY_PORT') return "Write the number: 6379, Ray's own port, on the leader and on the workers.";
  const nearest = nearestName(name.toUpperCase(), HYDRA_VARIABLES);
  return nearest === undefined
    ? `Write the value itself, or use one of ${HYDRA_VARIABLES.join(', ')}.`
    : `Did you mean ${nearest}?`;
}

/** `atRoot`: whether the dot is the data as a whole, as it is outside of `range` and `with`. */
function usesIn(nodes: NodeList, atRoot: boolean): readonly VariableUse[] {
  return nodes.flatMap((node): readonly VariableUse[] => {
    switch (node.kind) {
      case 'text':
      case 'break':
      case 'continue':
        return [];
      case 'action':
        return usesOfPipeline(node.pipeline, atRoot);
      case 'template':
        return node.pipeline === undefined ? [] : usesOfPipeline(node.pipeline, atRoot);
      case 'range':
        return [
          ...usesOfPipeline(node.pipeline, atRoot),
          ...usesIn(node.body, false),
          ...usesIn(node.otherwise, atRoot),
        ];
      case 'if':
      case 'with':
        return [
          ...usesOfPipeline(node.pipeline, atRoot),
          ...usesIn(node.then, node.kind === 'if' ? atRoot : isRoot(node.pipeline, atRoot)),
          ...usesIn(node.otherwise, atRoot),
        ];
    }
  });
}

function usesOfPipeline({ commands }: Pipeline, atRoot: boolean): readonly VariableUse[] {
  return commands.flatMap((command) => [
    ...usesOfIndex(command, atRoot),
    ...[command.first, ...command.arguments].flatMap((operand) => usesOfOperand(operand, atRoot)),
  ]);
}

/** `index . "NAME"` */
function usesOfIndex({ first, arguments: [of, key] }: Command, atRoot: boolean): readonly VariableUse[] {
  if (first.kind !== 'function' || first.name !== 'index' || of === undefined || !isRootOperand(of, atRoot)) return [];
  return key?.kind === 'constant' && typeof key.value === 'string' ? [{ name: key.value, offset: key.offset }] : [];
}

function usesOfOperand(operand: Operand, atRoot: boolean): readonly VariableUse[] {
  switch (operand.kind) {
    case 'field':
      return atRoot ? firstOf(operand) : [];
    case 'variable':
      return operand.variable === '$' ? firstOf(operand) : [];
    case 'pipeline':
      return usesOfPipeline(operand.pipeline, atRoot);
    case 'chain':
      return isRootOperand(operand.of, atRoot) ? firstOf(operand) : usesOfOperand(operand.of, atRoot);
    default:
      return [];
  }
}

function firstOf({ names: [name], offset }: { readonly names: readonly string[]; readonly offset: number }) {
  return name === undefined ? [] : [{ name, offset }];
}

function isRootOperand(operand: Operand, atRoot: boolean): boolean {
  if (operand.kind === 'dot') return atRoot;
  if (operand.kind === 'pipeline') return isRoot(operand.pipeline, atRoot);
  return operand.kind === 'variable' && operand.variable === '$' && operand.names.length === 0;
}

function isRoot({ commands: [command, ...rest] }: Pipeline, atRoot: boolean): boolean {
  return command !== undefined && rest.length + command.arguments.length === 0 && isRootOperand(command.first, atRoot);
}
