import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import { humanReport } from '../reports/human';
import { FleetApp, SynthError } from '../index';
import type { RequiredSecret } from '../checks/secrets/required-secrets';
import { checkSources } from '../sources/check-sources';
import { examplesOf, pages } from './markdown';
import type { Example } from './markdown';
import { runProgram } from './program-in-process';
import { TEMPORARY_PLACE } from './temporary-place';

const ROOT = join(__dirname, '..');

const programs = pages()
  .flatMap(examplesOf)
  .filter(({ language }) => language === 'ts');

describe('the documentation', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(TEMPORARY_PLACE, 'documentation-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('has programs that compile', () => {
    const files = programs.map((example, index) => {
      const file = join(folder, `${index}.ts`);
      writeFileSync(file, example.text);
      return file;
    });
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts'],
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      ignoreDeprecations: '5.0',
      moduleDetection: ts.ModuleDetectionKind.Force,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      esModuleInterop: true,
      typeRoots: [join(ROOT, 'node_modules', '@types')],
      types: ['node'],
      baseUrl: ROOT,
      paths: { 'cdk8s-inference': ['index.ts'], '*': ['node_modules/*'] },
    };
    // Comments are most of the text of the declarations that programs use.
    const host = { ...ts.createCompilerHost(options), jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
    const program = ts.createProgram(files, options, host);
    // The library's own files are checked elsewhere.
    const faults = files
      .map((file) => program.getSourceFile(file))
      .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
      .concat(program.getOptionsDiagnostics(), program.getGlobalDiagnostics())
      .map(({ file, messageText }) => [file?.fileName, ts.flattenDiagnosticMessageText(messageText, '\n')]);
    expect(faults).toEqual([]);
  });

  test.each(['README.md', 'docs/autoscaling.md', 'docs/argo-cd.md', 'docs/flux.md', 'docs/secrets.md'])(
    'writes in the example of %s the YAML that stands below it',
    (page) => {
      const [program, yaml] = examplesOf(page).filter(({ language }) => language === 'ts' || language === 'yaml');
      const path = /`dist\/(.*)`/.exec(yaml?.introduction ?? '')?.[1];
      expect(run(program).files.get(path ?? '')).toBe(yaml?.text);
    },
  );

  test('tells of the mistake in README what stands there', () => {
    const [program, mistake] = examplesOf('README.md').filter(
      ({ language }) => language === 'ts' || language === 'text',
    );
    const text = program?.text.replace('{ model:', "{ format: 'pytorch', model:") ?? '';
    expect(run({ text }).report).toContain(mistake?.text.trimEnd());
  });

  test('gets started with a fleet that has no fault', () => {
    const { report, files } = run(programs.find(({ page }) => page === 'docs/getting-started.md'));
    expect(report).toBe('');
    const service: unknown = parse(
      files.get('gpu-east/30-models/models/inferenceservice.serving.kserve.io/qwen.yaml') ?? '',
    );
    expect(service).toMatchObject({
      spec: { predictor: { model: { resources: { limits: { 'nvidia.com/gpu': '4' } } } } },
    });
  });

  test('shows a mistake that is found', () => {
    const { report } = run(programs.filter(({ page }) => page === 'docs/getting-started.md')[1]);
    expect(report).toContain('[vllm/unknown-flag]\n  at:   gpu-east/vllm');
    expect(report).toContain('[vllm/attention-heads]\n  at:   gpu-east/qwen');
  });

  test('makes objects of core kinds', () => {
    const { report, files } = run(programs.filter(({ page }) => page === 'docs/getting-started.md')[2]);
    expect(report).toBe('');
    expect(files.get('gpu-east/30-models/models/persistentvolumeclaim/weights.yaml')).toContain('storage: 2Ti');
  });

  test('patches what is not typed', () => {
    const { files } = run(programs.filter(({ page }) => page === 'docs/getting-started.md')[3]);
    const service = files.get('edge/30-models/models/inferenceservice.serving.kserve.io/tiny.yaml');
    expect(service).toContain('timeout: 120');
  });

  test.each(
    [
      ...[
        'docs/several-pods.md',
        'docs/autoscaling.md',
        'docs/ome.md',
        'docs/cce.md',
        'docs/hydra.md',
        'docs/argo-cd.md',
        'docs/flux.md',
        'docs/secrets.md',
      ],
      'docs/check.md',
    ].flatMap((page) =>
      programs.filter((program) => program.page === page).map(({ line, text }) => [page, line, text] as const),
    ),
  )('shows in %s from line %i a fleet that has no fault', (_page, _line, text) => {
    const { report, files } = run({ text });
    expect(report).toBe('');
    expect(files.size).toBeGreaterThan(0);
  });

  test('shows the part of a template that the program before it writes', () => {
    const [program, part] = examplesOf('docs/hydra.md').filter(
      ({ language }) => language === 'ts' || language === 'text',
    );
    const [path = ''] = [...run(program).files.keys()].filter((file) => file.endsWith('hydra-runtime-template.yaml'));
    const written = (run(program).files.get(path) ?? '').split('\n').map((line) => line.trim());
    for (const line of (part?.text ?? 'no part is shown').trim().split('\n')) expect(written).toContain(line.trim());
  });

  test('shows what the check of a file tells', () => {
    const examples = examplesOf('docs/check.md');
    const manifest = examples.find(({ language }) => language === 'yaml')?.text ?? '';
    const shown = examples.find(({ language }) => language === 'text')?.text;
    expect(`${humanReport(checkSources([{ name: 'manifests/llama.yaml', text: manifest }]))}\n`).toBe(shown);
  });

  test('shows the Secrets that the cluster has to have', () => {
    const [program, listed] = examplesOf('docs/secrets.md').filter(
      ({ language }) => language === 'ts' || language === 'json',
    );
    const shown: unknown = JSON.parse(listed?.text ?? '');
    expect({ secrets: run(program).secrets }).toEqual(shown);
  });

  test('shows a mistake of sizes as it is told', () => {
    const page = 'docs/several-pods.md';
    const [program, mistake] = examplesOf(page).filter(({ language }) => language === 'ts' || language === 'text');
    const text = (program?.text ?? '')
      .replaceAll('deepseek-ai/DeepSeek-R1', 'Qwen/Qwen2.5-7B-Instruct')
      .replace("'deepseek-r1'", "'qwen'")
      .replace(/ {2}expertParallel: true,\n/, '');
    expect(run({ text }).report).toContain(mistake?.text.trimEnd());
  });

  test('shows as it is told that a fixed number of replicas is not scaled', () => {
    const page = 'docs/autoscaling.md';
    const [program, mistake] = examplesOf(page).filter(({ language }) => language === 'ts' || language === 'text');
    const text = program?.text.replace('{ min: 1, max: 4 }', '{ min: 2 }') ?? '';
    expect(run({ text }).report).toContain(mistake?.text.trimEnd());
  });

  test('links to pages that exist', () => {
    const targets = pages().flatMap((page) =>
      [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) =>
        join(page, '..', match[1] ?? ''),
      ),
    );
    expect(targets.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });
});

/** What a program would write, or what it is told. */
interface Outcome {
  readonly files: ReadonlyMap<string, string>;
  readonly secrets: readonly RequiredSecret[];
  readonly report: string;
}

/** Runs a program up to its synth, which is kept in memory. */
function run(example: Pick<Example, 'text'> | undefined): Outcome {
  const outcome = { files: new Map<string, string>(), secrets: new Array<RequiredSecret>(), report: '' };
  class AppInMemory extends FleetApp {
    public override synth(): void {
      try {
        for (const { folder, files, secrets = [] } of this.render().trees) {
          outcome.secrets.push(...secrets);
          for (const [path, text] of files) outcome.files.set(`${folder}/${path}`, text);
        }
      } catch (error) {
        if (!(error instanceof SynthError)) throw error;
        outcome.report = error.message;
      }
    }
  }
  runProgram(example?.text ?? '', { FleetApp: AppInMemory });
  return outcome;
}
