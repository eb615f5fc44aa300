// Turns the types of Kubernetes' own kinds, as cdk8s-plus-28 has them, into the facts that this package ships:
//   node tools/kubernetes-schemas.mjs [folder to write to, default imports/kubernetes/]
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

const [targetFolder = path.join(import.meta.dirname, '..', 'imports', 'kubernetes')] = process.argv.slice(2);
const typesFile = path.join(import.meta.dirname, '..', 'node_modules', 'cdk8s-plus-28', 'lib', 'imports', 'k8s.d.ts');
const { k8s } = createRequire(import.meta.url)('cdk8s-plus-28');

const source = ts.createSourceFile(typesFile, await readFile(typesFile, 'utf8'), ts.ScriptTarget.ES2022, true);
const interfaces = new Map();
const enums = new Map();
for (const statement of source.statements) {
  if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, statement);
  if (ts.isEnumDeclaration(statement)) enums.set(statement.name.text, statement);
}

/** Answers to a question, or parts of the API server itself: nobody keeps such objects in Git. */
const isTransient = (kind) =>
  /List$|Review$|^Binding$|^Eviction$|^TokenRequest$|^Scale$|^Status$|^DeleteOptions$/.test(kind);

/** Kinds of the whole cluster, of those that the types have. */
const CLUSTER_KINDS = new Set(
  `Namespace Node PersistentVolume ComponentStatus MutatingWebhookConfiguration ValidatingWebhookConfiguration
  ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding CustomResourceDefinition APIService
  CertificateSigningRequest ClusterTrustBundle FlowSchema PriorityLevelConfiguration IngressClass ClusterCIDR RuntimeClass
  ClusterRole ClusterRoleBinding PriorityClass CSIDriver CSINode StorageClass VolumeAttachment ResourceClass
  StorageVersion SelfSubjectReview`.split(/\s+/),
);

/** The name of a field in the API, which its documentation names; TypeScript spells some otherwise. */
function fieldName(member) {
  const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'schema');
  const name = /#(.+)$/.exec(ts.getTextOfJSDocComment(tag?.comment) ?? '')?.[1];
  if (name === undefined) throw new Error(`${member.parent.name.text}.${member.name.text} states no field`);
  return name;
}

function schemaOfType(node, owner, use) {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    case ts.SyntaxKind.NumberKeyword:
      // Bounds inside of a CRD's schema are the only numbers that need not be whole.
      return { type: owner.startsWith('JsonSchema') ? 'number' : 'integer' };
    case ts.SyntaxKind.AnyKeyword:
      return { 'x-kubernetes-preserve-unknown-fields': true };
  }
  if (ts.isArrayTypeNode(node)) return { type: 'array', items: schemaOfType(node.elementType, owner, use) };
  if (ts.isTypeLiteralNode(node)) {
    const [index] = node.members;
    return { type: 'object', additionalProperties: schemaOfType(index.type, owner, use) };
  }
  if (ts.isUnionTypeNode(node)) return { 'x-kubernetes-preserve-unknown-fields': true };
  const name = node.typeName.getText(source);
  if (name === 'Quantity' || name === 'IntOrString') return { 'x-kubernetes-int-or-string': true };
  if (name === 'Date') return { type: 'string', format: 'date-time' };
  if (enums.has(name))
    return { type: 'string', enum: enums.get(name).members.map(({ initializer }) => initializer.text) };
  return { $ref: use(name) };
}

function schemaOfInterface(name, use, without) {
  const all = interfaces.get(name).members.map((member) => [fieldName(member), member]);
  const members = all.filter(([field]) => field !== without);
  const required = members.filter(([, { questionToken }]) => questionToken === undefined).map(([field]) => field);
  const properties = members.map(([field, { type }]) => [field, schemaOfType(type, name, use)]);
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required: required.sort() }),
    properties: Object.fromEntries(properties.sort(byName)),
  };
}

const byName = ([left], [right]) => (left < right ? -1 : left > right ? 1 : 0);

function pluralOf(kind) {
  const name = kind.toLowerCase();
  if (name === 'endpoints') return name;
  if (/(s|x|ch)$/.test(name)) return `${name}es`;
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** Stable before beta before alpha, then the higher number. */
function newestOf(versions) {
  const rank = (version) => {
    const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
    return [{ alpha: 0, beta: 1 }[stage] ?? 2, Number(major), Number(minor ?? 0)];
  };
  const isNewer = (left, right) => {
    const index = left.findIndex((part, at) => part !== right[at]);
    return index !== -1 && left[index] > right[index];
  };
  return versions.reduce((newest, version) => (isNewer(rank(version), rank(newest)) ? version : newest));
}

const groups = new Map();
for (const [className, { GVK }] of Object.entries(k8s).filter(([, value]) => value?.GVK !== undefined)) {
  const { apiVersion, kind } = GVK;
  if (isTransient(kind)) continue;
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const facts = groups.get(group) ?? { kinds: {}, definitions: new Map() };
  groups.set(group, facts);
  const use = (name) => {
    if (!facts.definitions.has(name)) {
      facts.definitions.set(name, undefined);
      facts.definitions.set(name, schemaOfInterface(name, use));
    }
    return name;
  };
  const scope = CLUSTER_KINDS.has(kind) ? 'Cluster' : 'Namespaced';
  facts.kinds[kind] ??= { plural: pluralOf(kind), scope, versions: {} };
  facts.kinds[kind].versions[version] = {
    storage: false,
    schema: schemaOfInterface(`${className}Props`, use, 'metadata'),
  };
}
for (const { kinds } of groups.values()) {
  for (const { versions } of Object.values(kinds)) versions[newestOf(Object.keys(versions))].storage = true;
}

const block = (entries) =>
  entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',\n');

await mkdir(targetFolder, { recursive: true });
for (const [group, { kinds, definitions }] of groups) {
  const text = `{\n"group":${JSON.stringify(group)},\n"kinds":{\n${block(Object.entries(kinds).sort(byName))}\n},\n"definitions":{\n${block([...definitions].sort(byName))}\n}\n}\n`;
  await writeFile(path.join(targetFolder, `${group === '' ? 'core' : group}.json`), text);
}
