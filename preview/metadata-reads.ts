import type { Command, NodeList, Operand, Pipeline } from './go-template/syntax';

/** A label or an annotation that a template reads. */
export interface MetadataRead {
  readonly of: 'labels' | 'annotations';
  readonly key: string;
}

const MEMBERS: ReadonlyMap<string, MetadataRead['of']> = new Map([
  ['Labels', 'labels'],
  ['Annotations', 'annotations'],
]);

/** What each action of some templates reads of the metadata, by the offset of its pipeline. */
export function readsByAction(templates: ReadonlyMap<string, NodeList>): ReadonlyMap<number, readonly MetadataRead[]> {
  const reads = new Map<number, readonly MetadataRead[]>();
  const visit = (nodes: NodeList): void => {
    for (const node of nodes) {
      switch (node.kind) {
        case 'action':
          reads.set(node.pipeline.offset, readsOf(node.pipeline));
          break;
        case 'if':
        case 'with':
          visit(node.then);
          visit(node.otherwise);
          break;
        case 'range':
          visit(node.body);
          visit(node.otherwise);
          break;
        default:
      }
    }
  };
  for (const nodes of templates.values()) visit(nodes);
  return reads;
}

function readsOf({ commands }: Pipeline): readonly MetadataRead[] {
  return commands.flatMap((command) => [
    ...readOfIndex(command),
    ...[command.first, ...command.arguments].flatMap(readsOfOperand),
  ]);
}

/** `` index .Annotations `key` `` */
function readOfIndex({ first, arguments: [of, key] }: Command): readonly MetadataRead[] {
  if (first.kind !== 'function' || first.name !== 'index' || of === undefined) return [];
  const member = of.kind === 'field' || isRoot(of) ? memberOf(namesOf(of)[0]) : undefined;
  if (member === undefined || key?.kind !== 'constant' || typeof key.value !== 'string') return [];
  return [{ of: member, key: key.value }];
}

function readsOfOperand(operand: Operand): readonly MetadataRead[] {
  if (operand.kind === 'pipeline') return readsOf(operand.pipeline);
  if (operand.kind === 'chain') return readsOfOperand(operand.of);
  if (operand.kind !== 'field' && !isRoot(operand)) return [];
  const [name, key] = namesOf(operand);
  const member = memberOf(name);
  return member === undefined || key === undefined ? [] : [{ of: member, key }];
}

function isRoot(operand: Operand): boolean {
  return operand.kind === 'variable' && operand.variable === '$';
}

function namesOf(operand: Operand): readonly string[] {
  return operand.kind === 'field' || operand.kind === 'variable' ? operand.names : [];
}

function memberOf(name: string | undefined): MetadataRead['of'] | undefined {
  return name === undefined ? undefined : MEMBERS.get(name);
}
