import { namedRuntimeRefusal, selectOmeRuntime, supportedFormatOf } from '../../../checks/ome/selection/select-runtime';
import type { OmeSelection } from '../../../checks/ome/selection/select-runtime';
import { entry, model, runtime, service } from './selection-manifests';

const chosen = (selection: OmeSelection) => selection.ranking.map(({ name, score }) => `${name} ${score}`);
const reasons = ({ excluded }: OmeSelection) => Object.fromEntries(excluded.map(({ name, reason }) => [name, reason]));

describe('OME excludes a runtime', () => {
  it('that is disabled', () => {
    expect(reasons(selectOmeRuntime(model(), [runtime({ name: 'off', disabled: true })]))).toEqual({
      off: 'runtime is disabled',
    });
  });

  it.each([
    ['annotation', service({}, { 'ome.io/accelerator-class': 'h200' })],
    ['selector', service({ acceleratorSelector: { acceleratorClass: 'h200' } })],
    ['engine', service({ engine: { acceleratorOverride: { acceleratorClass: 'h200' } } })],
    ['decoder', service({ decoder: { acceleratorOverride: { acceleratorClass: 'h200' } } })],
  ])('that does not list the accelerator class of the service’s %s', (_, asking) => {
    const runtimes = [runtime({ name: 'h100', acceleratorClasses: ['h100'] }), runtime({ name: 'none' })];
    const reason = 'runtime does not support the required accelerator class';
    expect(reasons(selectOmeRuntime(model(), runtimes, asking))).toEqual({ h100: reason, none: reason });
    expect(chosen(selectOmeRuntime(model(), runtimes, service()))).toEqual(['h100 2', 'none 2']);
  });

  it('of which no entry is for the model, and says for each entry why', () => {
    const formats = [
      entry({ architecture: 'Mistral' }),
      entry({ framework: '4.44.0', quantization: 'fp8' }),
      entry({ format: 'pytorch' }),
    ];
    expect(reasons(selectOmeRuntime(model(), [runtime({ name: 'other', formats })]))).toEqual({
      other:
        "model format 'mt:safetensors:1.0.0:Llama:transformers:4.43.0' not in supported formats: " +
        'architecture mismatch (model=Llama, runtime=Mistral); ' +
        'model has no quantization but runtime requires fp8, framework version mismatch (model=4.43.0, runtime=4.44.0); ' +
        'format name mismatch (model=safetensors, runtime=pytorch)',
    });
  });

  it.each([
    ['quantization', { quantization: 'fp8' }, 'model has quantization fp8 but runtime has no quantization requirement'],
    ['framework', { modelFramework: null }, 'model has no framework but runtime requires transformers'],
    ['version', { modelFormat: { name: 'safetensors' } }, 'model has no format version but runtime requires 1.0.0'],
  ])('where only one of the two states the %s', (_, spec, reason) => {
    expect(reasons(selectOmeRuntime(model('8B', spec), [runtime({ name: 'other' })])).other).toContain(reason);
  });

  it('of which the model’s size is out of range, ends included', () => {
    const [small] = [runtime({ name: 'small', range: '7B-9B' })];
    expect(chosen(selectOmeRuntime(model('7B'), [small]))).toEqual(['small 2']);
    expect(chosen(selectOmeRuntime(model('9B'), [small]))).toEqual(['small 2']);
    expect(reasons(selectOmeRuntime(model('70B'), [small]))).toEqual({
      small: 'model size 70B is outside supported range [7B, 9B]',
    });
  });

  it('reads a size with another unit as zero', () => {
    expect(chosen(selectOmeRuntime(model('8G'), [runtime({ name: 'small', range: '7B-9B' })]))).toEqual([]);
  });

  it('that may not be selected, or only for another framework', () => {
    const runtimes = [
      runtime({ name: 'unlisted', formats: [entry({ autoSelect: false })] }),
      runtime({ name: 'half', formats: [entry({ autoSelect: false }), entry({ framework: '4.44.0' })] }),
    ];
    expect(reasons(selectOmeRuntime(model(), runtimes))).toEqual({
      unlisted: 'no entry of supportedModelFormats has autoSelect: true',
      half: 'no entry with autoSelect is for its format and framework, so the score is 0',
    });
  });

  it('whose diffusion pipeline is another; only what the runtime states counts', () => {
    const pipeline = { className: 'QwenImagePipeline', vae: { library: 'diffusers', type: 'AutoencoderKL' } };
    const runtimes = [
      runtime({ name: 'any' }),
      runtime({ name: 'class', formats: [{ ...entry(), diffusionPipeline: { className: 'QwenImagePipeline' } }] }),
      runtime({ name: 'vae', formats: [{ ...entry(), diffusionPipeline: { vae: { type: 'AutoencoderTiny' } } }] }),
      runtime({ name: 'more', formats: [{ ...entry(), diffusionPipeline: { additionalComponents: { lora: {} } } }] }),
    ];
    const selection = selectOmeRuntime(model('8B', { diffusionPipeline: pipeline }), runtimes);
    expect(chosen(selection)).toEqual(['any 2', 'class 2']);
    expect(reasons(selection).vae).toContain('vae type mismatch (model=AutoencoderKL, runtime=AutoencoderTiny)');
    expect(reasons(selection).more).toContain('diffusion pipeline missing required additional components');
    expect(reasons(selectOmeRuntime(model(), runtimes)).class).toContain(
      'diffusion pipeline required by runtime but not specified in model',
    );
  });
});

describe('of the runtimes that are left OME takes', () => {
  it('the higher score: twice the priority, as the schema sets both weights to 1', () => {
    const runtimes = [runtime({ name: 'a' }), runtime({ name: 'b', formats: [entry({ priority: 3 })] })];
    const selection = selectOmeRuntime(model(), runtimes);
    expect(chosen(selection)).toEqual(['b 6', 'a 2']);
    expect(selection.ranking[1]?.reason).toBe("its score 2 is below the 6 of 'b'");
  });

  it('a stated weight of zero for 10 and 5', () => {
    expect(chosen(selectOmeRuntime(model(), [runtime({ name: 'a', formats: [entry({ weight: 0 })] })]))).toEqual([
      'a 15',
    ]);
  });

  it('the narrowest range for a model of known size, and no range before any', () => {
    const runtimes = [
      runtime({ name: 'a', range: '1B-70B' }),
      runtime({ name: 'b', range: '7B-9B' }),
      runtime({ name: 'c' }),
    ];
    const selection = selectOmeRuntime(model('8B'), runtimes);
    expect(chosen(selection)).toEqual(['c 2', 'b 2', 'a 2']);
    expect(selection.ranking[1]?.reason).toBe("its score is that of 'c', which has no size range");
    expect(chosen(selectOmeRuntime(model(), runtimes))).toEqual(['a 2', 'b 2', 'c 2']);
  });

  it('the first name in the end, however old the runtimes are', () => {
    const runtimes = [
      runtime({ name: 'b', createdAt: '2026-05-01T00:00:00Z' }),
      runtime({ name: 'a', createdAt: '2024-05-01T00:00:00Z' }),
    ];
    const selection = selectOmeRuntime(model('8B'), runtimes);
    expect(selection).toMatchObject({ outcome: 'selected', selected: { name: 'a' } });
    expect(selection.ranking[1]?.reason).toBe("its score is that of 'a', whose name comes first");
  });

  it('nothing of another namespace', () => {
    const runtimes = [runtime({ name: 'theirs', namespace: 'other' }), runtime({ name: 'ours', namespace: 'team' })];
    expect(chosen(selectOmeRuntime(model(), runtimes, service()))).toEqual(['ours 2']);
    expect(chosen(selectOmeRuntime(model(), runtimes))).toEqual([]);
  });
});

it('an entry for another architecture raises the score, and the namespace comes before any score', () => {
  const x = runtime({ name: 'x', range: '7B-9B', formats: [entry(), entry({ architecture: 'Mistral', priority: 9 })] });
  const y = runtime({ name: 'y', range: '7B-9B', formats: [entry({ priority: 5 })] });
  expect(chosen(selectOmeRuntime(model('8B'), [y, x], service()))).toEqual(['x 18', 'y 10']);

  const z = runtime({ name: 'z', namespace: 'team', range: '1B-70B' });
  const selection = selectOmeRuntime(model('8B'), [x, y, z], service());
  expect(chosen(selection)).toEqual(['z 2', 'x 18', 'y 10']);
  expect(selection.ranking[1]?.reason).toBe(
    "'z' is of the service's namespace, which comes before the cluster whatever the score",
  );
});

describe('OME refuses a service', () => {
  it('of a model without format, since it has not been loaded yet', () => {
    expect(selectOmeRuntime({ ...model(), spec: {} }, [runtime({ name: 'a' })])).toMatchObject({
      outcome: 'refused',
      error: 'invalid model specification: modelFormat.name: model format name is required',
    });
  });

  it('that no runtime is for, with counts and reasons', () => {
    const runtimes = [
      runtime({ name: 'off', disabled: true }),
      runtime({ name: 'own', namespace: 'team', disabled: true }),
    ];
    expect(selectOmeRuntime(model(), runtimes, service())).toMatchObject({
      outcome: 'refused',
      error:
        'no runtime found to support model safetensors with format safetensors in namespace team. ' +
        'Checked 2 runtimes (1 namespace-scoped, 1 cluster-scoped). ' +
        'Excluded runtimes: own (runtime is disabled); off (runtime is disabled)',
    });
  });

  it('that names a runtime which is not for its model, whether or not it may be selected', () => {
    expect(
      namedRuntimeRefusal(model(), runtime({ name: 'a', formats: [entry({ autoSelect: false })] })),
    ).toBeUndefined();
    expect(namedRuntimeRefusal(model('70B'), runtime({ name: 'a', range: '7B-9B' }))).toBe(
      'model size 70B is outside supported range [7B, 9B]',
    );
  });
});

describe('OME’s controller crashes', () => {
  const half = {
    ...runtime({ name: 'half' }),
    spec: { supportedModelFormats: [entry()], modelSizeRange: { min: '7B' } },
  };

  it('over a size range that states one end', () => {
    expect(selectOmeRuntime(model('8B'), [half, runtime({ name: 'whole' })])).toMatchObject({
      outcome: 'crash',
      error: 'modelSizeRange of half states one of min and max only: nil pointer dereference',
    });
  });

  it('over such a runtime that a service names, too', () => {
    expect(namedRuntimeRefusal(model('8B'), half)).toContain('nil pointer dereference');
    expect(namedRuntimeRefusal(model(), half)).toBeUndefined();
  });

  it('only for a model that it is for, of known size', () => {
    expect(selectOmeRuntime(model(), [half]).outcome).toBe('selected');
    expect(selectOmeRuntime(model('8B', { modelArchitecture: 'Mistral' }), [half]).outcome).toBe('refused');
  });
});

it('accelerator settings are those of the best entry; of a selected runtime only entries with autoSelect count', () => {
  const formats = [entry({ autoSelect: false }), entry({ framework: '4.44.0' })];
  const both = runtime({ name: 'both', formats });
  expect(supportedFormatOf(model(), both, 'name')?.modelFramework?.version).toBe('4.43.0');
  expect(supportedFormatOf(model(), both, 'selection')).toBeUndefined();
});
