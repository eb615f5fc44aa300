import { Accelerator } from '../../../constructs/accelerator';
import { known, findings, ids, nvidia, ascend } from './findings';
import type { Serve } from './findings';

describe('a known model', () => {
  test('without experts has none to place', () => {
    const props: Serve = { expertParallel: true, tensorParallel: 2 };
    expect(ids(props, { model: known('Qwen/Qwen3-8B') })).toEqual(['vllm/expert-parallel']);
    expect(ids(props, { model: known('Qwen/Qwen3-30B-A3B') })).toEqual([]);
    expect(ids(props, { model: known('Qwen/Qwen3-14B') })).toEqual([]);
  });

  test.each<[Serve, readonly string[]]>([
    [{ flags: { maxModelLen: 32_768 } }, []],
    [{ flags: { maxModelLen: 32_769 } }, ['vllm/max-model-len']],
    [{ flags: { maxModelLen: '64k' } }, ['vllm/max-model-len']],
    [{ args: ['--max-model-len', '65536'] }, ['vllm/max-model-len']],
    [{ flags: { maxModelLen: 65_536 }, args: ['--max-model-len=8192'] }, []],
    [{ flags: { maxModelLen: 65_536 }, env: { VLLM_ALLOW_LONG_MAX_MODEL_LEN: '1' } }, []],
    [{ flags: { maxModelLen: 65_536, hfOverrides: { rope_parameters: { rope_type: 'yarn' } } } }, []],
    [{ flags: { maxModelLen: -1 } }, []],
  ])('has a longest sequence (%j)', (props, found) => {
    expect(ids(props, { model: known('Qwen/Qwen2.5-7B-Instruct') })).toEqual(found);
  });

  test('has no more stages than layers', () => {
    expect(findings({ pipelineParallel: 100 }, { model: known('meta-llama/Llama-3.3-70B-Instruct') })).toMatchObject([
      { id: 'vllm/empty-stages', severity: 'warning', mend: 'Use 80 or fewer.' },
    ]);
  });

  test('is told apart from one whose stages nobody knows', () => {
    const stages: Serve = { pipelineParallel: 2 };
    expect(ids(stages, { model: known('Qwen/Qwen3-8B') })).toEqual([]);
    expect(findings(stages, { model: known('acme/llm') })).toMatchObject([
      { id: 'vllm/unknown-stages', severity: 'note' },
    ]);
  });
});

describe('memory', () => {
  const H100 = 'NVIDIA-H100-80GB-HBM3';

  test('that the weights alone exceed is told with the number of devices that hold them', () => {
    expect(
      findings({ accelerator: nvidia(1, H100) }, { model: known('meta-llama/Llama-3.3-70B-Instruct') }),
    ).toMatchObject([
      {
        id: 'vllm/memory',
        severity: 'warning',
        problem:
          'The weights of meta-llama/Llama-3.3-70B-Instruct are 131.4 GiB, which is more than 92 % of the 80 GiB of one NVIDIA H100 SXM5 80GB = 73.6 GiB',
        mend: 'Use at least 2 devices for each copy of the model, or a quantized checkpoint.',
      },
    ]);
  });

  test('that one long request exceeds is told with a length that fits', () => {
    const model = known('meta-llama/Llama-3.3-70B-Instruct');
    const [finding] = findings({ accelerator: nvidia(2, H100) }, { model });
    expect(finding).toMatchObject({ id: 'vllm/memory', field: 'flags.maxModelLen' });
    const fitting = Number(/below (\d+)/.exec(finding?.mend ?? '')?.[1]);
    expect(fitting).toBeGreaterThan(32_768);
    expect(ids({ accelerator: nvidia(2, H100), flags: { maxModelLen: fitting } }, { model })).toEqual([]);
    expect(ids({ accelerator: nvidia(2, H100), flags: { maxModelLen: fitting + 1024 } }, { model })).toEqual([
      'vllm/memory',
    ]);
  });

  test('of experts is shared by the copies of the model', () => {
    const model = known('deepseek-ai/DeepSeek-R1-0528');
    const H200 = nvidia(8, 'NVIDIA-H200');
    expect(ids({ accelerator: H200, dataParallel: { size: 16 }, flags: { maxModelLen: 8192 } }, { model })).toEqual([]);
    expect(ids({ accelerator: H200, tensorParallel: 8, flags: { maxModelLen: 8192 } }, { model })).toEqual([]);
    expect(ids({ accelerator: nvidia(8, H100), flags: { maxModelLen: 8192 } }, { model })).toEqual(['vllm/memory']);
  });

  test.each<[string, Serve]>([
    ['devices of which only the maker is known', { accelerator: nvidia(1) }],
    ['weights that are quantized while they load', { accelerator: nvidia(1, H100), flags: { quantization: 'fp8' } }],
    ['weights that are partly kept elsewhere', { accelerator: nvidia(1, H100), flags: { cpuOffloadGb: 80 } }],
  ])('is not guessed for %s', (_, props) => {
    expect(ids(props, { model: known('meta-llama/Llama-3.3-70B-Instruct') })).toEqual([]);
  });

  test('of an NPU is known by its resource', () => {
    const accelerator = Accelerator.ascend({ chip: 'ascend-1980' });
    expect(ids({ accelerator }, { model: known('Qwen/Qwen2.5-32B-Instruct') })).toEqual(['vllm/memory']);
    expect(ids({ accelerator }, { model: known('Qwen/Qwen2.5-7B-Instruct') })).toEqual([]);
  });

  test('is on nodes that have so many devices', () => {
    expect(findings({ accelerator: nvidia(16, H100) })).toMatchObject([
      {
        id: 'vllm/devices-per-node',
        mend: "Use 8 for the accelerator's count; a group of more pods follows from the sizes.",
      },
    ]);
  });
});

describe('NPUs of Ascend', () => {
  test.each([
    [1, {}, []],
    [2, {}, []],
    [3, {}, ['vllm/npu-count']],
    [4, {}, []],
    [6, {}, ['vllm/npu-count']],
    [8, {}, []],
    [16, {}, []],
    [4, { pipelineParallel: 2 }, ['vllm/npu-count', 'vllm/npu-host-files']],
    [8, { pipelineParallel: 2 }, ['vllm/npu-host-files']],
  ])('%i to a pod with %j find %j', (count, sizes, found) => {
    expect(ids({ ...sizes, accelerator: ascend(count) }).filter((id) => id.startsWith('vllm/npu'))).toEqual(found);
  });

  test('of a card for inference come in any number', () => {
    expect(ids({ accelerator: Accelerator.ascend({ chip: '310P', count: 3 }) })).toEqual([]);
  });

  test.each([
    [128, []],
    [64, ['vllm/npu-block-size']],
  ])('compute with blocks of 128 tokens, and of %i find %j', (blockSize, found) => {
    expect(ids({ accelerator: ascend(1), flags: { blockSize } })).toEqual(found);
  });

  test('compute with smaller blocks for DeepSeek V4', () => {
    const flags = { blockSize: 64 };
    const found = ids({ accelerator: ascend(8), flags }, { model: known('deepseek-ai/DeepSeek-V4-Flash') });
    expect(found).not.toContain('vllm/npu-block-size');
  });
});
