import type { EngineVariable } from '../../constructs/engine';
import { partsOf } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import { valueTemplate } from './late-values';
import type { HydraPod } from './late-values';
import { valueOf, verbatim } from './template';
import type { Template, TemplateNode } from './template';

/** A variable that a shell can set by itself. */
export type ShellVariable = Exclude<EngineVariable, { readonly secret: unknown }>;

/** For which pod a shell reads words, and the variables that it has set before. */
export interface ShellContext {
  readonly pod: HydraPod;
  readonly variables: ReadonlySet<string>;
}

/** Whether a shell leaves a word as it is when nothing quotes it. */
export function isPlainWord(word: string): boolean {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(word);
}

/** A reference to a variable, which the kubelet replaces where it has set the variable itself. */
const REFERENCE = /(\$\([A-Za-z_][A-Za-z0-9_]*\))/;

/** Words for a shell, which reads each of them as it is. */
export function shellWords(words: readonly Text[], context: ShellContext): Template {
  return words.flatMap((word, index) => [...(index === 0 ? [] : [verbatim(' ')]), ...shellWord(word, context)]);
}

/** Statements that set variables in their order, since a later one may refer to an earlier one. */
export function exportStatements(env: readonly ShellVariable[], pod: HydraPod): Template {
  return env.flatMap((variable, index) => {
    const variables = new Set(env.slice(0, index).map(({ name }) => name));
    const separator = index === 0 ? '' : ' ';
    return [
      verbatim(`${separator}export ${variable.name}=`),
      ...variableValue(variable, { pod, variables }),
      verbatim(';'),
    ];
  });
}

function variableValue(variable: ShellVariable, context: ShellContext): Template {
  if ('value' in variable) return shellWord(variable.value, context);
  switch (variable.field) {
    case 'metadata.namespace':
      return [valueOf('NAMESPACE')];
    case 'metadata.name':
      return [verbatim('"$HOSTNAME"')];
    case 'status.podIP':
      return [verbatim(`"$(getent hosts "$HOSTNAME" | awk '{ print $1; exit }')"`)];
  }
}

function shellWord(word: Text, context: ShellContext): Template {
  const pieces = partsOf(word).flatMap((part): readonly TemplateNode[] =>
    typeof part === 'string' ? [verbatim(part)] : [valueTemplate(part.lateBound, context.pod)],
  );
  if (pieces.length > 0 && pieces.every(isPlain)) return pieces;
  return [verbatim("'"), ...pieces.map((piece) => quoted(piece, context.variables)), verbatim("'")];
}

/** The name of a model is its user's; the other values are numbers, or names of Kubernetes, or Hydra's own. */
function isPlain(node: TemplateNode): boolean {
  return node.kind === 'text' ? isPlainWord(node.text) : node.kind === 'value' && node.variable !== 'MODEL_NAME';
}

/** A piece inside of single quotation marks, which only a reference to a variable leaves. */
function quoted(node: TemplateNode, variables: ReadonlySet<string>): TemplateNode {
  if (node.kind !== 'text') return node;
  const pieces = node.text.split(REFERENCE).map((piece) => {
    const name = piece.slice(2, -1);
    return REFERENCE.test(piece) && variables.has(name) ? `'"$${name}"'` : piece.replaceAll("'", String.raw`'\''`);
  });
  return verbatim(pieces.join(''));
}
