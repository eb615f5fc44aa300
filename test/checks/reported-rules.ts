import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');
const ROOMS = [
  'catalog',
  'checks',
  'cli',
  'constructs',
  'kubernetes',
  'platforms',
  'preview',
  'reports',
  'review',
  'runtimes',
];
const FILES = [...ROOMS, 'inputs', 'sources', 'synth'].flatMap(filesIn);

// Comments report nothing.
const OPTIONS: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

/** Where the rows are, which report nothing. */
const REGISTRY = 'checks/rules/';

/** An API version such as `autoscaling/v2` has the same form. */
const ID = /^[a-z]+\/(?!v\d)[a-z][a-z0-9-]*$/;

/** Engines whose findings share their code, which puts the engine in the place of the family. */
const ENGINES = ['vllm', 'sglang'];

/** An id that the code of the product reports, or the pattern of some that it puts together. */
export interface ReportedRule {
  readonly id: string | RegExp;
  readonly file: string;
}

/**
 * The ids in the code: texts in the form of one whose family is known, or that are the `id` of something, and templates
 * that are the `id` of something.
 */
export function reportedRules(families: ReadonlySet<string>): readonly ReportedRule[] {
  return FILES.filter((file) => !file.startsWith(REGISTRY)).flatMap((file) =>
    nodesOf(file).flatMap((node) => idsOf(node, familiesIn(file, families)).map((id) => ({ id, file }))),
  );
}

/** The ids of rows as they are written, one that is written twice included. */
export function writtenRows(): readonly string[] {
  return FILES.filter((file) => file.startsWith(REGISTRY)).flatMap((file) =>
    nodesOf(file).flatMap((node) =>
      ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && ID.test(node.name.text) ? [node.name.text] : [],
    ),
  );
}

/** Objects that controllers make have names and images of the same form. */
function familiesIn(file: string, families: ReadonlySet<string>): ReadonlySet<string> {
  return file.startsWith('preview/') ? new Set() : families;
}

function idsOf(node: ts.Node, families: ReadonlySet<string>): readonly (string | RegExp)[] {
  if (ts.isStringLiteralLike(node)) {
    const isMeant = isId(node) || families.has(node.text.split('/', 1)[0] ?? '');
    return isMeant && ID.test(node.text) && !ts.isLiteralTypeNode(node.parent) ? [node.text] : [];
  }
  if (!ts.isTemplateExpression(node) || !isId(node)) return [];
  const tail = node.templateSpans.map(({ literal }) => literal.text).join('*');
  if (node.head.text === '') return ENGINES.map((engine) => `${engine}${tail}`);
  return [new RegExp(`^${node.head.text}${`*${tail}`.replaceAll('*', '[a-z0-9-]+')}$`)];
}

/** Whether an expression is what a property `id` is set to. */
function isId(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isPropertyAssignment(parent) && parent.initializer === node && parent.name.getText() === 'id';
}

function nodesOf(file: string): readonly ts.Node[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), OPTIONS, true);
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return nodes;
}

function filesIn(room: string): readonly string[] {
  return readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${room}/${path.replaceAll('\\', '/')}`);
}
