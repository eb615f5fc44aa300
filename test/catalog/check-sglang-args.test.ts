import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkSglangArgs, sglangVersionOfImage } from '../../catalog/check-sglang-args';
import { arrayAt, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';

/** What the table states of a fault: its id and how bad it is. */
const verdicts = (args: readonly string[], version?: string) =>
  checkSglangArgs(args, version).map(({ id, severity }) => `${severity} ${id}`);

describe('checkSglangArgs accepts', () => {
  test.each<[what: string, args: readonly string[], version?: string]>([
    ['values joined and as arguments of their own', ['--tp-size=8', '--port', '8080']],
    ['declared aliases', ['--tensor-parallel-size=8', '--ep', '8', '--model', '/mnt/models']],
    ['unique prefixes, as OME writes them', ['--mem-frac', '0.9', '--tp', '8', '--dp', '2']],
    ['the program and its launcher', ['-m', 'sglang.launch_server', '--tp-size=8']],
    ['suffixed integers of both kinds', ['--context-length=128k', '--max-total-tokens=1Mi']],
    ['several values of a list', ['--lora-paths', 'a=/adapters/a', 'b=/adapters/b', '--enable-lora']],
    ['an empty list where the parser allows one', ['--lora-paths', '--enable-lora']],
    ['a flag that may stand bare', ['--model-checksum', '--tp-size=8']],
    ['the negated form of a boolean', ['--no-lora-strict-loading']],
    ['numbers as Python writes them', ['--watchdog-timeout=1_000', '--mem-fraction-static=.9', '--port=30_000']],
    ['values that are known later', ['--node-rank=$(LWS_WORKER_INDEX)', '--tp-size={{ .TP_SIZE }}']],
    ['a removed flag in a version that had it', ['--enable-ep-moe'], '0.5.3'],
    ['a flag from its post release on', ['--enable-dp-lm-head'], '0.4.6.post4'],
    ['a deprecated flag before it was catalogued as such', ['--disable-cuda-graph'], '0.5.5.post3'],
  ])('%s', (_, args, version = '0.5.18') => {
    expect(checkSglangArgs(args, version)).toEqual([]);
  });
});

describe('checkSglangArgs reports', () => {
  test.each<[string, readonly string[], string | undefined, string]>([
    ['an underscore, which vLLM reads as a dash', ['--tp_size=8'], '0.5.18', 'error sglang/unknown-flag'],
    ['a flag of vLLM', ['--max-model-len=8192'], '0.5.18', 'error sglang/unknown-flag'],
    ['an unknown flag of a version after the catalog as a note', ['--x-y'], '0.9.0', 'note sglang/unknown-flag'],
    ['a prefix of several flags', ['--pp', '2'], '0.5.18', 'error sglang/ambiguous-flag'],
    ['a flag that the release had lost', ['--enable-ep-moe'], '0.5.4.post1', 'error sglang/removed-flag'],
    ['a removed flag of an image without version', ['--enable-ep-moe'], undefined, 'warning sglang/removed-flag'],
    ['a flag of a later post release', ['--enable-dp-lm-head'], '0.4.6.post3', 'error sglang/newer-flag'],
    ['dotted keys, which are of vLLM', ['--forward-hooks.a=1'], '0.5.18', 'error sglang/unknown-flag'],
    ['text where an integer is needed', ['--tp-size=two'], '0.5.18', 'error sglang/flag-value'],
    ['None, which SGLang does not read as unset', ['--max-running-requests=None'], '0.5.18', 'error sglang/flag-value'],
    ['a suffix of vLLM', ['--context-length=8K'], '0.5.18', 'error sglang/flag-value'],
    ['a suffix before SGLang read any', ['--context-length=8k'], '0.5.9', 'error sglang/flag-value'],
    ['JSON that is none', ['--default-chat-template-kwargs=thinking'], '0.5.18', 'error sglang/flag-value'],
    ['a value outside the choices', ['--dtype=fp16'], '0.5.18', 'error sglang/flag-value'],
    ['a choice of an image without version', ['--dtype=fp16'], undefined, 'warning sglang/flag-value'],
    ['a switch with a value', ['--enable-metrics=true'], '0.5.18', 'error sglang/flag-value'],
    ['a missing value', ['--tp-size'], '0.5.18', 'error sglang/flag-value'],
    ['a deprecated flag as a note', ['--disable-cuda-graph'], '0.5.18', 'note sglang/deprecated-flag'],
    ['a deprecated flag without effect', ['--collect-tokens-histogram'], '0.5.18', 'warning sglang/deprecated-flag'],
    [
      'a deprecated flag that ends SGLang',
      ['--enable-expert-distribution-metrics'],
      '0.5.18',
      'error sglang/deprecated-flag',
    ],
    ['flag and value in one argument', ['--port 8080'], '0.5.18', 'error sglang/two-arguments-in-one'],
  ])('%s', (_, args, version, verdict) => {
    expect(verdicts(args, version)).toEqual([verdict]);
  });

  it('where the flag stands, since when it is gone, and what to do', () => {
    expect(checkSglangArgs(['--tp-size=8', '--enable-flashmla'], '0.5.5.post3')).toEqual([
      {
        id: 'sglang/removed-flag',
        severity: 'error',
        field: 'args[1]',
        problem: 'SGLang removed --enable-flashmla in 0.4.7.post1, so 0.5.5.post3 does not have it',
        consequence: 'argparse exits with status 2 before the model loads, and the pod restarts for ever',
        mend: 'leave --enable-flashmla out',
      },
    ]);
  });
});

describe('the runtimes that OME ships', () => {
  const catalog = JSON.parse(
    readFileSync(path.join(__dirname, '..', '..', 'catalog', 'ome-runtimes.json'), 'utf8'),
  ) as JsonValue;
  const runtimes = arrayAt(catalog, 'runtimes').filter((runtime) => textAt(runtime, 'engine') === 'sglang');

  test('have no flag that their version of SGLang refuses', () => {
    const errors = runtimes.flatMap((runtime) => {
      const pod = objectAt(runtime, 'pod');
      const args = arrayAt(pod, 'args').map(String);
      const faults = checkSglangArgs(args, sglangVersionOfImage(textAt(pod, 'image') ?? ''));
      return faults.filter(({ severity }) => severity === 'error');
    });
    expect(runtimes.length).toBeGreaterThan(150);
    expect(errors).toEqual([]);
  });
});

describe('sglangVersionOfImage', () => {
  test.each([
    ['lmsysorg/sglang:v0.5.18', '0.5.18'],
    ['lmsysorg/sglang:v0.4.6.post6', '0.4.6.post6'],
    ['docker.io/lmsysorg/sglang:v0.5.5.post3-cu129-amd64', '0.5.5.post3'],
    ['lmsysorg/sglang:v0.5.6.post1-rocm700-mi35x', '0.5.6.post1'],
    ['sglang:0.5.6-diffusion-cuda129-amd64', '0.5.6'],
    ['quay.io/ascend/sglang:cann9.0.0-a3-v0.5.16', '0.5.16'],
    ['registry:5000/lmsysorg/sglang:v0.5.10rc0@sha256:8a3d', '0.5.10'],
  ])('reads the version in the tag of %s', (image, version) => {
    expect(sglangVersionOfImage(image)).toBe(version);
  });

  test.each([
    ['lmsysorg/sglang:dev'],
    ['lmsysorg/sglang:latest'],
    ['lmsysorg/sglang:nightly-dev-20251215-4449c170'],
    ['registry:5000/lmsysorg/sglang'],
    ['lmsysorg/sgl-model-gateway:v0.3.2'],
    ['quay.io/ascend/sglang:main-cann9.0.0-a3'],
    ['quay.io/ascend/sglang@sha256:8a3dd8ad6e15fe7b8e5e471037519719d4d8ad3db9d69389f2beded36a6f5b21'],
  ])('does not guess the version of %s', (image) => {
    expect(sglangVersionOfImage(image)).toBeUndefined();
  });
});

test('a prefix of very many flags is mended with some of them', () => {
  const [fault] = checkSglangArgs(['--enable'], '0.5.18');
  expect(fault?.mend).toMatch(/^write the whole name: (?:--[a-z0-9-]+(?:, | or )){8}one of \d+ others$/);
});
