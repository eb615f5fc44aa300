import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { deployment } from './manifests';
import { effectsOf, risksOf } from './told';

const folder = new TemporaryFolder();

function told(before: Manifest, after: Manifest): readonly string[] {
  return effectsOf(folder, { 'a.yaml': before }, { 'a.yaml': after });
}

function template(image: string, container: JsonObject = {}): JsonObject {
  return {
    metadata: { labels: { app: 'a' } },
    spec: { restartPolicy: 'Never', containers: [{ name: 'server', image, ...container }] },
  };
}

function workload(apiVersion: string, kind: string, spec: JsonObject): Manifest {
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'models' }, spec };
}

describe('pods that keep the template that they were made of', () => {
  const selector = { matchLabels: { app: 'a' } };
  test.each([
    [
      'those of a CronJob that run',
      (image: string) => workload('batch/v1', 'CronJob', { jobTemplate: { spec: { template: template(image) } } }),
      'a none: the image of its pods; runs that begin from now on have it',
    ],
    [
      'those that nobody deletes',
      (image: string) =>
        workload('apps/v1', 'StatefulSet', {
          selector,
          updateStrategy: { type: 'OnDelete' },
          template: template(image),
        }),
      'a none: the image of its pods; its pods get it once somebody deletes them, as its updateStrategy is OnDelete',
    ],
    [
      'those of a Deployment that is paused',
      (image: string) => deployment('a', { spec: { paused: true }, container: { image } }),
      'a none: the image of its pods; its pods get it once the Deployment is no longer paused',
    ],
  ])('%s', (_name, made, expected) => {
    expect(told(made('server:1'), made('server:2'))).toEqual([expected]);
  });
});

describe('a pod that stands alone', () => {
  const pod = (image: string, container: JsonObject = {}) =>
    workload('v1', 'Pod', { containers: [{ name: 'server', image, ...container }] });

  test('gets another image', () => {
    expect(told(pod('server:1'), pod('server:2'))).toEqual(['a restart: the image of its pods']);
  });

  test('has to be made again where anything else differs', () => {
    expect(told(pod('server:1'), pod('server:1', { args: ['--verbose'] }))).toEqual([
      'a recreate: --verbose of its pods, which cannot be changed while it runs',
    ]);
  });
});

test('what is refused has no pods that are replaced step by step', () => {
  const job = (image: string) =>
    workload('batch/v1', 'Job', { template: template(image, { resources: { limits: { 'nvidia.com/gpu': '1' } } }) });
  expect(told(job('server:1'), job('server:2'))).toEqual([
    "a recreate: 'template' has changed, which cannot be changed",
  ]);
  expect(risksOf(folder, { 'a.yaml': job('server:1') }, { 'a.yaml': job('server:2') })).toEqual([]);
});

describe('what the API server writes the same way', () => {
  const limits = (cpu: string, container: JsonObject = {}) =>
    deployment('a', { container: { resources: { limits: { cpu } }, ports: [{ containerPort: 80 }], ...container } });

  test.each([
    ['a quantity', limits('1')],
    ['a default', limits('1000m', { ports: [{ containerPort: 80, protocol: 'TCP' }] })],
    ['the way in which a pinned image is pulled', limits('1000m', { imagePullPolicy: 'IfNotPresent' })],
  ])('%s is no restart', (_name, after) => {
    expect(told(limits('1000m'), after)).toEqual(['a none: its pods stay as they are']);
  });

  test('another way in which an image is pulled is one', () => {
    expect(told(limits('1'), limits('1', { imagePullPolicy: 'Always' }))).toEqual([
      'a restart: containers.server.imagePullPolicy of its pods',
    ]);
  });
});
