import { copyFileSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsOf, temporaryFolder, timesOf } from './fleet';
import { REPOSITORY, run } from './files/child';
import type { Ended } from './files/child';

const folder = temporaryFolder();
symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
copyFileSync(join(REPOSITORY, 'cdk8s.yaml'), join(folder, 'cdk8s.yaml'));

function cdk8sSynth(name: string): Promise<Ended> {
  const main = `import { Cluster, FleetApp, Kserve, Namespace } from '${join(REPOSITORY, 'index')}';
const app = new FleetApp();
new Namespace(new Cluster(app, 'berlin', { platform: new Kserve() }), '${name}');
app.synth();
`;
  writeFileSync(join(folder, 'main.ts'), main);
  const env = {
    CDK8S_CHECK_UPGRADE: 'false',
    TS_NODE_PROJECT: join(REPOSITORY, 'tsconfig.json'),
    PATH: `${join(REPOSITORY, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
  };
  return run(join(REPOSITORY, 'node_modules', '.bin', 'cdk8s'), ['synth'], folder, env);
}

test('`cdk8s synth` writes dist, and a failing app leaves it as it was without a stack trace of ours', async () => {
  expect(await cdk8sSynth('models')).toMatchObject({ code: 0 });
  const dist = join(folder, 'dist');
  const [contents, times] = [contentsOf(dist), timesOf(dist)];
  expect(Object.keys(contents)).toEqual(['berlin/10-platform/_cluster/namespace/models.yaml', 'berlin/INDEX.json']);
  expect(realpathSync(join(folder, '.cdk8s', 'dist'))).toBe(realpathSync(dist));

  mkdirSync(join(folder, '.cdk8s', 'kept'));
  const failed = await cdk8sSynth('My_Models');
  expect(failed.code).not.toBe(0);
  expect(failed.said).toContain('[metadata/name]');
  expect(failed.said).not.toContain('fleet-app');
  expect(contentsOf(dist)).toEqual(contents);
  expect(timesOf(dist)).toEqual(times);
}, 30_000);
