import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Checks, report } from '../../index';
import type { Fault, FleetApp, ReportedFinding } from '../../index';
import { TemporaryFolder } from '../temporary-folder';
import { cluster, configMap, contentsOf, findingsOf, synth, temporaryFolder } from '../synth/fleet';
import type { Build } from '../synth/fleet';

const fault: Fault = {
  id: 'my/rule',
  severity: 'error',
  problem: 'The size is wrong',
  consequence: 'It breaks.',
  mend: 'Change it.',
};

/** A cluster with an object that has a fault, and what is done with both. */
function faulty(
  change: (scopes: { readonly app: FleetApp; readonly scope: Construct; readonly object: Construct }) => void,
): Build {
  return (app) => {
    const scope = cluster(app, 'gpu-east');
    const object = configMap(scope, 'settings');
    report(object, fault);
    change({ app, scope, object });
  };
}

function told(build: Build) {
  return findingsOf(build).map(({ id, where, accepted }: ReportedFinding) => [id, where, accepted?.reason]);
}

test.each([['object'], ['scope'], ['app']] as const)('what is acknowledged at the %s is told with its reason', (at) => {
  const build = faulty((scopes) => Checks.of(scopes[at]).acknowledge('my/rule', 'It is right.'));
  expect(told(build)).toEqual([['my/rule', 'gpu-east/settings', 'It is right.']]);
});

test('what is acknowledged stops nothing', () => {
  const outdir = temporaryFolder();
  const { exitCode, said } = synth(
    outdir,
    faulty(({ scope }) => Checks.of(scope).acknowledge('my/rule', 'It is right.')),
  );
  expect(exitCode).toBe(0);
  expect(said).toContain('\n  why:  It is right. (acknowledged by the construct gpu-east)\n');
  expect(Object.keys(contentsOf(outdir))).toContain('gpu-east/INDEX.json');
});

test('another construct, and another rule, are not acknowledged, which is told', () => {
  const build = faulty(({ scope, object }) => {
    Checks.of(configMap(scope, 'settings-2')).acknowledge('my/rule', 'It is right.');
    Checks.of(object).acknowledge('my/other', 'It is right.').acknowledge('metadata/nam', 'It is right.');
  });
  expect(told(build)).toEqual([
    ['my/rule', 'gpu-east/settings', undefined],
    ['acknowledgement/unused', 'gpu-east/settings-2', undefined],
    ['acknowledgement/unused', 'gpu-east/settings', undefined],
    ['acknowledgement/unused', 'gpu-east/settings', undefined],
  ]);
  expect(findingsOf(build).at(-1)?.mend).toBe("Did you mean 'metadata/name'?");
});

test.each(['', '  '])('without a reason (%j), nothing is acknowledged, which is an error', (reason) => {
  const build = faulty(({ object }) => Checks.of(object).acknowledge('my/rule', reason));
  expect(told(build).map(([id]) => id)).toEqual(['my/rule', 'acknowledgement/no-reason']);
});

test('what is found in manifests is acknowledged by the construct that made them', () => {
  const build: Build = (app) =>
    Checks.of(configMap(cluster(app, 'c'), 'My_Map')).acknowledge('metadata/name', 'It is right.');
  expect(told(build)).toEqual([['metadata/name', 'c/My_Map', 'It is right.']]);
});

test('an object acknowledges by its annotations', () => {
  const build: Build = (app) => {
    const object = configMap(cluster(app, 'c'), 'My_Map');
    object.metadata.addAnnotation('acknowledge.cdk8s-inference.dev/metadata.name', 'It is right.');
  };
  expect(findingsOf(build)).toMatchObject([{ id: 'metadata/name', accepted: { by: 'annotation' } }]);
});

test('two objects in one place of a cluster cannot be acknowledged', () => {
  const build: Build = (app) => {
    const scope = cluster(app, 'c');
    for (const id of ['one', 'two']) configMap(new Chart(scope, id), 'settings');
    Checks.of(scope).acknowledge('synth/duplicate-object', 'It is right.');
  };
  expect(findingsOf(build)).toMatchObject([
    { id: 'synth/duplicate-object', severity: 'error' },
    { id: 'acknowledgement/unused', problem: "'synth/duplicate-object' cannot be acknowledged" },
  ]);
});

test('a plain cdk8s App is stopped by what is not acknowledged, and by nothing else', () => {
  const app = new App();
  const chart = new Chart(app, 'c');
  report(chart, fault);
  expect(() => app.synthYaml()).toThrow('[my/rule]');
  Checks.of(chart).acknowledge('my/rule', ' ');
  expect(() => app.synthYaml()).toThrow('[my/rule]');
  Checks.of(chart).acknowledge('my/rule', 'It is right.');
  expect(app.synthYaml()).toBe('');
});

describe('a configuration', () => {
  const folder = new TemporaryFolder();

  function configured(text: string) {
    folder.write({ 'cdk8s-inference.yaml': text });
    return synth(
      folder.at('dist'),
      faulty(() => undefined),
      { configuration: folder.at('cdk8s-inference.yaml') },
    );
  }

  test.each([['construct: gpu-east'], ['construct: gpu-*/settings'], ['object: ConfigMap/settings']])(
    'acknowledges by patterns: %s',
    (pattern) => {
      const rule = "rule: construct/validation, reason: 'Fine.'";
      folder.write({ 'cdk8s-inference.yaml': `acknowledgements: [{ ${rule}, ${pattern} }]` });
      const build: Build = (app) => {
        configMap(cluster(app, 'gpu-east'), 'settings').node.addValidation({ validate: () => ['no such thing'] });
      };
      const { exitCode, said } = synth(folder.at('dist'), build, { configuration: folder.at('cdk8s-inference.yaml') });
      expect(exitCode).toBe(0);
      expect(said).toContain('Fine. (acknowledged by the configuration)');
    },
  );

  test('with a mistake stops all', () => {
    const { exitCode, said } = configured('failOn: never');
    expect(exitCode).toBe(1);
    expect(said).toContain('[configuration/invalid]');
    expect(said).toContain('cdk8s-inference.yaml:1:1 · failOn');
    expect(said).toMatch(/\n1 error, 0 warnings, 0 notes; nothing was written, .* is as it was\n$/);
  });

  test('leaves rules out', () => {
    const build: Build = (app) => configMap(cluster(app, 'c'), 'My_Map');
    folder.write({ 'cdk8s-inference.yaml': 'skip: [metadata/name]' });
    const props = { configuration: folder.at('cdk8s-inference.yaml') };
    expect(synth(folder.at('dist'), build, props)).toMatchObject({ exitCode: 0 });
  });

  test('says from which severity on nothing is written', () => {
    const build: Build = (app) => {
      report(cluster(app, 'c'), { ...fault, severity: 'warning' });
    };
    folder.write({ 'cdk8s-inference.yaml': 'failOn: warning' });
    const props = { configuration: folder.at('cdk8s-inference.yaml') };
    expect(synth(folder.at('dist'), build, props)).toMatchObject({ exitCode: 1 });
    expect(synth(folder.at('dist'), build)).toMatchObject({ exitCode: 0 });
  });
});
