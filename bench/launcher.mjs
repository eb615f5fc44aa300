// Cold `npx cdk8s synth`, as CI runs it: the fleet of this repository against the smallest app there is.
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '..');

const HELLO = `import { ApiObject, App, Chart } from 'cdk8s';

const app = new App();
new ApiObject(new Chart(app, 'hello'), 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data: { greeting: 'hello' } });
app.synth();
`;

/** The two contenders; the app of one ConfigMap is made in `folder`, with the same launcher and compiler settings. */
export function launcherContenders(folder) {
  const hello = join(folder, 'hello');
  mkdirSync(hello);
  for (const file of ['package.json', 'tsconfig.json']) cpSync(join(repository, file), join(hello, file));
  symlinkSync(join(repository, 'node_modules'), join(hello, 'node_modules'));
  writeFileSync(join(hello, 'cdk8s.yaml'), 'language: typescript\napp: ts-node main.ts\n');
  writeFileSync(join(hello, 'main.ts'), HELLO);
  return [synth('cdk8s App, one ConfigMap', hello), synth('FleetApp, the fleet of main.ts', repository)];
}

function synth(name, cwd) {
  return { name, cwd, command: (output) => ['npx', 'cdk8s', 'synth', '--output', output] };
}
