// Reads what selection needs of the runtimes that KServe and OpenShift AI ship, from clones of their repositories:
//   node tools/kserve-runtimes.mjs <git folder of kserve/kserve> <git folder of opendatahub-io/odh-model-controller>
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';

const [kserve, openshift, target = path.join(import.meta.dirname, '..', 'catalog', 'kserve-runtimes.json')] =
  process.argv.slice(2);
if (openshift === undefined) {
  console.error(
    'usage: node tools/kserve-runtimes.mjs <git folder of kserve> <git folder of odh-model-controller> [file]',
  );
  process.exit(2);
}

const FOLDER = 'config/runtimes/';
const SERVER_TYPE = 'serving.kserve.io/server-type';

/** Where KServe's Service sends requests to when a runtime declares no port. */
const DEFAULT_PORT = 8080;

const git = (folder, ...args) => execFileSync('git', ['--git-dir', folder, ...args], { encoding: 'utf8' }).trim();

function source(folder, repo) {
  const [commit, commitDate] = git(folder, 'log', '-1', '--format=%H %cs').split(' ');
  return { repo, commit, commitDate, files: [`${FOLDER}**/*.yaml`], licence: 'Apache-2.0' };
}

/** Each document below the folder, and whether the kustomization beside it names its file. */
function documents(folder) {
  const read = (file) => load(git(folder, 'show', `HEAD:${file}`));
  const files = git(folder, 'ls-tree', '-r', '--name-only', 'HEAD', FOLDER).split('\n').sort();
  return files
    .filter((file) => file.endsWith('.yaml') && path.basename(file) !== 'kustomization.yaml')
    .map((file) => {
      const { resources } = read(path.posix.join(path.posix.dirname(file), 'kustomization.yaml'));
      return { document: read(file), installed: resources.includes(path.basename(file)) };
    });
}

function row(shippedBy, { kind, metadata, spec }, installed) {
  return {
    shippedBy,
    name: metadata.name,
    kind,
    installed,
    serverType: metadata.annotations?.[SERVER_TYPE],
    formats: spec.supportedModelFormats.map(({ name, version, autoSelect, priority }) => ({
      name,
      version,
      autoSelect: autoSelect === true,
      priority,
    })),
    protocols: spec.protocolVersions ?? [],
    multiNode: spec.workerSpec !== undefined || undefined,
    port: spec.containers.find(({ ports }) => ports !== undefined)?.ports[0].containerPort ?? DEFAULT_PORT,
  };
}

const rows = [
  ...documents(kserve).map(({ document, installed }) => row('kserve', document, installed)),
  ...documents(openshift).flatMap(({ document, installed }) =>
    document.objects.map((object) => row('openshift-ai', object, installed)),
  ),
];
const sources = [source(kserve, 'kserve/kserve'), source(openshift, 'opendatahub-io/odh-model-controller')];

const list = (name, items) =>
  `${JSON.stringify(name)}: [\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]`;
writeFileSync(target, `{\n${list('sources', sources)},\n${list('runtimes', rows)}\n}\n`);
