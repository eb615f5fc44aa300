import { Accelerator, Cluster, Environments, FleetApp, Kserve, OpenShiftAi, readClusters } from '../../index';
import type { ClusterRow } from '../../index';
import { findingsOf } from '../synth/fleet';
import { TemporaryFolder } from '../temporary-folder';
import { workIn } from '../working-directory';

const folder = new TemporaryFolder();
workIn(folder);

const containing = (text: string): unknown => expect.stringContaining(text);
const anyOf = (type: new (...args: never[]) => unknown): unknown => expect.any(type);

const environments = new Environments({ dev: {}, prod: {} });

const GPUS = { h100: Accelerator.nvidia({ count: 8 }) };

const columns = (row: ClusterRow) => ({
  environment: row.oneOf('environment', environments.byName()),
  platform: row.oneOf('platform', { kserve: new Kserve(), openshift: new OpenShiftAi() }),
  accelerator: row.optional.oneOf('accelerator', GPUS),
  replicas: row.number('replicas'),
  version: row.optional.text('version'),
});

describe('a table of clusters', () => {
  test('makes hundreds of them', () => {
    const rows = Array.from({ length: 300 }, (_, index) => {
      return `- { name: edge-${index}, environment: prod, platform: kserve, replicas: ${index} }`;
    });
    folder.write({ 'clusters.yaml': `clusters:\n${rows.join('\n')}` });
    const app = new FleetApp();
    for (const { name, environment, platform } of readClusters(app, 'clusters.yaml', columns)) {
      new Cluster(app, name, { environment, platform });
    }
    expect(app.node.children).toHaveLength(300);
  });

  test('is read from YAML and from JSON, with what its words stand for', () => {
    const clusters = [{ name: 'a', environment: 'dev', platform: 'openshift', accelerator: 'h100', replicas: 2 }];
    folder.write({ 'clusters.json': JSON.stringify({ clusters }) });
    expect(readClusters(new FleetApp(), 'clusters.json', columns)).toEqual([
      {
        name: 'a',
        environment: { name: 'dev' },
        platform: anyOf(OpenShiftAi),
        accelerator: GPUS.h100,
        replicas: 2,
        version: undefined,
      },
    ]);
  });
});

describe('a table that is wrong', () => {
  const ROW = 'environment: dev, platform: kserve, replicas: 1';
  const faultsOf = (text: string) => {
    folder.write({ 'clusters.yaml': text });
    return findingsOf((app) => readClusters(app, 'clusters.yaml', columns)).map(
      ({ id, where, field = '', problem, mend }) => {
        expect(id).toBe('inputs/invalid');
        return `${where} ${field}: ${problem}. ${mend}`;
      },
    );
  };

  test.each([
    ['', "clusters.yaml:1:1 : It holds nothing. Begin with 'clusters:'."],
    ['rows: []', "clusters.yaml:1:1 : The field 'clusters' is missing. List them: 'clusters: [{ name: gpu-east }]'."],
    [
      'clusters: [a]',
      'clusters.yaml:1:1 clusters: The value is ["a"], where a list of maps belongs. Write a list of maps.',
    ],
    [`clusters: [{ ${ROW} }]`, "clusters.yaml:1:12 clusters[0]: The field 'name' is missing. Name the cluster."],
    [
      `clusters: [{ name: a, ${ROW.replace('dev', 'devv')} }]`,
      "clusters.yaml:1:23 clusters[0].environment: The value is 'devv', where one of dev, prod belongs. Did you mean 'dev'?",
    ],
    [
      `clusters: [{ name: a, platform: kserve, replicas: 1 }]`,
      "clusters.yaml:1:12 clusters[0]: The field 'environment' is missing. Write one of dev, prod.",
    ],
    [
      `clusters: [{ name: a, ${ROW.replace('1', "'1'")} }]`,
      "clusters.yaml:1:59 clusters[0].replicas: The value is '1', where a number belongs. Write a number.",
    ],
    [
      `clusters: [{ name: a, ${ROW}, accelerator: b200 }]`,
      "clusters.yaml:1:72 clusters[0].accelerator: The value is 'b200', where one of h100 belongs. Write one of h100.",
    ],
    [
      `clusters: [{ name: a, ${ROW}, replica: 1 }]`,
      "clusters.yaml:1:72 clusters[0].replica: There is no field 'replica'. Did you mean 'replicas'?",
    ],
    [
      `clusters:\n- { name: a, ${ROW} }\n- { name: A, ${ROW} }`,
      "clusters.yaml:3:5 clusters[1].name: There is a cluster 'A' already. Give each cluster a name of its own.",
    ],
  ])('is told with the place: %j', (text, fault) => {
    expect(faultsOf(text)).toContain(fault);
  });

  test('is told of all rows at once, of which the right ones are given', () => {
    folder.write({
      'clusters.yaml': `clusters:\n- { name: a }\n- { name: b, ${ROW} }\n- { name: c, ${ROW}, accelerator: 8 }`,
    });
    const app = new FleetApp();
    const rows = readClusters(app, 'clusters.yaml', columns);
    expect(rows.map(({ name }) => name)).toEqual(['b']);
  });

  test('is told where it cannot be read', () => {
    expect(findingsOf((app) => readClusters(app, 'none.yaml', columns))).toEqual([
      expect.objectContaining({ where: 'none.yaml:1:1', problem: containing('ENOENT') }),
    ]);
  });
});
