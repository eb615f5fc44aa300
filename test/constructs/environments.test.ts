import { readFileSync } from 'node:fs';
import { ApiObject } from 'cdk8s';
import { Accelerator, Cluster, Environments, FleetApp, Kserve, ModelStorage, VllmRuntime } from '../../index';
import type { ClusterProps } from '../../index';
import { checked } from '../checked-folder';
import { TemporaryFolder } from '../temporary-folder';
import { workIn } from '../working-directory';
import { findingsOf, synth } from '../synth/fleet';
import type { Build } from '../synth/fleet';

const folder = new TemporaryFolder();
workIn(folder);

const environments = new Environments({ dev: {}, staging: {}, prod: { imagesByDigest: true } });

const DIGEST = `sha256:${'a'.repeat(64)}`;

function serve(app: FleetApp, id: string, image: string, props: ClusterProps): void {
  const cluster = new Cluster(app, id, { platform: new Kserve(), namespace: 'models', ...props });
  const vllm = new VllmRuntime(cluster, 'vllm', { image, accelerator: Accelerator.nvidia() });
  vllm.serve(cluster, 'qwen', {
    model: { huggingFaceId: 'Qwen/Qwen3-8B', storage: ModelStorage.huggingFace('Qwen/Qwen3-8B') },
  });
}

describe('environments', () => {
  test('choose the value of the cluster that a construct is in, however deep', () => {
    const app = new FleetApp();
    for (const name of environments.names) {
      const cluster = new Cluster(app, name, { environment: environments.get(name) });
      const object = new ApiObject(cluster, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
      expect(environments.choose(object, { dev: 1, staging: 2, prod: 3 })).toBe({ dev: 1, staging: 2, prod: 3 }[name]);
    }
  });

  test('do not compile with values of which one is missing, or one too many', () => {
    const app = new FleetApp();
    const cluster = new Cluster(app, 'a', { environment: environments.get('dev') });
    // @ts-expect-error -- prod is missing
    environments.choose(cluster, { dev: 1, staging: 2 });
    // @ts-expect-error -- there is no test
    environments.choose(cluster, { dev: 1, staging: 2, prod: 3, test: 4 });
    // @ts-expect-error -- there is no production
    const wrong = environments.get('production');
    expect(wrong).toEqual({ name: 'production' });
  });

  test('must be some', () => {
    expect(() => new Environments({})).toThrow(TypeError);
  });

  test('are told where a cluster has none', () => {
    const found = findingsOf((app) => {
      environments.choose(new Cluster(app, 'edge'), { dev: 1, staging: 2, prod: 3 });
    });
    expect(found).toEqual([
      expect.objectContaining({
        id: 'environment/none',
        where: 'edge',
        problem: "'edge' belongs to no environment",
        mend: "State it: new Cluster(app, 'name', { environment: environments.get('dev') }).",
      }),
    ]);
  });

  test('are told where a cluster has one of another fleet', () => {
    const found = findingsOf((app) => {
      const cluster = new Cluster(app, 'edge', { environment: { name: 'stagin' } });
      environments.choose(cluster, { dev: 1, staging: 2, prod: 3 });
    });
    expect(found).toEqual([
      expect.objectContaining({
        problem: "There is no environment 'stagin' among dev, staging, prod",
        mend: "Did you mean 'staging'?",
      }),
    ]);
  });

  test('are told where a program that is not type-checked forgets one', () => {
    const values: Record<string, number> = { dev: 1 };
    const open: Environments<string> = new Environments<string>({ dev: {}, prod: {} });
    const found = findingsOf((app) => {
      open.choose(new Cluster(app, 'east', { environment: open.get('prod') }), values);
    });
    expect(found).toEqual([
      expect.objectContaining({
        id: 'environment/no-value',
        where: 'east',
        problem: "There is no value for the environment 'prod', only for dev",
      }),
    ]);
  });
});

describe('an environment that asks for digests', () => {
  const digestFindings = (build: Build) => findingsOf(build).filter(({ id }) => id === 'pod/image-digest');
  const prod = { environment: environments.get('prod') };

  test('has images with a tag alone told, once for a runtime and all its services', () => {
    expect(
      digestFindings((app) => {
        serve(app, 'east', 'vllm/vllm-openai:v0.11.0', prod);
      }),
    ).toEqual([
      expect.objectContaining({
        severity: 'error',
        where: 'east/vllm',
        field: 'spec.containers[0].image',
        problem: "'vllm/vllm-openai:v0.11.0' has no digest, and the environment 'prod' asks for one",
      }),
    ]);
  });

  test('takes images with a digest, with and without a tag', () => {
    expect(
      digestFindings((app) => {
        serve(app, 'east', `vllm/vllm-openai:v0.11.0@${DIGEST}`, prod);
      }),
    ).toEqual([]);
    expect(
      digestFindings((app) => {
        serve(app, 'east', `vllm/vllm-openai@${DIGEST}`, prod);
      }),
    ).toEqual([]);
  });

  test('asks nothing of other environments, nor of clusters without one', () => {
    const image = 'vllm/vllm-openai:v0.11.0';
    expect(
      digestFindings((app) => {
        serve(app, 'east', image, { environment: environments.get('dev') });
      }),
    ).toEqual([]);
    expect(
      digestFindings((app) => {
        serve(app, 'east', image, {});
      }),
    ).toEqual([]);
  });

  test('has images of plain manifests told, those of volumes included', () => {
    const found = digestFindings((app) => {
      const cluster = new Cluster(app, 'east', { namespace: 'models', ...prod });
      new ApiObject(cluster, 'job', {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'load' },
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              initContainers: [{ name: 'wait', image: 'busybox:1.36@sha256:abc' }],
              containers: [{ name: 'load', image: `busybox:1.36@${DIGEST}` }],
              volumes: [{ name: 'weights', image: { reference: 'registry.example/weights:v1' } }],
            },
          },
        },
      });
    });
    expect(found.map(({ field, problem }) => [field, problem])).toEqual([
      [
        'spec.template.spec.initContainers[0].image',
        "'busybox:1.36@sha256:abc' has 'sha256:abc' for a digest, which is none, and the environment 'prod' asks for one",
      ],
      [
        'spec.template.spec.volumes[0].image.reference',
        "'registry.example/weights:v1' has no digest, and the environment 'prod' asks for one",
      ],
    ]);
  });

  test('has nothing told of the images of runtimes that the platform brings along', () => {
    const found = findingsOf((app) => {
      const cluster = new Cluster(app, 'east', { platform: new Kserve(), runtimes: ['kserve'], ...prod });
      new ApiObject(cluster, 'service', {
        apiVersion: 'serving.kserve.io/v1beta1',
        kind: 'InferenceService',
        metadata: { name: 'bert', namespace: 'models' },
        spec: {
          predictor: {
            model: {
              modelFormat: { name: 'sklearn' },
              runtime: 'kserve-sklearnserver',
              storageUri: 's3://models/bert',
            },
          },
        },
      });
    });
    expect(found.map(({ id }) => id)).not.toContain('pod/image-digest');
  });

  test('is recorded, so that check tells the same of the files', () => {
    expect(
      synth('dist', (app) => {
        serve(app, 'east', `vllm/vllm-openai:v0.11.0@${DIGEST}`, prod);
      }),
    ).toMatchObject({
      exitCode: 0,
    });
    const path = 'dist/east/20-runtimes/_cluster/clusterservingruntime.serving.kserve.io/vllm.yaml';
    expect(checked(['dist']).failed).toBe(false);
    folder.write({ [path]: readFileSync(path, 'utf8').replace(`@${DIGEST}`, '') });
    expect(checked(['dist']).findings.filter(({ id }) => id === 'pod/image-digest')).toHaveLength(1);
  });
});
