import type { Template, TemplateNode } from './template';

type InlineNode = Exclude<TemplateNode, { readonly kind: 'choice' }>;

/** A line of a written template: the control of a choice, which trims what is around it, or content. */
type Line =
  | { readonly kind: 'control'; readonly depth: number; readonly action: string }
  | { readonly kind: 'content'; readonly depth: number; readonly nodes: readonly InlineNode[] };

/**
 * Writes a template in Go's language. Choices stand on lines of their own, indented, and all blanks that are there for
 * the reader's sake are trimmed away when it is rendered.
 *
 * @see https://pkg.go.dev/text/template#hdr-Text_and_spaces
 */
export function printTemplate(template: Template): string {
  const lines = linesOf(template, 0);
  return lines
    .map((line, index) => {
      const indentation = index === 0 ? '' : '  '.repeat(line.depth);
      if (line.kind === 'control') return `${indentation}{{- ${line.action} -}}`;
      return `${indentation}${content(line.nodes, { start: index > 0, end: index < lines.length - 1 })}`;
    })
    .join('\n');
}

function linesOf(template: Template, depth: number): readonly Line[] {
  const lines: Line[] = [];
  let inline: InlineNode[] = [];
  const endLine = () => {
    if (inline.length > 0) lines.push({ kind: 'content', depth, nodes: inline });
    inline = [];
  };
  for (const node of template) {
    if (node.kind !== 'choice') {
      inline.push(node);
      continue;
    }
    endLine();
    lines.push(
      { kind: 'control', depth, action: `if .${node.condition}` },
      ...linesOf(node.then, depth + 1),
      { kind: 'control', depth, action: 'else' },
      ...linesOf(node.otherwise, depth + 1),
      { kind: 'control', depth, action: 'end' },
    );
  }
  endLine();
  return lines;
}

/** Nodes on one line; where a control is next to it, blanks at that edge are kept from being trimmed. */
function content(nodes: readonly InlineNode[], trimmed: { readonly start: boolean; readonly end: boolean }): string {
  return merged(nodes)
    .map((node, index, all) => {
      switch (node.kind) {
        case 'value':
          return `{{ .${node.variable} }}`;
        case 'parameters':
          return `{{ range .CUSTOM_ARGS }}${literal(node.before)}{{ . }}${literal(node.after)}{{ end }}`;
        case 'text': {
          const first = index === 0 && trimmed.start;
          const last = index === all.length - 1;
          return literal(node.text, { start: first, end: last && trimmed.end, beforeAction: !last });
        }
      }
    })
    .join('');
}

/** Texts that follow each other as one, without empty ones. */
function merged(nodes: readonly InlineNode[]): readonly InlineNode[] {
  const result: InlineNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') result[result.length - 1] = joined(last.text, node.text);
    else if (node.kind !== 'text' || node.text !== '') result.push(node);
  }
  return result;
}

function joined(one: string, other: string): InlineNode {
  return { kind: 'text', text: `${one}${other}` };
}

/** A text as it stands in a template; what Go would read as its own, or trim, is a constant of Go. */
function literal(text: string, edges: Edges = { start: false, end: false, beforeAction: true }): string {
  const pattern = [
    String.raw`\{\{`,
    ...(edges.start ? [String.raw`^[ \t\r\n]+`] : []),
    ...(edges.end ? [String.raw`\{?[ \t\r\n]+$`] : []),
    ...(edges.beforeAction ? [String.raw`\{$`] : []),
  ].join('|');
  return text.replaceAll(new RegExp(pattern, 'g'), (part) => `{{ ${JSON.stringify(part)} }}`);
}

interface Edges {
  readonly start: boolean;
  readonly end: boolean;
  /** An action follows, with which a brace at the end would be read together. */
  readonly beforeAction: boolean;
}
