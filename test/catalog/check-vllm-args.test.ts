import { checkVllmArgs, vllmVersionOfImage } from '../../catalog/check-vllm-args';

/** What the table states of a fault: its id and how bad it is. */
const verdicts = (args: readonly string[], version?: string) =>
  checkVllmArgs(args, version).map(({ id, severity }) => `${severity} ${id}`);

describe('checkVllmArgs accepts', () => {
  const accepted: readonly [what: string, args: readonly string[], version?: string][] = [
    ['a value joined with an equals sign', ['--port=8080']],
    ['a value as its own argument', ['--port', '8080']],
    ['underscores for dashes', ['--max_model_len=4096', '--tensor_parallel_size', '2']],
    ['a short alias', ['-tp', '4', '-q=awq']],
    ['a unique prefix', ['--tensor-par', '2']],
    ['a prefix of a negated flag', ['--no-enforce-ea']],
    ['an exact name that is also a prefix of others', ['--model', '/mnt/models', '--device-ids', '0']],
    ['dotted keys of a JSON value', ['--compilation-config.mode', '3', '--kernel_config.a.b=1', '-cc.items+', 'a,b']],
    ['the negated form of a boolean', ['--no-enable-prefix-caching']],
    ['the optimization level in all its forms', ['-O3', '-O=2', '-O', '1']],
    ['positional arguments', ['serve', '/mnt/models', '--port=8080', 'more']],
    ['the arguments of a launcher', ['--nproc_per_node=8', '-m', 'vllm.entrypoints.openai.api_server', '--port=80']],
    ['what stands after a double dash', ['--port=80', '--', '--nonsense']],
    ['a negative number as its own argument', ['--max-model-len', '-1']],
    ['an integer with a suffix', ['--max-model-len=25.6k', '--max-num-batched-tokens=16K', '--max-model-len=auto']],
    ['None for what may be unset', ['--max-log-len=None']],
    ['several values of a list', ['--served-model-name', 'a', 'b', '--cudagraph-capture-sizes', '1', '2']],
    ['a flag that may stand bare', ['--hf-token', '--port=80']],
    ['values that are known later', ['--port=$(PORT)', '--dtype', '{{ .DType }}', '--max-num-seqs=${SEQS}']],
    ['flags whose name is known later', ['--{{ .Flag }}=1', '$(EXTRA)', '--$(X)']],
    ['a value outside the known but open set', ['--load-format=my_loader', '--tool-call-parser=mine']],
    ['text where JSON may be a text', ['--pt-load-map-location=cuda']],
    ['a removed flag in a version that had it', ['--swap-space=4', '--task=embed', '--device', 'cpu'], '0.9.2'],
    ['a flag that the version range leaves open', ['--attention-backend=FLASHINFER'], '0.11.0'],
    ['a post release as newer than its release', ['--engine-use-ray'], '0.6.1'],
    ['JSON with what only Python reads', ['--hf-overrides={"a": NaN}']],
  ];

  test.each(accepted.map(([what, args, version]) => ({ what, args, version })))('$what', ({ args, version }) => {
    expect(checkVllmArgs(args, version)).toEqual([]);
  });
});

describe('checkVllmArgs reports', () => {
  test.each<[string, readonly string[], string | undefined, string]>([
    ['a flag that no version has', ['--max-model-length=1'], undefined, 'error vllm/unknown-flag'],
    ['an unknown flag of a known version', ['--nonsense'], '0.11.0', 'error vllm/unknown-flag'],
    ['an unknown flag of a version after the catalog as a note', ['--nonsense'], '0.40.0', 'note vllm/unknown-flag'],
    ['a flag that the release had lost', ['--device=cpu'], '0.10.0', 'error vllm/removed-flag'],
    ['a flag that the newest version has lost', ['--swap_space=4'], '0.28.0', 'error vllm/removed-flag'],
    ['a removed flag of an image without version', ['--swap-space=4'], undefined, 'warning vllm/removed-flag'],
    ['a removal that the ranges leave open as a note', ['--swap-space=4'], '0.11.0', 'note vllm/removed-flag'],
    ['a flag of a later release', ['--data-parallel-size=2'], '0.8.2', 'error vllm/newer-flag'],
    ['a flag of a later branch point', ['--spec-method=ngram'], '0.19.1', 'error vllm/newer-flag'],
    ['a removed flag that came later', ['--cuda-graph-sizes=1'], '0.8.0', 'error vllm/newer-flag'],
    ['a prefix of several flags', ['--max=4'], undefined, 'error vllm/ambiguous-flag'],
    ['text where an integer is needed', ['-tp', 'two'], '0.11.0', 'error vllm/flag-value'],
    ['text where a number is needed', ['--gpu-memory-utilization=90%'], undefined, 'error vllm/flag-value'],
    ['a decimal with a binary suffix', ['--max-model-len=1.5K'], undefined, 'error vllm/flag-value'],
    ['text among integers of a list', ['--cudagraph-capture-sizes', '1', 'x'], undefined, 'error vllm/flag-value'],
    ['a value outside the choices', ['--dtype=fp16'], '0.28.0', 'error vllm/flag-value'],
    ['a choice of an image without version', ['--dtype=fp16'], undefined, 'warning vllm/flag-value'],
    ['a choice of another version as a note', ['--dtype=fp16'], '0.9.0', 'note vllm/flag-value'],
    ['an integer outside the choices', ['--max-lora-rank=12'], '0.28.0', 'error vllm/flag-value'],
    ['a number above its bound', ['--gpu-memory-utilization=1.5'], '0.28.0', 'error vllm/flag-value'],
    ['a number at an excluded bound', ['--gpu-memory-utilization=0'], '0.28.0', 'error vllm/flag-value'],
    ['a number below its bound', ['--tensor-parallel-size', '-2'], '0.28.0', 'error vllm/flag-value'],
    ['a boolean with a value after it', ['--enable-prefix-caching', 'true'], '0.28.0', 'error vllm/flag-value'],
    ['a boolean with a joined value', ['--enable-prefix-caching=false'], '0.28.0', 'error vllm/flag-value'],
    ['a missing value at the end', ['--port'], undefined, 'error vllm/flag-value'],
    ['a missing value before a flag', ['--port', '--host=::'], undefined, 'error vllm/flag-value'],
    ['JSON with single quotes', ["--compilation-config={'mode': 3}"], '0.28.0', 'error vllm/flag-value'],
    ['JSON with bare names in any version', ['--compilation-config={mode: 3}'], '0.20.1', 'error vllm/flag-value'],
    ['a Python literal in another version as a note', ["--hf-overrides={'a': True}"], '0.9.0', 'note vllm/flag-value'],
    ['a list in JSON without JSON', ['--allowed-origins=*'], undefined, 'error vllm/flag-value'],
    ['dotted keys of a flag that is no JSON', ['--port.x', '3'], '0.28.0', 'error vllm/flag-value'],
    ['flag and value in one argument', ['--port 8080'], undefined, 'error vllm/two-arguments-in-one'],
  ])('%s', (_, args, version, verdict) => {
    expect(verdicts(args, version)).toEqual([verdict]);
  });

  it('where the flag stands, what happens and what to write instead', () => {
    expect(checkVllmArgs(['serve', '/mnt/models', '--max-model-length=4096'], '0.28.0')).toEqual([
      {
        id: 'vllm/unknown-flag',
        severity: 'error',
        field: 'args[2]',
        problem: 'no version of vLLM up to 0.28.0 has --max-model-length',
        consequence: 'argparse exits with status 2 before the model loads, and the pod restarts for ever',
        mend:
          'did you mean --max-model-len? If the image is a fork that adds --max-model-length, ' +
          'acknowledge this finding with that reason',
      },
    ]);
  });

  it('the date of a removal and the flag that took its place', () => {
    const [fault] = checkVllmArgs(['--rope-scaling={}'], '0.20.1');
    expect(fault?.problem).toBe(
      'vLLM removed --rope-scaling after 0.10.2 and by 0.19.x, on 2025-11-04, so 0.20.1 does not have it',
    );
    expect(fault?.mend).toBe('use --hf-overrides');
  });

  it('that a removed flag is now read as the abbreviation of another', () => {
    const [fault] = checkVllmArgs(['--device', 'cuda'], '0.28.0');
    expect(fault?.consequence).toBe('argparse takes it for an abbreviation of --device-ids and sets that instead');
  });
});

describe('vllmVersionOfImage', () => {
  test.each([
    ['vllm/vllm-openai:v0.11.0', '0.11.0'],
    ['docker.io/vllm/vllm-openai:v0.20.1-cu129', '0.20.1'],
    ['docker.io/vllm/vllm-openai:v0.9.0.1', '0.9.0.1'],
    ['vllm/vllm-openai:v0.8.5.post1', '0.8.5.post1'],
    ['vllm/vllm-openai:v0.11.0rc2', '0.11.0'],
    ['registry:5000/vllm/vllm-openai:v0.11.0@sha256:8a3d', '0.11.0'],
    ['fra.ocir.io/tenant/official-vllm-openai:v0.7.3.78f0810ef', '0.7.3'],
    ['rocm/vllm:rocm6.4.1_vllm_0.9.1_20250715', '0.9.1'],
    ['quay.io/ascend/vllm-ascend:v0.9.1-a3', '0.9.1'],
    ['public.ecr.aws/q9t5s3a7/vllm-cpu-release-repo:v0.9.1', '0.9.1'],
  ])('reads the version in the tag of %s', (image, version) => {
    expect(vllmVersionOfImage(image)).toBe(version);
  });

  test.each([
    ['quay.io/modh/vllm@sha256:8a3dd8ad6e15fe7b8e5e471037519719d4d8ad3db9d69389f2beded36a6f5b21'],
    ['vllm/vllm-openai'],
    ['vllm/vllm-openai:latest'],
    ['vllm/vllm-openai:nightly-0a1b2c3'],
    ['registry:5000/vllm/vllm-openai'],
    ['nvcr.io/nvidia/vllm:25.09-py3'],
    ['registry.redhat.io/rhaiis/vllm-cuda-rhel9:3.2.0'],
    ['lmcache/vllm-openai:v0.3.9'],
    ['xprobe/xinference:v1.10.0'],
  ])('does not guess the version of %s', (image) => {
    expect(vllmVersionOfImage(image)).toBeUndefined();
  });
});
