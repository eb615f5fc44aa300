import { allOmeModelFacts } from '../../catalog/ome-model-facts';
import { allOmeRuntimeFacts } from '../../catalog/ome-runtime-facts';
import { namedRuntimeRefusal, selectOmeRuntime } from '../../checks/ome/selection/select-runtime';
import { OmeCatalogueModel } from '../../constructs/ome-catalogue/model';
import { omeRuntime } from '../../constructs/ome-catalogue/runtime';
import { OmeCatalogueService, serveOmeModel } from '../../constructs/ome-catalogue/service';
import type { OmeCatalogueServiceProps } from '../../constructs/ome-catalogue/service';
import { nameOf, objectAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { schemaErrors } from '../manifest-schema';
import { refused, written } from './app';

/** A service `llm` as it is written, with what was decided and said of it. */
function served(props: OmeCatalogueServiceProps) {
  let service: OmeCatalogueService | undefined;
  const { manifests, findings } = written((chart) => {
    service = serveOmeModel(chart, 'llm', props);
  });
  const [manifest] = manifests;
  return { manifest, findings, selection: service?.selection, runtime: service?.selection?.runtime.name };
}

describe('a service of a catalogue model', () => {
  it('names model, runtime and every component', () => {
    expect(served({ model: 'llama-3-3-70b-instruct' }).manifest).toMatchSnapshot();
    expect(served({ model: 'llama-3-3-70b-instruct', disaggregated: true }).manifest).toMatchSnapshot();
    expect(
      served({ model: 'llama-3-3-70b-instruct', runtime: 'vllm-llama-3-3-70b-instruct' }).manifest,
    ).toMatchSnapshot();
  });

  it.each<[object, string]>([
    [{ replicas: 3 }, 'ome/replicas'],
    [{ routerReplicas: { min: -1 } }, 'ome/replicas'],
    [{ model: undefined }, 'ome/unknown-catalogue-model'],
  ])('with %j is told', (changes, id) => {
    const props = Object.assign({ model: 'llama-3-3-70b-instruct' as const }, changes);
    const findings = refused((chart) => serveOmeModel(chart, 'llm', props));
    expect(findings).toContainEqual(expect.objectContaining({ id, severity: 'error' }));
  });

  it('states both ends of every component’s replicas', () => {
    const { manifest } = served({
      model: 'llama-3-3-70b-instruct',
      disaggregated: true,
      replicas: { min: 2 },
      decoderReplicas: { min: 1, max: 4 },
    });
    expect(manifest && objectAt(manifest, 'spec')).toMatchObject({
      engine: { minReplicas: 2, maxReplicas: 2 },
      decoder: { minReplicas: 1, maxReplicas: 4 },
      router: { minReplicas: 1, maxReplicas: 1 },
    });
  });

  it('takes name, namespace, labels and any change', () => {
    const { manifest } = served({
      model: 'llama-3-3-70b-instruct',
      name: 'chat',
      namespace: 'team',
      labels: { team: 'a' },
      annotations: { owner: 'b' },
      spec: { engine: { nodeSelector: { pool: 'h100' } }, router: null },
    });
    expect(manifest).toMatchObject({
      metadata: { name: 'chat', namespace: 'team', labels: { team: 'a' }, annotations: { owner: 'b' } },
      spec: { engine: { minReplicas: 1, nodeSelector: { pool: 'h100' } } },
    });
    expect(manifest && valueAt(manifest, 'spec', 'router')).toBeUndefined();
  });
});

describe('the runtime is', () => {
  it.each([
    ['qwen2-5-32b-instruct', 'srt-qwen2-5-32b-instruct', 'where OME takes one named for another model'],
    ['llama-4-scout-17b-16e-instruct', 'srt-llama-4-scout-17b-16e-instruct', 'where OME takes that of Maverick'],
    ['gpt-oss-20b', 'srt-gpt-oss-20b', 'and not the one that speaks gRPC'],
    ['deepseek-v3', 'srt-deepseek-v3', 'and not one that takes two nodes or splits prefill and decode'],
    ['qwen-image-edit', 'srt-qwen-image-edit', 'and not the one that makes images'],
  ] as const)('for %s the one that is made for it: %s, %s', (model, runtime, _instead) => {
    expect(served({ model }).runtime).toBe(runtime);
  });

  it('of the engine, the form and the size of node that are asked for', () => {
    expect(served({ model: 'llama-3-3-70b-instruct', engine: 'vllm' }).runtime).toBe('vllm-llama-3-3-70b-instruct');
    expect(served({ model: 'llama-3-3-70b-instruct', disaggregated: true }).runtime).toBe(
      'srt-llama-3-3-70b-instruct-pd',
    );
    expect(served({ model: 'qwen2-5-32b-instruct', gpusPerNode: 2 }).runtime).toBe('srt-deepseek-r1-distill-qwen-14b');
  });

  it('told with the reason, and so is every other that would do', () => {
    const { selection, findings } = served({ model: 'qwen2-5-32b-instruct' });
    expect(selection?.because).toBe('it is made for the model');
    expect(selection?.passedOver.map(({ runtime, reason }) => `${runtime.name}: ${reason}`)).toEqual([
      'srt-qwen2-5-coder-32b-instruct: it is made for another model',
      'srt-deepseek-r1-distill-qwen-14b: it is made for another model',
      'srt-deepseek-r1-distill-qwen-32b: it is made for another model',
    ]);
    expect(findings).toMatchObject([
      {
        id: 'ome/selected-runtime',
        severity: 'note',
        problem: expect.stringContaining('it is made for the model') as string,
      },
    ]);
  });

  it('told without a finding where it is named or the only one', () => {
    expect(served({ model: 'qwen2-5-32b-instruct', runtime: 'srt-qwen2-5-32b-instruct' }).findings).toEqual([]);
    expect(served({ model: 'gpt-j-6b' }).findings).toEqual([]);
  });
});

describe('every model of the catalogue', () => {
  const models = allOmeModelFacts();
  const selections = new Map<string, OmeCatalogueService['selection']>();
  const objects = new Map<string, { readonly model?: Manifest; readonly service?: Manifest }>();
  const runtimes = new Map(
    written((chart) => {
      for (const runtime of allOmeRuntimeFacts()) omeRuntime(chart, runtime);
    }).manifests.map((manifest) => [nameOf(manifest), manifest]),
  );
  const known: string[] = [];
  for (const facts of models) {
    try {
      const { manifests } = written((chart) => {
        const model = new OmeCatalogueModel(chart, 'model', { model: facts });
        selections.set(facts.name, new OmeCatalogueService(chart, 'llm', { model }).selection);
      });
      known.push(facts.name);
      objects.set(facts.name, {
        model: manifests.find(({ kind }) => kind === 'ClusterBaseModel'),
        service: manifests.find(({ kind }) => kind === 'InferenceService'),
      });
    } catch {
      selections.delete(facts.name);
    }
  }

  it('that declares its format is served: 168 of 207', () => {
    expect(known).toHaveLength(168);
  });

  it.each(known)('%s gets a runtime that is made for it and that OME accepts', (name) => {
    const { model, service } = objects.get(name) ?? {};
    const runtime = runtimes.get(selections.get(name)?.runtime.name ?? '');
    if (model === undefined || service === undefined || runtime === undefined) throw new Error('not written');
    expect(schemaErrors(service)).toEqual([]);
    expect(namedRuntimeRefusal(model, runtime, service)).toBeUndefined();
    expect(selections.get(name)?.runtime.models).toContain(name);
  });

  it('would not all get that one from OME', () => {
    const different = known.filter((name) => {
      const { model } = objects.get(name) ?? {};
      if (model === undefined) return false;
      const selection = selectOmeRuntime(model, [...runtimes.values()]);
      return selection.outcome === 'selected' && selection.selected.name !== selections.get(name)?.runtime.name;
    });
    expect(different).toContain('qwen2-5-32b-instruct');
  });
});

describe('a service is refused', () => {
  const problems = (props: OmeCatalogueServiceProps) => refused((chart) => serveOmeModel(chart, 'llm', props));

  it('of a model that the catalogue does not have', () => {
    // @ts-expect-error the name is misspelt
    expect(problems({ model: 'lama-3-3-70b-instruct' })).toMatchObject([
      { id: 'ome/unknown-catalogue-model', mend: "Did you mean 'llama-3-3-70b-instruct'?" },
    ]);
  });

  it('of a model of which neither format nor runtime is known', () => {
    expect(problems({ model: 'qwen2-5-72b' })).toMatchObject([{ id: 'ome/unknown-model-format', where: 'ome/llm' }]);
  });

  it('that no runtime fits, with the nearest and what is wrong with them', () => {
    expect(problems({ model: 'llama-3-3-70b-instruct', gpusPerNode: 2 })).toMatchObject([
      {
        id: 'ome/no-fitting-runtime',
        mend: expect.stringContaining("'srt-llama-3-3-70b-instruct' (a pod takes 4 GPUs, a node has 2)") as string,
      },
    ]);
  });

  it('whose runtime OME would refuse for the model, with one that fits', () => {
    expect(problems({ model: 'qwen3-32b', runtime: 'srt-llama-3-3-70b-instruct' })).toMatchObject([
      {
        id: 'ome/unfit-runtime',
        problem: expect.stringContaining(
          'architecture mismatch (model=Qwen3ForCausalLM, runtime=LlamaForCausalLM)',
        ) as string,
        mend: expect.stringContaining("Use 'srt-qwen3-32b'") as string,
      },
    ]);
  });

  it('whose runtime is of another engine or form than asked for', () => {
    const pair = { model: 'llama-3-3-70b-instruct', runtime: 'srt-llama-3-3-70b-instruct' } as const;
    expect(problems({ ...pair, engine: 'vllm' })).toMatchObject([{ id: 'ome/catalogue-engine' }]);
    expect(problems({ ...pair, disaggregated: true })).toMatchObject([
      { id: 'ome/unfit-runtime', problem: expect.stringContaining('it does not split prefill and decode') as string },
    ]);
  });

  it('once, where its model or runtime is refused already', () => {
    const findings = refused((chart) => {
      // @ts-expect-error the name is misspelt
      const model = new OmeCatalogueModel(chart, 'model', { model: 'llama' });
      serveOmeModel(chart, 'llm', { model });
    });
    expect(findings.map(({ where }) => where)).toEqual(['ome/model']);
  });
});

describe('a service of objects that this app makes', () => {
  it('refers to them by their names and kinds', () => {
    const { manifests } = written((chart) => {
      const model = new OmeCatalogueModel(chart, 'model', { model: 'qwen3-32b', name: 'qwen', namespace: 'team' });
      const runtime = omeRuntime(chart, 'srt-qwen3-32b', {
        name: 'sglang',
        namespace: 'team',
        spec: { routerConfig: null },
      });
      serveOmeModel(chart, 'llm', { model, runtime, namespace: 'team' });
    });
    const service = manifests.find(({ kind }) => kind === 'InferenceService');
    expect(service?.spec).toEqual({
      model: { name: 'qwen', kind: 'BaseModel', apiGroup: 'ome.io' },
      runtime: { name: 'sglang', kind: 'ServingRuntime', apiGroup: 'ome.io' },
      engine: { minReplicas: 1, maxReplicas: 1 },
    });
  });

  it('goes by what they declare: a model may be declared for any runtime', () => {
    const runtime = 'vllm-llama-3-2-90b-vision-instruct';
    expect(
      refused((chart) => serveOmeModel(chart, 'llm', { model: 'llama-3-2-90b-vision-instruct', runtime })),
    ).toMatchObject([{ id: 'ome/unfit-runtime', mend: expect.stringContaining(`servedBy: '${runtime}'`) as string }]);
    const { manifests } = written((chart) => {
      const model = new OmeCatalogueModel(chart, 'model', {
        model: 'llama-3-2-90b-vision-instruct',
        servedBy: runtime,
      });
      serveOmeModel(chart, 'llm', { model, runtime });
    });
    expect(manifests).toHaveLength(2);
  });

  it('refuses a runtime that was changed so that it is not for the model', () => {
    const findings = refused((chart) => {
      const runtime = omeRuntime(chart, 'srt-qwen3-32b', { spec: { modelSizeRange: { min: '1B', max: '2B' } } });
      serveOmeModel(chart, 'llm', { model: 'qwen3-32b', runtime });
    });
    expect(findings).toMatchObject([
      { id: 'ome/unfit-runtime', problem: expect.stringContaining('[1B, 2B]') as string },
    ]);
  });
});
