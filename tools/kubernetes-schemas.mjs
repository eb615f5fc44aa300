// Turns the types of Kubernetes' own kinds, as the packages cdk8s-plus-<minor> have them, into the facts that this
// package ships: the newest version in full, and each older one as what differs from it (JSON merge patches, RFC 7386).
//   node tools/kubernetes-schemas.mjs [folder to write to, default imports/kubernetes/] [folder with node_modules]
// Versions whose package is not there are left as they are. All of them, in any folder:
//   npm install cdk8s-plus-28 cdk8s-plus-29 cdk8s-plus-30 cdk8s-plus-31 cdk8s-plus-32 cdk8s-plus-33 cdk8s-plus-34
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import ts from 'typescript';

const MINORS = [28, 29, 30, 31, 32, 33];
const NEWEST_MINOR = 34;

const root = path.join(import.meta.dirname, '..');
const [targetFolder = path.join(root, 'imports', 'kubernetes'), packagesFolder = root] = process.argv.slice(2);

/** Answers to a question, or parts of the API server itself: nobody keeps such objects in Git. */
const isTransient = (kind) =>
  /List$|Review$|^Binding$|^Eviction$|^TokenRequest$|^Scale$|^Status$|^DeleteOptions$/.test(kind);

/** Kinds of the whole cluster, of those that the types have. */
const CLUSTER_KINDS = new Set(
  `Namespace Node PersistentVolume ComponentStatus MutatingWebhookConfiguration ValidatingWebhookConfiguration
  ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding
  CustomResourceDefinition APIService CertificateSigningRequest ClusterTrustBundle FlowSchema PriorityLevelConfiguration
  IngressClass ClusterCIDR IPAddress ServiceCIDR RuntimeClass ClusterRole ClusterRoleBinding PriorityClass CSIDriver
  CSINode StorageClass VolumeAttachment VolumeAttributesClass ResourceClass DeviceClass ResourceSlice DeviceTaintRule
  StorageVersion StorageVersionMigration SelfSubjectReview`.split(/\s+/),
);

const named = { type: 'string' };

/**
 * Types that the packages mistake for another group's of the same name: they know one alone.
 * https://github.com/kubernetes/kubernetes/blob/master/api/openapi-spec/swagger.json
 */
const MISTAKEN = {
  'discovery.k8s.io': {
    EndpointPort: {
      type: 'object',
      properties: { appProtocol: named, name: named, port: { type: 'integer' }, protocol: named },
    },
  },
  'flowcontrol.apiserver.k8s.io': {
    Subject: {
      type: 'object',
      required: ['kind'],
      properties: {
        group: { type: 'object', required: ['name'], properties: { name: named } },
        kind: named,
        serviceAccount: {
          type: 'object',
          required: ['name', 'namespace'],
          properties: { name: named, namespace: named },
        },
        user: { type: 'object', required: ['name'], properties: { name: named } },
      },
    },
  },
};

/** The facts of one version of Kubernetes, by group. */
class Version {
  interfaces = new Map();
  enums = new Map();
  groups = new Map();

  constructor(folder) {
    const typesFile = path.join(folder, 'lib', 'imports', 'k8s.d.ts');
    this.source = ts.createSourceFile(typesFile, readFileSync(typesFile, 'utf8'), ts.ScriptTarget.ES2022, true);
    for (const statement of this.source.statements) {
      if (ts.isInterfaceDeclaration(statement)) this.interfaces.set(statement.name.text, statement);
      if (ts.isEnumDeclaration(statement)) this.enums.set(statement.name.text, statement);
    }
    const { k8s } = createRequire(import.meta.url)(folder);
    for (const [className, { GVK }] of Object.entries(k8s).filter(([, value]) => value?.GVK !== undefined)) {
      if (!isTransient(GVK.kind)) this.addKind(className, GVK);
    }
    for (const { kinds } of this.groups.values()) {
      for (const { versions } of Object.values(kinds)) versions[newestOf(Object.keys(versions))].storage = true;
    }
  }

  addKind(className, { apiVersion, kind }) {
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    const facts = this.groups.get(group) ?? { group, kinds: {}, definitions: {} };
    this.groups.set(group, facts);
    const use = (name) => {
      if (!Object.hasOwn(facts.definitions, name)) {
        facts.definitions[name] = undefined;
        facts.definitions[name] = MISTAKEN[group]?.[name] ?? this.schemaOfInterface(name, use);
      }
      return name;
    };
    const scope = CLUSTER_KINDS.has(kind) ? 'Cluster' : 'Namespaced';
    facts.kinds[kind] ??= { plural: pluralOf(kind), scope, versions: {} };
    const schema = this.schemaOfInterface(`${className}Props`, use, 'metadata');
    facts.kinds[kind].versions[version] = { storage: false, schema };
  }

  schemaOfInterface(name, use, without) {
    const all = this.interfaces.get(name).members.map((member) => [fieldName(member), member]);
    const members = all.filter(([field]) => field !== without);
    const required = members.filter(([, { questionToken }]) => questionToken === undefined).map(([field]) => field);
    const properties = members.map(([field, { type }]) => [field, this.schemaOfType(type, name, use)]);
    return {
      type: 'object',
      ...(required.length === 0 ? {} : { required: required.sort() }),
      properties: Object.fromEntries(properties.sort(byName)),
    };
  }

  schemaOfType(node, owner, use) {
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
    if (ts.isArrayTypeNode(node)) return { type: 'array', items: this.schemaOfType(node.elementType, owner, use) };
    if (ts.isTypeLiteralNode(node)) {
      const [index] = node.members;
      return { type: 'object', additionalProperties: this.schemaOfType(index.type, owner, use) };
    }
    if (ts.isUnionTypeNode(node)) return { 'x-kubernetes-preserve-unknown-fields': true };
    const name = node.typeName.getText(this.source);
    if (name === 'Quantity' || name === 'IntOrString') return { 'x-kubernetes-int-or-string': true };
    if (name === 'Date') return { type: 'string', format: 'date-time' };
    const choices = this.enums.get(name)?.members.map(({ initializer }) => initializer.text);
    return choices === undefined ? { $ref: use(name) } : { type: 'string', enum: choices };
  }
}

/** The name of a field in the API, which its documentation names; TypeScript spells some otherwise. */
function fieldName(member) {
  const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'schema');
  const name = /#(.+)$/.exec(ts.getTextOfJSDocComment(tag?.comment) ?? '')?.[1];
  if (name === undefined) throw new Error(`${member.parent.name.text}.${member.name.text} states no field`);
  return name;
}

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

/** What turns one value into another, undefined where they are equal. */
function mergePatch(from, to) {
  if (isDeepStrictEqual(from, to)) return undefined;
  if (!isMap(from) || !isMap(to)) return to;
  const removed = Object.keys(from).filter((name) => to[name] === undefined);
  const changed = Object.entries(to).map(([name, value]) => [name, mergePatch(from[name], value)]);
  const patches = [...removed.map((name) => [name, null]), ...changed.filter(([, patch]) => patch !== undefined)];
  return Object.fromEntries(patches.sort(byName));
}

function isMap(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byName([left], [right]) {
  return left < right ? -1 : left > right ? 1 : 0;
}

function fileName(group) {
  return group === '' ? 'core' : group;
}

/** One kind or definition per line: small, and a changed one is one changed line. */
function textOf(facts) {
  const block = (entries) =>
    Object.entries(entries)
      .sort(byName)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  return `{\n"group":${JSON.stringify(facts.group)},\n"kinds":{\n${block(facts.kinds)}\n},\n"definitions":{\n${block(facts.definitions)}\n}\n}\n`;
}

function readVersion(minor) {
  const folder = path.join(packagesFolder, 'node_modules', `cdk8s-plus-${minor}`);
  return existsSync(folder) ? new Version(folder).groups : undefined;
}

await mkdir(path.join(targetFolder, 'older'), { recursive: true });
const newest = readVersion(NEWEST_MINOR);
for (const [group, facts] of newest) {
  await writeFile(path.join(targetFolder, `${fileName(group)}.json`), textOf(facts));
}
for (const minor of MINORS) {
  const older = readVersion(minor);
  if (older === undefined) continue;
  const groups = [...new Set([...newest.keys(), ...older.keys()])].sort();
  const patches = groups.map((group) => [fileName(group), mergePatch(newest.get(group), older.get(group) ?? null)]);
  const lines = patches
    .filter(([, patch]) => patch !== undefined)
    .map(([name, patch]) => `${JSON.stringify(name)}:${JSON.stringify(patch)}`);
  await writeFile(path.join(targetFolder, 'older', `1.${minor}.json`), `{\n${lines.join(',\n')}\n}\n`);
}
