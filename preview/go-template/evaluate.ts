import { Allowance } from './allowance';
import { TemplateProblem } from './fault';
import { printed } from './format';
import { BUILT_IN, callFunction, checkArgumentCount, isLazy } from './functions';
import type { TemplateFunctions } from './functions';
import { Scopes } from './scopes';
import type { Command, NodeList, Operand, Pipeline, Range, TemplateCall, TemplateNode } from './syntax';
import { entryOf, isList, isMap, isTrue, sortedKeys, Struct, typeName, valueOf } from './value';
import type { TemplateData, TemplateMap, Value } from './value';

/** What follows a node: the next one, the next round of the range, or what is after the range. */
type Flow = 'on' | 'continue' | 'break';

/** Blocks inside of each other, those of templates that call each other included; Go allows 100,000 calls. */
const MOST_NESTING = 500;

/** Renders parsed nodes once. */
export class Evaluation {
  private readonly allowance = new Allowance();
  private variables: Scopes<Value>;
  private readonly output: string[] = [];
  private at = 0;
  private nesting = 0;

  constructor(
    private readonly data: TemplateData | Struct,
    private readonly templates: ReadonlyMap<string, NodeList>,
    private readonly functions: TemplateFunctions = BUILT_IN,
    /** What Go does with a key that a map lacks: its option `missingkey`. */
    private readonly missingKey: 'default' | 'error' = 'default',
  ) {
    this.variables = scopesFor(this.root);
  }

  /** Where in the template the evaluation is. */
  get offset(): number {
    return this.at;
  }

  /** @throws {TemplateProblem} where Go would stop */
  run(nodes: NodeList): string {
    this.runNodes(nodes, this.root);
    return this.output.join('');
  }

  private get root(): Value {
    return valueOf(this.data) ?? undefined;
  }

  private runNodes(nodes: NodeList, dot: Value): Flow {
    this.nesting++;
    if (this.nesting > MOST_NESTING) {
      throw new TemplateProblem(`blocks and templates are nested more than ${MOST_NESTING} deep`, 'preview');
    }
    let flow: Flow = 'on';
    for (const node of nodes) {
      flow = this.runNode(node, dot);
      if (flow !== 'on') break;
    }
    this.nesting--;
    return flow;
  }

  private runNode(node: TemplateNode, dot: Value): Flow {
    this.allowance.take(1);
    switch (node.kind) {
      case 'text':
        this.write(node.text);
        return 'on';
      case 'action': {
        const value = this.pipeline(node.pipeline, dot);
        if (node.pipeline.variables.length === 0) this.write(printed(value, this.allowance));
        return 'on';
      }
      case 'if':
      case 'with':
        return this.scoped(() => {
          const value = this.pipeline(node.pipeline, dot);
          if (!isTrue(value)) return this.runNodes(node.otherwise, dot);
          return this.runNodes(node.then, node.kind === 'with' ? value : dot);
        });
      case 'range':
        return this.scoped(() => this.runRange(node, dot));
      case 'template':
        this.runTemplate(node, dot);
        return 'on';
      case 'break':
      case 'continue':
        return node.kind;
    }
  }

  private runTemplate({ name, offset, pipeline }: TemplateCall, dot: Value): void {
    this.at = offset;
    const nodes = this.templates.get(name);
    if (nodes === undefined) throw new TemplateProblem(`template ${JSON.stringify(name)} not defined`, 'execute');
    const data = pipeline === undefined ? undefined : this.pipeline(pipeline, dot);
    const around = this.variables;
    this.variables = scopesFor(data);
    this.runNodes(nodes, data);
    this.variables = around;
  }

  private runRange(range: Range, dot: Value): Flow {
    const over = this.pipeline(range.pipeline, dot);
    let ran = false;
    for (const { key, value } of this.itemsOf(over, range)) {
      ran = true;
      const flow = this.scoped(() => {
        this.bindItem(range.pipeline, key, value);
        return this.runNodes(range.body, value);
      });
      if (flow === 'break') break;
    }
    return ran ? 'on' : this.runNodes(range.otherwise, dot);
  }

  private *itemsOf(over: Value, { pipeline }: Range): Iterable<{ readonly key: Value; readonly value: Value }> {
    if (isList(over)) {
      for (const [index, item] of over.entries()) yield { key: BigInt(index), value: valueOf(item) };
    } else if (isMap(over)) {
      this.allowance.take(Object.keys(over).length);
      for (const key of sortedKeys(over)) yield { key, value: entryOf(over, key) };
    } else if (typeof over === 'bigint') {
      if (pipeline.variables.length > 1) {
        throw new TemplateProblem(`can't use ${over} to iterate over more than one variable`, 'execute');
      }
      for (let count = 0n; count < over; count++) {
        this.allowance.take(1);
        yield { key: undefined, value: count };
      }
    } else if (over !== undefined && over !== null) {
      throw new TemplateProblem(`range can't iterate over ${printed(over, this.allowance)}`, 'execute');
    }
  }

  private bindItem({ variables, binding }: Pipeline, key: Value, value: Value): void {
    const [first, second] = variables;
    if (first === undefined) return;
    this.bind(first, second === undefined ? value : key, binding);
    if (second !== undefined) this.bind(second, value, binding);
  }

  private pipeline({ offset, commands, variables, binding }: Pipeline, dot: Value): Value {
    this.at = offset;
    let piped: { readonly value: Value } | undefined;
    for (const command of commands) piped = { value: this.command(command, dot, piped) ?? undefined };
    for (const variable of variables) this.bind(variable, piped?.value, binding);
    return piped?.value;
  }

  private bind(variable: string, value: Value, binding: Pipeline['binding']): void {
    if (binding === 'declare') this.variables.declare(variable, value);
    else if (!this.variables.assign(variable, value)) throw undefinedVariable(variable);
  }

  private command(command: Command, dot: Value, piped: { readonly value: Value } | undefined): Value {
    const { first, arguments: rest } = command;
    this.at = first.offset;
    if (first.kind === 'function') return this.call(first.name, first.offset, rest, dot, piped);
    if (first.kind === 'nil') throw new TemplateProblem('nil is not a command', 'execute');
    const given = rest.length > 0 || piped !== undefined;
    const fields = first.kind === 'field' || first.kind === 'chain' || first.kind === 'variable' ? first.names : [];
    // Go asks a field for arguments last, and forgives them to one of a value that does not exist.
    if (given && fields.length === 0) throw new TemplateProblem("can't give argument to non-function", 'execute');
    return this.operand(first, dot, given);
  }

  private operand(operand: Operand, dot: Value, given = false): Value {
    this.allowance.take(1);
    this.at = operand.offset;
    switch (operand.kind) {
      case 'constant':
        return operand.value;
      case 'nil':
        return undefined;
      case 'dot':
        return dot;
      case 'field':
        return this.fields(dot, operand, given);
      case 'variable': {
        if (!this.variables.has(operand.variable)) throw undefinedVariable(operand.variable);
        return this.fields(this.variables.get(operand.variable), operand, given);
      }
      case 'function':
        return this.call(operand.name, operand.offset, [], dot, undefined);
      case 'pipeline':
        return this.pipeline(operand.pipeline, dot);
      case 'chain':
        return this.fields(this.operand(operand.of, dot), operand, given);
    }
  }

  private fields(
    value: Value,
    { names, offset }: { readonly names: readonly string[]; readonly offset: number },
    given: boolean,
  ): Value {
    this.at = offset;
    return names.reduce((receiver, name, index) => {
      this.allowance.take(1);
      if (receiver === undefined) return undefined;
      if (receiver === null) throw new TemplateProblem(`nil pointer evaluating interface {}.${name}`, 'execute');
      if (!(receiver instanceof Struct) && !isMap(receiver)) {
        throw new TemplateProblem(`can't evaluate field ${name} in type ${typeName(receiver)}`, 'execute');
      }
      const found = receiver instanceof Struct ? receiver.field(name) : this.entry(receiver, name);
      if (given && index === names.length - 1) {
        const why =
          receiver instanceof Struct
            ? 'has arguments but cannot be invoked as function'
            : 'is not a method but has arguments';
        throw new TemplateProblem(`${name} ${why}`, 'execute');
      }
      return found;
    }, value);
  }

  private entry(map: TemplateMap, key: string): Value {
    if (this.missingKey === 'error' && !Object.hasOwn(map, key)) {
      throw new TemplateProblem(`map has no entry for key ${JSON.stringify(key)}`, 'execute');
    }
    return entryOf(map, key);
  }

  private call(
    name: string,
    offset: number,
    operands: readonly Operand[],
    dot: Value,
    piped: { readonly value: Value } | undefined,
  ): Value {
    this.allowance.take(1);
    checkArgumentCount(this.functions, name, operands.length + (piped === undefined ? 0 : 1));
    if (isLazy(name)) return this.callLazily(name, operands, dot, piped);
    const values = operands.map((operand) => this.operand(operand, dot));
    if (piped !== undefined) values.push(piped.value);
    this.at = offset;
    return callFunction(this.functions, name, values, this.allowance);
  }

  /** `and` stops at the first value that is false, `or` at the first that is true. */
  private callLazily(
    name: 'and' | 'or',
    operands: readonly Operand[],
    dot: Value,
    piped: { readonly value: Value } | undefined,
  ): Value {
    let value: Value;
    for (const operand of operands) {
      value = this.operand(operand, dot);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return piped === undefined ? value : piped.value;
  }

  private scoped(run: () => Flow): Flow {
    this.variables.enter();
    const flow = run();
    this.variables.leave();
    return flow;
  }

  private write(text: string): void {
    this.allowance.take(text.length);
    this.output.push(text);
  }
}

function scopesFor(root: Value): Scopes<Value> {
  const variables = new Scopes<Value>();
  variables.declare('$', root);
  return variables;
}

function undefinedVariable(name: string): TemplateProblem {
  return new TemplateProblem(`undefined variable: ${name}`, 'execute');
}
