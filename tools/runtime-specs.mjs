// Reads what the runtimes run that KServe, OpenShift AI and OME install, from clones of their repositories:
//   node tools/runtime-specs.mjs <git folder of kserve/kserve> <git folder of opendatahub-io/odh-model-controller> <git folder of sgl-project/ome>
//
// Scripts are left out, and so are the words that say what their container is. What several runtimes have in common stands
// once, in `parts`, and `{"$": 3}` stands for the fourth of them.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { load, loadAll } from 'js-yaml';

const [kserve, openshift, ome, target = path.join(import.meta.dirname, '..', 'catalog', 'runtime-specs.json')] =
  process.argv.slice(2);
if (ome === undefined) {
  console.error('usage: node tools/runtime-specs.mjs <git folder of kserve> <of odh-model-controller> <of ome> [file]');
  process.exit(2);
}

const FOLDER = 'config/runtimes/';
const LEAST_PART = 48;

const git = (folder, ...args) =>
  execFileSync('git', ['--git-dir', folder, ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 }).trim();
const read = (folder, file) => git(folder, 'show', `HEAD:${file}`);
const kustomizations = (folder) =>
  git(folder, 'ls-tree', '-r', '--name-only', 'HEAD', FOLDER)
    .split('\n')
    .filter((file) => path.basename(file) === 'kustomization.yaml');

function source(folder, repo) {
  const [commit, commitDate] = git(folder, 'log', '-1', '--format=%H %cs').split(' ');
  return { repo, commit, commitDate, files: [`${FOLDER}**/*.yaml`], licence: 'Apache-2.0' };
}

/** Every object that the kustomizations below the folder install, with the images that they put into it. */
function installed(folder) {
  return kustomizations(folder).flatMap((file) => {
    const { resources, images = [] } = load(read(folder, file));
    return resources
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => loadAll(read(folder, path.posix.join(path.posix.dirname(file), name))))
      .filter((object) => object?.spec !== undefined || object?.objects !== undefined)
      .map((object) => ({ object, images }));
  });
}

/** An image by kustomize's `images`: of a name, the new one with its tag. */
function kustomized(image, images) {
  const [name] = image.split(/:(?=[^/]*$)/);
  const found = images.find((one) => one.name === name);
  return found === undefined ? image : `${found.newName ?? name}:${found.newTag}`;
}

const parameters = new Map(
  read(openshift, 'config/base/params.env')
    .split('\n')
    .map((line) => line.split(/=(.*)/s)),
);
const replacements = load(read(openshift, 'config/base/kustomization.yaml')).replacements;

/** An image of a template by the replacements of its kustomization. */
function replaced(template) {
  const found = replacements.find(({ targets }) => targets.some(({ select }) => select.name === template));
  return found && parameters.get(found.source.fieldPath.replace(/^data\./, ''));
}

const isScript = (words) => words?.some((word) => typeof word === 'string' && word.includes('\n')) === true;

/** The spec without scripts, and where they were. */
function withoutScripts(spec) {
  const leftOut = new Map();
  const visit = (value, container) => {
    if (Array.isArray(value)) return value.map((item) => visit(item, container));
    if (typeof value !== 'object' || value === null) return value;
    const own = value.image === undefined ? container : (value.name ?? container);
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) => {
        const isCut = key === 'command' ? isScript(member) : /Probe$/.test(key) && isScript(member?.exec?.command);
        if (isCut) leftOut.set(own, [...(leftOut.get(own) ?? []), key]);
        return isCut ? [] : [[key, visit(member, own)]];
      }),
    );
  };
  return { spec: visit(spec), leftOut: [...leftOut].map(([container, fields]) => ({ container, fields })) };
}

function withImages(spec, imageOf) {
  return JSON.parse(JSON.stringify(spec), (key, value) =>
    key === 'image' && typeof value === 'string' ? imageOf(value) : value,
  );
}

function row(shippedBy, name, spec, imageOf = (image) => image) {
  return { shippedBy, name, ...withoutScripts(withImages(spec, imageOf)) };
}

const rows = [
  ...installed(kserve).map(({ object: { metadata, spec }, images }) =>
    row('kserve', metadata.name, spec, (image) => kustomized(image, images)),
  ),
  ...installed(openshift).flatMap(({ object: { metadata, objects } }) =>
    objects.map((object) =>
      row('openshift-ai', object.metadata.name, object.spec, (image) => replaced(metadata.name) ?? image),
    ),
  ),
  ...installed(ome)
    .filter(({ object }) => object.kind === 'ClusterServingRuntime')
    .map(({ object: { metadata, spec } }) => row('ome', metadata.name, spec)),
].map(({ leftOut, ...known }) => ({ ...known, leftOut: leftOut.length === 0 ? undefined : leftOut }));

/** Values that stand in several places, the inner ones first. */
const counts = new Map();
const count = (value) => {
  if (typeof value !== 'object' || value === null) return;
  const text = JSON.stringify(value);
  const known = counts.get(text) ?? 0;
  counts.set(text, known + 1);
  if (known === 0) Object.values(value).forEach(count);
};
rows.forEach(({ spec }) => count(spec));

const parts = [];
const places = new Map();
const shared = (value) => {
  if (typeof value !== 'object' || value === null) return value;
  const text = JSON.stringify(value);
  const known = places.get(text);
  if (known !== undefined) return { $: known };
  const inner = Array.isArray(value)
    ? value.map(shared)
    : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shared(member)]));
  if ((counts.get(text) ?? 0) < 2 || text.length < LEAST_PART) return inner;
  places.set(text, parts.push(inner) - 1);
  return { $: parts.length - 1 };
};
const runtimes = rows.map((each) => ({ ...each, spec: shared(each.spec) }));

const list = (name, items) =>
  `${JSON.stringify(name)}: [\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]`;
const sources = [
  source(kserve, 'kserve/kserve'),
  source(openshift, 'opendatahub-io/odh-model-controller'),
  source(ome, 'sgl-project/ome'),
];
writeFileSync(target, `{\n${list('sources', sources)},\n${list('parts', parts)},\n${list('runtimes', runtimes)}\n}\n`);
