import { allOmeRuntimeFacts } from '../../catalog/ome-runtime-facts';
import { omeCorrections } from '../../catalog/apply-ome-corrections';
import { runtimeSpec } from '../../checks/ome/selection/spec';
import { omeRuntime } from '../../constructs/ome-catalogue/runtime';
import { catalogueRuntimeSpec } from '../../constructs/ome-catalogue/runtime-spec';
import { arrayAt, isObject, nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { schemaErrors } from '../manifest-schema';
import { refused, written } from './app';

const all = allOmeRuntimeFacts();

/** Every runtime of the catalogue in one app. */
const { manifests, findings } = written((chart) => {
  for (const runtime of all) omeRuntime(chart, runtime);
});
const byName = new Map(manifests.map((manifest) => [nameOf(manifest), manifest]));

describe('every runtime of OME’s catalogue', () => {
  it('is written once', () => {
    expect(manifests).toHaveLength(205);
    expect(byName.size).toBe(205);
  });

  it('passes the schema', () => {
    expect(manifests.flatMap(schemaErrors)).toEqual([]);
  });

  it.each(all)('$name asks for its GPUs on its nodes, and computes on all of them', ({ name, pod, decoder }) => {
    const spec = objectAt(byName.get(name), 'spec');
    for (const [facts, component] of [
      [pod, objectAt(spec, 'engineConfig')],
      ...(decoder === undefined ? [] : [[decoder, objectAt(spec, 'decoderConfig')] as const]),
    ] as const) {
      const pods = podsOf(component);
      expect(pods.reduce((sum, { count }) => sum + count, 0)).toBe(facts.nodes);
      const gpus = pods.reduce((sum, { count, runner }) => sum + count * gpusOf(runner), 0);
      expect(gpus).toBe(facts.gpus * facts.nodes);
      for (const { runner } of pods) expect(parallelismOf(runner, gpus)).toBe(gpus);
    }
  });

  it.each(all)('$name has the containers, probes and ports that OME looks for', ({ name, pod, decoder, router }) => {
    const spec = objectAt(byName.get(name), 'spec');
    const components = [objectAt(spec, 'engineConfig'), ...(decoder ? [objectAt(spec, 'decoderConfig')] : [])];
    for (const [first, ...workers] of components.map(podsOf)) {
      expect(first?.runner).toMatchObject({ name: 'ome-container', ports: [{ protocol: 'TCP' }] });
      expect(Object.keys(first?.runner ?? {})).toEqual(
        expect.arrayContaining(['startupProbe', 'readinessProbe', 'livenessProbe']),
      );
      for (const { runner } of workers) expect(Object.keys(runner)).not.toContain('readinessProbe');
    }
    for (const { pod: podSpec, runner } of components.flatMap(podsOf)) {
      const volumes = arrayAt(podSpec, 'volumes').map((volume) => textAt(volume, 'name'));
      expect(arrayAt(runner, 'volumeMounts').map((mount) => textAt(mount, 'name'))).toEqual(volumes);
      expect(volumes).toContain('dshm');
      expect(valueAt(runner, 'resources', 'requests')).toEqual(valueAt(runner, 'resources', 'limits'));
    }
    expect(valueAt(spec, 'routerConfig') !== undefined).toBe(router !== undefined);
    expect(components).toHaveLength(pod.args.includes('--disaggregation-mode=prefill') ? 2 : 1);
  });

  it('has no text that OME would take for a template', () => {
    expect(manifests.filter((manifest) => JSON.stringify(manifest).includes('{{')).map(nameOf)).toEqual([]);
  });

  it('overlaps with another in fifteen cases, where upstream leaves the choice to sizes and names', () => {
    const overlapping = findings.filter(({ id }) => id === 'ome/overlapping-runtimes');
    expect(overlapping.map(({ severity }) => severity)).toEqual(Array.from({ length: 15 }, () => 'warning'));
  });

  it('is without another finding, but for images of which nobody says where they are, and flags that SGLang has left', () => {
    const others = findings.filter(({ id }) => id !== 'ome/overlapping-runtimes');
    expect(others.map(({ id, where }) => `${id} ${where}`)).toEqual([
      'ome/image-without-registry ome/srt-qwen-image-edit',
      'ome/image-without-registry ome/srt-qwen-image',
      // --disable-cuda-graph and others, which the newest version still obeys.
      ...Array.from({ length: 4 }, () => 'sglang/deprecated-flag ome/srt-kimi-k2-pd'),
      // A reasoning parser that the newest version does not know.
      'sglang/flag-value ome/srt-nvidia-nemotron-3-nano-30b-a3b-base-bf16',
      'sglang/flag-value ome/srt-nvidia-nemotron-3-nano-30b-a3b-bf16',
      'sglang/flag-value ome/srt-nvidia-nemotron-3-nano-30b-a3b-fp8',
    ]);
  });
});

describe('the manifests correct OME’s catalogue', () => {
  it('in as many points as are listed', () => {
    expect(omeCorrections().manifests.map(({ field }) => field)).toEqual([
      'spec.routerConfig.runner.command',
      'spec.routerConfig.runner.startupProbe.httpGet.path',
      'spec.engineConfig.leader.volumes',
      'spec.engineConfig.leader.runner.ports',
    ]);
  });

  it('each label of a router’s selector is a word of its own', () => {
    for (const router of routers()) {
      const words = [...arrayAt(router, 'command'), ...arrayAt(router, 'args')].map(String);
      expect(words).toContain('ome.io/inferenceservice=$(INFERENCESERVICE_NAME)');
      expect(words.filter((word) => word.includes(' '))).toEqual([]);
    }
  });

  it('a router starts before an engine is ready', () => {
    const paths = routers().map((router) => textAt(router, 'startupProbe', 'httpGet', 'path'));
    expect(new Set(paths)).toEqual(new Set(['/liveness']));
  });

  it('routers look for the leaders of groups only, at the port where these answer', () => {
    const words = arrayAt(byName.get('srt-deepseek-rdma-pd'), 'spec', 'routerConfig', 'runner', 'command').map(String);
    expect(words.filter((word) => word === 'leaderworkerset.sigs.k8s.io/worker-index=0')).toHaveLength(2);
    expect(words).toContain('--service-discovery-port=30000');
  });
});

describe('a runtime of the catalogue', () => {
  it.each([
    'srt-llama-3-3-70b-instruct',
    'srt-llama-3-3-70b-instruct-pd',
    'srt-deepseek-rdma',
    'srt-llama-4-maverick-17b-128e-instruct',
    'srt-gpt-oss-20b-grpc',
    'vllm-llama-3-3-70b-instruct',
    'vllm-deepseek-v4-flash',
  ])('%s is written like this', (name) => {
    expect(byName.get(name)).toMatchSnapshot();
  });

  it('is found by the name that OME’s documentation lists', () => {
    const [runtime] = written((chart) => omeRuntime(chart, 'llama-3-3-70b-instruct-rt')).manifests;
    expect(runtime).toEqual(byName.get('srt-llama-3-3-70b-instruct'));
    const [ofVllm] = written((chart) => omeRuntime(chart, 'llama-3-3-70b-instruct-rt', { engine: 'vllm' })).manifests;
    expect(ofVllm).toEqual(byName.get('vllm-llama-3-3-70b-instruct'));
  });

  it('is of a namespace where that is stated, under any name', () => {
    const [runtime] = written((chart) =>
      omeRuntime(chart, 'llama-3-3-70b-instruct-rt', { name: 'llama', namespace: 'team', labels: { team: 'a' } }),
    ).manifests;
    expect(runtime).toMatchObject({
      kind: 'ServingRuntime',
      metadata: { name: 'llama', namespace: 'team', labels: { team: 'a' } },
    });
  });

  it('takes another image, further arguments, and any other change', () => {
    const [runtime] = written((chart) =>
      omeRuntime(chart, 'llama-3-3-70b-instruct-pd-rt', {
        image: 'registry.example/sglang:v0.5.6',
        routerImage: 'registry.example/router:v1',
        args: ['--context-length=32768'],
        spec: {
          modelSizeRange: { max: '80B' },
          engineConfig: {
            hostNetwork: null,
            nodeSelector: { pool: 'h100' },
            runner: { resources: { limits: { cpu: '32' } } },
          },
          protocolVersions: ['openAI', 'cohere'],
        },
      }),
    ).manifests;
    const [engine, decoder] = ['engineConfig', 'decoderConfig'].map((key) => objectAt(runtime, 'spec', key));
    for (const component of [engine, decoder]) {
      expect(textAt(component, 'runner', 'image')).toBe('registry.example/sglang:v0.5.6');
      expect(arrayAt(component, 'runner', 'command').at(-1)).toBe('--context-length=32768');
    }
    expect(textAt(runtime, 'spec', 'routerConfig', 'runner', 'image')).toBe('registry.example/router:v1');
    expect(engine).toMatchObject({
      nodeSelector: { pool: 'h100' },
      runner: { resources: { limits: { cpu: '32', memory: '160Gi' } } },
    });
    expect([valueAt(engine, 'hostNetwork'), valueAt(decoder, 'hostNetwork')]).toEqual([undefined, true]);
    expect(valueAt(runtime, 'spec', 'modelSizeRange')).toEqual({ min: '60B', max: '80B' });
    expect(valueAt(runtime, 'spec', 'protocolVersions')).toEqual(['openAI', 'cohere']);
  });

  it('is not said to have no registry when it is given one', () => {
    const { findings: none } = written((chart) => {
      omeRuntime(chart, 'Qwen-Image-rt', { image: 'registry.example/sglang:diffusion' });
      omeRuntime(chart, 'Qwen-Image-Edit-rt', {
        spec: { engineConfig: { runner: { image: 'registry.example/sglang:d' } } },
      });
    });
    expect(none).toEqual([]);
  });

  it('that the catalogue does not have is refused with the nearest name', () => {
    // @ts-expect-error the name is misspelt
    expect(refused((chart) => omeRuntime(chart, 'llama-3-3-70b-instrcut-rt'))).toMatchObject([
      {
        id: 'ome/unknown-catalogue-runtime',
        where: 'ome/llama-3-3-70b-instrcut-rt',
        mend: "Did you mean 'llama-3-3-70b-instruct-rt'?",
      },
    ]);
  });

  it('demands of a model what its manifest says', () => {
    const runtime = byName.get('srt-deepseek-rdma');
    expect(runtime && runtimeSpec(runtime)).toMatchObject({
      modelSizeRange: { min: '650B', max: '700B' },
      supportedFormats: [
        { quantization: 'fp8', modelFramework: { version: '4.33.1', operator: 'GreaterThanOrEqual' } },
      ],
    });
  });

  it('leaves nothing out of its list of formats that the API server would write there', () => {
    for (const { supportedModelFormats } of all.map((facts) => catalogueRuntimeSpec(facts))) {
      for (const { modelFormat, modelFramework } of supportedModelFormats ?? []) {
        expect([modelFormat.weight, modelFramework.weight]).toEqual([1, 1]);
        expect([modelFormat.operator, modelFramework.operator]).not.toContain(undefined);
      }
    }
  });
});

interface Pods {
  readonly count: number;
  readonly pod: JsonObject;
  readonly runner: JsonObject;
}

/** The pods of one replica of a component, the one that answers first. */
function podsOf(component: JsonObject): readonly Pods[] {
  const leader = valueAt(component, 'leader');
  if (!isObject(leader)) return [{ count: 1, pod: component, runner: objectAt(component, 'runner') }];
  const worker = objectAt(component, 'worker');
  return [
    { count: 1, pod: leader, runner: objectAt(leader, 'runner') },
    { count: Number(worker.size), pod: worker, runner: objectAt(worker, 'runner') },
  ];
}

function gpusOf(runner: JsonObject): number {
  return Number(textAt(runner, 'resources', 'limits', 'nvidia.com/gpu'));
}

/** Tensor times data parallel size; OME writes all GPUs of the replica into PARALLELISM_SIZE. */
function parallelismOf(runner: JsonObject, gpus: number): number {
  const words = arrayAt(runner, 'command').map(String);
  const flag = (...names: readonly string[]) => {
    const word = words.find((candidate) => names.includes(candidate.split('=', 1)[0] ?? ''));
    return word?.slice(word.indexOf('=') + 1).replace('$(PARALLELISM_SIZE)', String(gpus));
  };
  // With SGLang's attention data parallelism the groups are parts of the tensor parallel ones.
  const data = words.includes('--enable-dp-attention') ? '1' : (flag('--data-parallel-size') ?? '1');
  return Number(flag('--tp-size', '--tensor-parallel-size')) * Number(data);
}

function routers(): readonly JsonObject[] {
  return manifests
    .map((manifest) => objectAt(manifest, 'spec', 'routerConfig', 'runner'))
    .filter((runner) => Object.keys(runner).length > 0);
}
