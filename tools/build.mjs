// Compiles the package to lib/ and puts the data that the code reads beside it.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const lib = join(root, 'lib');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(lib, { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '--project', join(root, 'tsconfig.build.json')], { stdio: 'inherit', cwd: root });
for (const file of readdirSync(join(root, 'catalog')).filter((name) => name.endsWith('.json'))) {
  cpSync(join(root, 'catalog', file), join(lib, 'catalog', file));
}
for (const folder of [
  'imports/schemas',
  'imports/kubernetes',
  'runtimes/scripts',
  'platforms/cce/scripts',
  'cli/pipelines',
]) {
  cpSync(join(root, folder), join(lib, folder), { recursive: true });
}
cpSync(join(root, 'docs', 'cdk8s-inference.schema.json'), join(lib, 'cdk8s-inference.schema.json'));
