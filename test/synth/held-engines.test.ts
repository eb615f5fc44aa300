import { ApiObject } from 'cdk8s';
import { Cce, Checks, Cluster, CustomRuntime, Kserve, Lws, ModelStorage, report } from '../../index';
import type { FleetApp, Platform, ReportedFinding, Runtime } from '../../index';
import { checked } from '../checked-folder';
import { ENGINE } from '../platforms/lws-service';
import { TemporaryFolder } from '../temporary-folder';
import { workIn } from '../working-directory';
import { findingsOf, synth } from './fleet';
import type { Build } from './fleet';

const folder = new TemporaryFolder();
workIn(folder);

const TAG = 'pod/image-tag';
const PROBLEM = "'registry.example/engine:latest' is whatever is newest";

/** Services of a runtime whose image is whatever is newest, which a rule of manifests tells. */
function fleet(
  names: readonly string[],
  change: (scopes: { readonly app: FleetApp; readonly cluster: Cluster; readonly runtime: Runtime }) => void = () =>
    undefined,
  platform: Platform = new Lws(),
): Build {
  return (app) => {
    const cluster = new Cluster(app, 'east', { platform, namespace: 'models' });
    const runtime = new CustomRuntime(cluster, 'engine', { ...ENGINE, image: 'registry.example/engine:latest' });
    for (const name of names) {
      runtime.serve(cluster, name, { model: { name, storage: ModelStorage.pvc('weights', name) } });
    }
    change({ app, cluster, runtime });
  };
}

/** Where images without a version are told, with where else they are and the reason for which they are accepted. */
function told(build: Build) {
  return findingsOf(build)
    .filter(({ id, problem }) => id === TAG && problem === PROBLEM)
    .map(({ where, consequence, accepted }: ReportedFinding) => [
      where,
      /So it is in .*/.exec(consequence)?.[0],
      accepted?.reason,
    ]);
}

describe('what comes of the runtime that services hold in full', () => {
  test.each([
    ['LeaderWorkerSets', new Lws()],
    ['CCE', new Cce()],
  ])('is told once, at the first service, with the others: %s', (_, platform) => {
    expect(told(fleet(['a', 'b', 'c'], undefined, platform))).toEqual([
      ['east/a', "So it is in 'east/b' and 'east/c' too, with the same runtime 'east/engine'.", undefined],
    ]);
  });

  test('names three of the others, and says how many more there are', () => {
    expect(told(fleet(['a', 'b', 'c', 'd', 'e', 'f']))).toEqual([
      [
        'east/a',
        "So it is in 'east/b', 'east/c', 'east/d' and 2 more too, with the same runtime 'east/engine'.",
        undefined,
      ],
    ]);
  });

  test('is told as ever of one service', () => {
    expect(told(fleet(['a']))).toEqual([['east/a', undefined, undefined]]);
  });

  test('is told of each runtime', () => {
    const two = fleet(['a', 'b'], ({ cluster }) => {
      const other = new CustomRuntime(cluster, 'other', { ...ENGINE, image: 'registry.example/engine:latest' });
      other.serve(cluster, 'c', { model: { name: 'c', storage: ModelStorage.pvc('weights', 'c') } });
    });
    expect(told(two).map(([where]) => where)).toEqual(['east/a', 'east/c']);
  });

  test('is told of the runtime itself where it has an object', () => {
    expect(told(fleet(['a', 'b'], undefined, new Kserve())).map(([where]) => where)).toEqual(['east/engine']);
  });

  test('is no reason to be silent of what else has the same fault', () => {
    const beside = fleet(['a', 'b'], ({ cluster }) => {
      new ApiObject(cluster, 'pod', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'pod', namespace: 'models' },
        spec: { containers: [{ name: 'a', image: 'registry.example/engine:latest' }] },
      });
    });
    expect(told(beside).map(([where]) => where)).toEqual(['east/a', 'east/pod']);
  });
});

test('what is wrong with the props of several services is told of each', () => {
  const fault = {
    id: 'my/rule',
    severity: 'warning',
    problem: 'It is.',
    consequence: 'It does.',
    mend: 'Do.',
  } as const;
  const build = fleet(['a', 'b'], ({ cluster }) => {
    for (const name of ['a', 'b']) report(cluster.node.findChild(name), fault);
  });
  expect(findingsOf(build).filter(({ id }) => id === 'my/rule')).toHaveLength(2);
});

describe('acknowledged', () => {
  test('of the runtime, it is accepted of all its services, and told once', () => {
    const build = fleet(['a', 'b'], ({ runtime }) => Checks.of(runtime).acknowledge(TAG, 'It is a trial.'));
    expect(told(build)).toEqual([
      ['east/a', "So it is in 'east/b' too, with the same runtime 'east/engine'.", 'It is a trial.'],
    ]);
    expect(findingsOf(build).map(({ id }) => id)).not.toContain('acknowledgement/unused');
  });

  test('of one service, it is told of the others, and the service is not among them', () => {
    const build = fleet(['a', 'b', 'c'], ({ cluster }) =>
      Checks.of(cluster.node.findChild('a')).acknowledge(TAG, 'It is a trial.'),
    );
    expect(told(build)).toEqual([
      ['east/a', undefined, 'It is a trial.'],
      ['east/b', "So it is in 'east/c' too, with the same runtime 'east/engine'.", undefined],
    ]);
  });

  test('of a runtime, faults of a service’s props are accepted, in a plain app too', () => {
    const fault = {
      id: 'my/rule',
      severity: 'error',
      problem: 'It is.',
      consequence: 'It does.',
      mend: 'Do.',
    } as const;
    const build = fleet(['a'], ({ cluster, runtime }) => {
      const service = cluster.node.findChild('a');
      report(service, fault);
      Checks.of(runtime).acknowledge('my/rule', 'It is right.');
      expect(service.node.validate()).toEqual([]);
    });
    expect(findingsOf(build)).toContainEqual(
      expect.objectContaining({ id: 'my/rule', accepted: expect.anything() as unknown }),
    );
  });

  test('of a runtime that has an object, nothing is accepted of its services', () => {
    const fault = {
      id: 'my/rule',
      severity: 'error',
      problem: 'It is.',
      consequence: 'It does.',
      mend: 'Do.',
    } as const;
    const build = fleet(
      ['a'],
      ({ cluster, runtime }) => {
        report(cluster.node.findChild('a'), fault);
        Checks.of(runtime).acknowledge('my/rule', 'It is right.');
      },
      new Kserve(),
    );
    const found: readonly ReportedFinding[] = findingsOf(build);
    expect(found.filter(({ id }) => id === 'my/rule')).toEqual([
      expect.not.objectContaining({ accepted: expect.anything() as unknown }),
    ]);
    expect(findingsOf(build).map(({ id }) => id)).toContain('acknowledgement/unused');
  });

  test('of the runtime, check shows it of the file of each service', () => {
    synth(
      'dist',
      fleet(['a', 'b'], ({ runtime }) => Checks.of(runtime).acknowledge(TAG, 'It is a trial.')),
    );
    const found = checked(['dist']).findings.filter(({ id }) => id === TAG);
    expect(found.map(({ object, accepted }) => [object?.name, accepted])).toEqual(
      ['a', 'b'].map((name) => [name, { by: 'construct', construct: 'east/engine', reason: 'It is a trial.' }]),
    );
  });
});
