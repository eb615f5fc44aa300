import fs from 'node:fs';
import { omeCorrections } from '../../catalog/apply-ome-corrections';
import type { Members } from '../../catalog/apply-ome-corrections';
import { isRecord } from '../../catalog/catalog-row';
import type * as ModelFacts from '../../catalog/ome-model-facts';
import { allOmeModelFacts, omeModelFacts, shippedModelMembers } from '../../catalog/ome-model-facts';
import {
  allOmeRuntimeFacts,
  omeRuntimeFacts,
  omeRuntimesAsShipped,
  shippedMembers,
} from '../../catalog/ome-runtime-facts';
import type { OmeRuntimeFile, OmeRuntimeName } from '../../catalog/ome-runtime-facts';
import { resolveOmeModel, resolveOmeRuntime } from '../../catalog/resolve-ome-name';

describe('the runtimes of OME’s catalogue', () => {
  it('are 207 files, two of which repeat a name to no purpose', () => {
    expect(omeRuntimesAsShipped()).toHaveLength(207);
    expect(new Set(omeRuntimesAsShipped().map(({ name }) => name)).size).toBe(203);
    expect(allOmeRuntimeFacts()).toHaveLength(205);
  });

  it('have the GPUs, arguments and probes of their files', () => {
    expect(omeRuntimeFacts('srt-llama-3-3-70b-instruct')).toMatchObject({
      engine: 'sglang',
      installed: true,
      size: { min: '60B', max: '75B' },
      models: ['llama-3-3-70b-instruct'],
      pod: { gpus: 4, nodes: 1, tensorParallel: 4, cpu: '10', memory: '160Gi', healthPath: '/health_generate' },
      router: { cpu: '1', memory: '2Gi' },
    });
  });

  it('tell groups of nodes, and what their pods need of the node', () => {
    expect(omeRuntimeFacts('srt-deepseek-rdma-pd')).toMatchObject({
      pod: { gpus: 8, nodes: 2, port: 30000, hostNetwork: true, hostIpc: true, infiniband: true },
      decoder: { gpus: 8, nodes: 2 },
    });
    expect(omeRuntimeFacts('srt-kimi-k2-pd')).toMatchObject({ pod: { nodes: 4 }, decoder: { nodes: 12 } });
  });

  it('are not known by another name', () => {
    expect(omeRuntimeFacts(['srt', 'nothing'].join('-'))).toBeUndefined();
  });
});

describe('the models of OME’s catalogue', () => {
  it('are 207', () => {
    expect(allOmeModelFacts()).toHaveLength(207);
    expect(omeModelFacts('llama-3-3-70b-instruct')).toMatchObject({
      hfId: 'meta-llama/Llama-3.3-70B-Instruct',
      storagePath: '/raid/models/meta/llama-3-3-70b-instruct',
      key: 'hf-token',
    });
  });
});

describe('a runtime by name', () => {
  /** The two tables of https://sgl-project.github.io/ome/docs/concepts/serving_runtime */
  const documented: Readonly<Record<'sglang' | 'vllm', readonly OmeRuntimeFile[]>> = {
    sglang: [
      'deepseek-rdma-pd-rt',
      'deepseek-rdma-rt',
      'e5-mistral-7b-instruct-rt',
      'llama-3-1-70b-instruct-pd-rt',
      'llama-3-1-70b-instruct-rt',
      'llama-3-2-11b-vision-instruct-rt',
      'llama-3-2-1b-instruct-pd-rt',
      'llama-3-2-1b-instruct-rt',
      'llama-3-2-3b-instruct-pd-rt',
      'llama-3-2-3b-instruct-rt',
      'llama-3-2-90b-vision-instruct-rt',
      'llama-3-3-70b-instruct-pd-rt',
      'llama-3-3-70b-instruct-rt',
      'llama-4-maverick-17b-128e-instruct-fp8-pd-rt',
      'llama-4-maverick-17b-128e-instruct-fp8-rt',
      'llama-4-scout-17b-16e-instruct-pd-rt',
      'llama-4-scout-17b-16e-instruct-rt',
      'mistral-7b-instruct-pd-rt',
      'mistral-7b-instruct-rt',
      'mixtral-8x7b-instruct-pd-rt',
      'mixtral-8x7b-instruct-rt',
    ],
    vllm: [
      'e5-mistral-7b-instruct-rt',
      'llama-3-1-405b-instruct-fp8-rt',
      'llama-3-1-nemotron-nano-8b-v1-rt',
      'llama-3-1-nemotron-ultra-253b-v1-rt',
      'llama-3-2-11b-vision-instruct-rt',
      'llama-3-2-1b-instruct-rt',
      'llama-3-2-3b-instruct-rt',
      'llama-3-3-70b-instruct-rt',
      'llama-3-3-nemotron-super-49b-v1-rt',
      'llama-4-maverick-17b-128e-instruct-fp8-rt',
      'llama-4-scout-17b-16e-instruct-rt',
      'mistral-7b-instruct-rt',
      'mixtral-8x7b-instruct-rt',
    ],
  };

  it.each(documented.sglang)('%s of SGLang is found by its file', (file) => {
    expect(resolveOmeRuntime(file)).toMatchObject({ engine: 'sglang', name: `srt-${file.replace(/-rt$/, '')}` });
  });

  it.each(documented.vllm)('%s of vLLM is found by its file', (file) => {
    expect(resolveOmeRuntime(file, 'vllm')).toMatchObject({ engine: 'vllm', name: `vllm-${file.replace(/-rt$/, '')}` });
  });

  it('is found by the name of its resource, and by the file of the only engine that has it', () => {
    expect(resolveOmeRuntime('vllm-mistral-7b-instruct')).toMatchObject({ name: 'vllm-mistral-7b-instruct' });
    expect(resolveOmeRuntime('deepseek-v4-pro-rt')).toMatchObject({ name: 'vllm-deepseek-v4-pro' });
  });

  it('that is misspelt is a fault with the nearest name', () => {
    expect(resolveOmeRuntime('lama-3-3-70b-instruct-rt')).toMatchObject({
      id: 'ome/unknown-catalogue-runtime',
      mend: "Did you mean 'llama-3-3-70b-instruct-rt'?",
    });
    expect(resolveOmeModel('lama-3-3-70b-instruct')).toMatchObject({
      id: 'ome/unknown-catalogue-model',
      mend: "Did you mean 'llama-3-3-70b-instruct'?",
    });
    expect(resolveOmeModel('')).toMatchObject({ mend: 'Use a name of the catalogue.' });
  });

  it('of another engine than asked for is a fault', () => {
    expect(resolveOmeRuntime('deepseek-v4-pro-rt', 'sglang')).toMatchObject({ id: 'ome/catalogue-engine' });
    expect(resolveOmeRuntime('srt-qwen3-32b', 'vllm')).toMatchObject({ id: 'ome/catalogue-engine' });
  });

  it('does not compile when it is misspelt', () => {
    const names: readonly (OmeRuntimeName | OmeRuntimeFile)[] = [
      'srt-llama-3-3-70b-instruct',
      // @ts-expect-error the runtime of that name is renamed
      'srt-lama-3-3-70b-instruct',
    ];
    expect(names.map((name) => 'problem' in resolveOmeRuntime(name))).toEqual([false, true]);
  });
});

describe('the corrections of OME’s catalogue', () => {
  const { runtimes, models } = omeCorrections();
  const cases = [
    ...runtimes.flatMap((row) =>
      row.of.map((file) => ({ ...row, name: file, members: membersOf(shippedMembers(), 'file', file) })),
    ),
    ...models.flatMap((row) =>
      row.of.map((name) => ({ ...row, name, members: membersOf(shippedModelMembers(), 'name', name) })),
    ),
  ];
  const byFile = new Map(allOmeRuntimeFacts().map((facts) => [facts.file, facts]));

  it.each(cases)('$name: $field is what OME ships', ({ field, upstream, members }) => {
    const shipped = valueAt(members, field);
    if (Array.isArray(shipped) && !Array.isArray(upstream)) expect(shipped).toContain(upstream);
    else expect(shipped ?? null).toEqual(upstream);
  });

  it.each(cases.filter(({ field }) => field !== 'name'))(
    '$name: $field is corrected',
    ({ name, field, ours, upstream }) => {
      const facts = byFile.get(name) ?? resolveOmeModel(name);
      const fact = valueAt(
        facts,
        field.replace(/^size(Min|Max)$/, (_, end: string) => `size.${end.toLowerCase()}`),
      );
      if (Array.isArray(fact) && !Array.isArray(ours)) {
        expect(fact).not.toContain(upstream);
        if (ours !== null) expect(fact).toContain(ours);
      } else expect(fact ?? null).toEqual(ours);
    },
  );

  it.each(cases.filter(({ field }) => field === 'name'))('$name is renamed or left out', ({ name, ours }) => {
    expect(byFile.get(name)?.name ?? null).toBe(ours);
  });

  it('each say why', () => {
    expect([...runtimes, ...models].filter(({ why }) => !why.endsWith('.'))).toEqual([]);
  });
});

it('reads no catalogue before a fact is asked for, and then once', () => {
  jest.isolateModules(() => {
    const read = jest.spyOn(fs, 'readFileSync');
    const isolated = jest.requireActual<typeof ModelFacts>('../../catalog/ome-model-facts');
    expect(read).not.toHaveBeenCalled();
    isolated.omeModelFacts('llama-3-3-70b-instruct');
    isolated.omeModelFacts('qwen3-32b');
    expect(read.mock.calls.map(([file]) => String(file).replace(/^.*\//, ''))).toEqual([
      'ome-models.json',
      'ome-corrections.json',
    ]);
    read.mockRestore();
  });
});

function membersOf(rows: readonly Members[], key: string, value: string): Members {
  const found = rows.find((row) => row[key] === value);
  if (found === undefined) throw new Error(`no row of ${value}`);
  return found;
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (current, key) => (isRecord(current) || Array.isArray(current) ? Reflect.get(current, key) : undefined),
      value,
    );
}
