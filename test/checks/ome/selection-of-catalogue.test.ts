import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isRecord } from '../../../catalog/catalog-row';
import { omeModelsAsShipped } from '../../../catalog/ome-model-facts';
import { omeRuntimesAsShipped } from '../../../catalog/ome-runtime-facts';
import { parseModelSize } from '../../../checks/ome/selection/model-size';
import { selectOmeRuntime } from '../../../checks/ome/selection/select-runtime';
import { catalogueModel, catalogueRuntime } from './selection-manifests';

const runtimes = omeRuntimesAsShipped();
const models = omeModelsAsShipped();
const manifests = runtimes.map(catalogueRuntime);

function selectionOf(name: string, size?: string) {
  const facts = models.find((model) => model.name === name);
  if (facts === undefined) throw new Error(`no model ${name}`);
  return selectOmeRuntime(catalogueModel({ ...facts, size: size ?? facts.size }), manifests);
}

describe('OME’s catalogue as shipped', () => {
  it('gives a runtime to 29 of the 41 models that declare a format, and none to 12', () => {
    const outcomes = models
      .filter(({ format }) => format !== undefined)
      .map((model) => selectionOf(model.name).outcome);
    expect(outcomes.filter((outcome) => outcome === 'selected')).toHaveLength(29);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(12);
    expect(models).toHaveLength(207);
  });

  it('gives Qwen2.5-32B a runtime sized and named for another model', () => {
    const { ranking } = selectionOf('qwen2-5-32b-instruct');
    expect(ranking.map(({ name, score }) => `${name} ${score}`)).toEqual([
      'srt-deepseek-r1-distill-qwen-14b 2',
      'srt-deepseek-r1-distill-qwen-32b 2',
      'srt-qwen2-5-32b-instruct 2',
      'srt-qwen2-5-coder-32b-instruct 2',
    ]);
  });

  it('gives Llama 4 Scout the runtime of Maverick until its size is known', () => {
    const { ranking } = selectionOf('llama-4-scout-17b-16e-instruct');
    expect(ranking.map(({ name, score }) => `${name} ${score}`)).toEqual([
      'srt-llama-4-maverick-17b-128e-instruct-fp8 4',
      'srt-llama-4-scout-17b-16e-instruct 4',
      'vllm-llama-4-scout-17b-16e-instruct 2',
    ]);
    expect(selectionOf('llama-4-scout-17b-16e-instruct', '109B')).toMatchObject({
      selected: { name: 'srt-llama-4-scout-17b-16e-instruct' },
    });
  });

  it('has 81 runtimes that may be selected', () => {
    expect(runtimes.filter(({ formats }) => formats.some(({ autoSelect }) => autoSelect))).toHaveLength(81);
  });

  it('has 23 pairs of them that overlap, of which 22 have the same priority and 4 the same range too', () => {
    const selectable = runtimes.flatMap((runtime) =>
      runtime.formats.filter(({ autoSelect }) => autoSelect).map((format) => ({ runtime, format })),
    );
    const pairs = new Map<string, { readonly samePriority: boolean; readonly sameRange: boolean }>();
    selectable.forEach((one, index) => {
      for (const other of selectable.slice(index + 1)) {
        if (one.runtime === other.runtime || !sameFormat(one.format, other.format)) continue;
        if (!overlap(one.runtime.size, other.runtime.size)) continue;
        pairs.set(`${one.runtime.file} ${other.runtime.file}`, {
          samePriority: one.format.priority === other.format.priority,
          sameRange:
            one.runtime.size?.min === other.runtime.size?.min && one.runtime.size?.max === other.runtime.size?.max,
        });
      }
    });
    const found = [...pairs.values()];
    expect(found).toHaveLength(23);
    expect(found.filter(({ samePriority }) => samePriority)).toHaveLength(22);
    expect(found.filter(({ samePriority, sameRange }) => samePriority && sameRange)).toHaveLength(4);
  });
});

describe('an independent computation of the same rules', () => {
  const collected = path.join(__dirname, '..', '..', '..', '..', 'shared', 'catalog', 'ome-models.json');
  const isHere = existsSync(collected);

  (isHere ? it : it.skip)(`gives every model the same runtime${isHere ? '' : ': it is not on this machine'}`, () => {
    const parsed: unknown = JSON.parse(readFileSync(collected, 'utf8'));
    const rows = isRecord(parsed) && Array.isArray(parsed.models) ? parsed.models.filter(isRecord) : [];
    const declared = rows.filter(({ format }) => format);
    expect(declared).toHaveLength(41);
    for (const { name, autoSelected } of declared) {
      const selection = selectionOf(String(name));
      expect([name, selection.outcome === 'selected' ? selection.selected.name : null]).toEqual([
        name,
        autoSelected ?? null,
      ]);
    }
  });
});

type Format = (typeof runtimes)[number]['formats'][number];
type Size = (typeof runtimes)[number]['size'];

function sameFormat(one: Format, other: Format): boolean {
  const of = ({ architecture, format, formatVersion, framework, frameworkVersion, quantization }: Format) =>
    JSON.stringify([architecture, format, formatVersion, framework, frameworkVersion, quantization]);
  return of(one) === of(other);
}

function overlap(one: Size, other: Size): boolean {
  if (one === undefined || other === undefined) return true;
  return parseModelSize(one.min) <= parseModelSize(other.max) && parseModelSize(other.min) <= parseModelSize(one.max);
}
