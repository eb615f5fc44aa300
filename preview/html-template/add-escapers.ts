import { TemplateProblem } from '../go-template/fault';
import type { Command, NodeList, Pipeline, TemplateNode } from '../go-template/syntax';

/** What html/template adds to the end of a pipeline. */
export const ESCAPER = '_html_template_htmlescaper';

/** What it puts before an escaper that has arguments. */
export const ARGUMENTS = '_eval_args_';

/** Functions of text/template that escape, too. */
const ESCAPES: ReadonlySet<string> = new Set(['html', 'urlquery']);

/**
 * Templates as html/template makes them of those that are parsed: what every action prints is escaped. Only templates
 * that are called are looked at, in code that can be reached.
 *
 * Text that begins a tag, after which other rules would hold, is not known here; JSON as Go writes it has no `<`.
 *
 * @throws {TemplateProblem} where html/template refuses one
 * @see https://github.com/golang/go/blob/master/src/html/template/escape.go escapeTemplate
 */
export function addEscapers(templates: ReadonlyMap<string, NodeList>, name: string): ReadonlyMap<string, NodeList> {
  const escaper = new EscaperOfTemplates(templates);
  escaper.escape(name, 0);
  return escaper.escaped;
}

class EscaperOfTemplates {
  readonly escaped = new Map<string, NodeList>();

  constructor(private readonly templates: ReadonlyMap<string, NodeList>) {}

  escape(name: string, offset: number): void {
    if (this.escaped.has(name)) return;
    const nodes = this.templates.get(name);
    if (nodes === undefined) throw new TemplateProblem(`no such template ${JSON.stringify(name)}`, 'parse', offset);
    // A template may call itself.
    this.escaped.set(name, nodes);
    this.escaped.set(name, this.list(nodes));
  }

  private list(nodes: NodeList): NodeList {
    const end = nodes.findIndex(isJump);
    return [
      ...(end === -1 ? nodes : nodes.slice(0, end)).map((node) => this.node(node)),
      ...(end === -1 ? [] : nodes.slice(end)),
    ];
  }

  private node(node: TemplateNode): TemplateNode {
    switch (node.kind) {
      case 'text':
        if (node.text.includes('<')) throw new TemplateProblem('text with a < is not known here', 'preview');
        return node;
      case 'action':
        return node.pipeline.variables.length > 0 ? node : { ...node, pipeline: escapedPipeline(node.pipeline) };
      case 'if':
      case 'with':
        return { ...node, then: this.list(node.then), otherwise: this.list(node.otherwise) };
      case 'range':
        return { ...node, body: this.list(node.body), otherwise: this.list(node.otherwise) };
      case 'template':
        this.escape(node.name, node.offset);
        return node;
      case 'break':
      case 'continue':
        return node;
    }
  }
}

/** Whether nothing after the node is reached. */
function isJump(node: TemplateNode): boolean {
  switch (node.kind) {
    case 'break':
    case 'continue':
      return true;
    case 'if':
    case 'with':
      return node.then.some(isJump) && node.otherwise.some(isJump);
    default:
      return false;
  }
}

/** @see https://github.com/golang/go/blob/master/src/html/template/escape.go ensurePipelineContains */
function escapedPipeline(pipeline: Pipeline): Pipeline {
  const { commands, offset } = pipeline;
  const early = commands.slice(0, -1).find(isEscape);
  if (early !== undefined) {
    const name = JSON.stringify(nameOf(early));
    throw new TemplateProblem(`predefined escaper ${name} disallowed in template`, 'parse', early.offset);
  }
  const last = commands.at(-1);
  const escape = last !== undefined && isEscape(last) ? nameOf(last) : undefined;
  if (last === undefined || escape === undefined)
    return { ...pipeline, commands: [...commands, call(ESCAPER, offset)] };
  const apart =
    commands.length === 1 && last.arguments.length > 0
      ? [{ ...call(ARGUMENTS, last.offset), arguments: last.arguments }, call(escape, offset)]
      : commands;
  return { ...pipeline, commands: escape === 'html' ? apart : [...apart, call(ESCAPER, offset)] };
}

function isEscape(command: Command): boolean {
  const name = nameOf(command);
  return name !== undefined && ESCAPES.has(name);
}

function nameOf({ first }: Command): string | undefined {
  return first.kind === 'function' ? first.name : undefined;
}

function call(name: string, offset: number): Command {
  return { offset, first: { kind: 'function', offset, name }, arguments: [] };
}
