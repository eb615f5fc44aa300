import { Cursor, isKeyword, unexpected } from './cursor';
import { faultAt, TemplateProblem } from './fault';
import type { TemplateFault } from './fault';
import { isFunction } from './functions';
import { tokensOf } from './lexer';
import { unquoted, unquotedRaw } from './literals';
import { PipelineParser } from './parse-pipeline';
import type { Branch, NodeList, Range, TemplateCall, TemplateNode } from './syntax';

export type ParseResult =
  | {
      readonly ok: true;
      readonly nodes: NodeList;
      /** Templates that the text defines, by their names, and itself under its own. */
      readonly templates: ReadonlyMap<string, NodeList>;
    }
  | { readonly ok: false; readonly fault: TemplateFault };

/**
 * Parses a template as Go's text/template does.
 *
 * @param isKnown - whether there is a function of a name; those that every template has where nothing is said
 */
export function parseTemplate(
  template: string,
  name = '',
  isKnown: (name: string) => boolean = isFunction,
): ParseResult {
  const cursor = new Cursor(tokensOf(template));
  try {
    const parser = new Parser(cursor, isKnown);
    const nodes = parser.parse(name);
    return { ok: true, nodes, templates: parser.templates };
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    return { ok: false, fault: faultAt(template, error.offset ?? cursor.offset, error.problem, error.stage) };
  }
}

/** What ends a list of nodes; of `else`, the control that follows it in the same action. */
type ListEnd = { readonly kind: 'end' } | { readonly kind: 'else'; readonly control?: string };

class Parser {
  readonly templates = new Map<string, NodeList>();
  private readonly actions: PipelineParser;
  private ranges = 0;

  constructor(
    private readonly cursor: Cursor,
    isKnown: (name: string) => boolean,
  ) {
    this.actions = new PipelineParser(cursor, isKnown);
  }

  parse(name: string): NodeList {
    const nodes: TemplateNode[] = [];
    while (this.cursor.peek().kind !== 'end') {
      if (this.isDefinition()) {
        this.define();
        continue;
      }
      const { offset } = this.cursor;
      const node = this.node();
      if ('end' in node) throw new TemplateProblem(`unexpected {{${node.end.kind}}}`, 'parse', offset);
      nodes.push(node.node);
    }
    this.add(name, nodes);
    return nodes;
  }

  private isDefinition(): boolean {
    const control = this.cursor.peek(1);
    return this.cursor.peek().kind === 'open' && control.kind === 'identifier' && control.text === 'define';
  }

  /** `{{ define "name" }}`, which stands outside of all blocks. */
  private define(): void {
    const context = 'define clause';
    this.cursor.next(context);
    this.cursor.next(context);
    const name = this.name(context);
    this.cursor.expectClose(context);
    this.add(name, this.body(context));
  }

  /** The nodes of a template of its own, up to its end. */
  private body(context: string): NodeList {
    const { ranges } = this;
    this.ranges = 0;
    const { nodes, end } = this.actions.apart(() => this.list());
    this.ranges = ranges;
    if (end.kind !== 'end') throw new TemplateProblem(`unexpected {{${end.kind}}} in ${context}`, 'parse');
    return nodes;
  }

  /** Of two templates of a name, one has to be empty. */
  private add(name: string, nodes: NodeList): void {
    if (isBlank(this.templates.get(name) ?? [])) this.templates.set(name, nodes);
    else if (!isBlank(nodes)) {
      throw new TemplateProblem(`template: multiple definition of template ${JSON.stringify(name)}`, 'parse');
    }
  }

  private list(): { readonly nodes: NodeList; readonly end: ListEnd } {
    const nodes: TemplateNode[] = [];
    while (this.cursor.peek().kind !== 'end') {
      const node = this.node();
      if ('end' in node) return { nodes, end: node.end };
      nodes.push(node.node);
    }
    throw new TemplateProblem('unexpected EOF', 'parse');
  }

  private node(): { readonly node: TemplateNode } | { readonly end: ListEnd } {
    const token = this.cursor.next('input');
    if (token.kind === 'text') return { node: { kind: 'text', text: token.text } };
    if (token.kind !== 'open') throw unexpected(token, 'input');
    const control = this.cursor.peek();
    if (!isKeyword(control)) return { node: { kind: 'action', pipeline: this.actions.pipeline('command') } };
    this.cursor.next('command');
    switch (control.text) {
      case 'if':
      case 'with':
        return { node: this.branch(control.text) };
      case 'range':
        return { node: this.range() };
      case 'break':
      case 'continue':
        this.cursor.expectClose(`{{${control.text}}}`);
        if (this.ranges === 0) {
          throw new TemplateProblem(`{{${control.text}}} outside {{range}}`, 'parse', control.offset);
        }
        return { node: { kind: control.text } };
      case 'end':
        this.cursor.expectClose('end');
        return { end: { kind: 'end' } };
      case 'else':
        return { end: this.else() };
      case 'template':
        return { node: this.call(control.offset) };
      case 'block':
        return { node: this.block(control.offset) };
      default:
        throw unexpected(control, 'command');
    }
  }

  private else(): ListEnd {
    const follows = this.cursor.peek();
    if (follows.kind === 'identifier' && (follows.text === 'if' || follows.text === 'with')) {
      return { kind: 'else', control: follows.text };
    }
    this.cursor.expectClose('else');
    return { kind: 'else' };
  }

  private branch(kind: Branch['kind']): Branch {
    return this.actions.nested(() => {
      const pipeline = this.actions.pipeline(kind);
      const { nodes, end } = this.list();
      return { kind, pipeline, then: nodes, otherwise: this.otherwise(kind, end) };
    });
  }

  private range(): Range {
    return this.actions.nested(() => {
      const pipeline = this.actions.pipeline('range');
      this.ranges++;
      const { nodes, end } = this.list();
      this.ranges--;
      return { kind: 'range', pipeline, body: nodes, otherwise: this.otherwise('range', end) };
    });
  }

  private otherwise(of: 'if' | 'with' | 'range', end: ListEnd): NodeList {
    if (end.kind === 'end') return [];
    if (end.control !== undefined) {
      const control = this.cursor.next('else');
      if (end.control !== of || of === 'range') throw unexpected(control, 'input');
      return [this.branch(of)];
    }
    const { offset } = this.cursor;
    const last = this.list();
    if (last.end.kind === 'end') return last.nodes;
    throw new TemplateProblem('expected end; found {{else}}', 'parse', offset);
  }

  /** `{{ template "name" }}` or `{{ template "name" pipeline }}` */
  private call(offset: number): TemplateCall {
    const context = 'template clause';
    const name = this.name(context);
    if (this.cursor.peek().kind !== 'close') {
      return { kind: 'template', offset, name, pipeline: this.actions.pipeline(context) };
    }
    this.cursor.next(context);
    return { kind: 'template', offset, name };
  }

  /** `{{ block "name" pipeline }}`, which defines a template where it is called. */
  private block(offset: number): TemplateCall {
    const context = 'block clause';
    const name = this.name(context);
    const pipeline = this.actions.pipeline(context);
    this.add(name, this.body(context));
    return { kind: 'template', offset, name, pipeline };
  }

  private name(context: string): string {
    const token = this.cursor.next(context);
    if (token.kind === 'string') return unquoted(token.text);
    if (token.kind === 'raw string') return unquotedRaw(token.text);
    throw unexpected(token, context);
  }
}

function isBlank(nodes: NodeList): boolean {
  return nodes.every((node) => node.kind === 'text' && /^\s*$/.test(node.text));
}
