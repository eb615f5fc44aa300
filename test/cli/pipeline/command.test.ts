import { readFileSync } from 'node:fs';
import { registerPipeline } from '../../../cli/pipeline';
import { pipelineText } from '../../../cli/pipeline/run';
import { runCommandAtOnce } from '../../command-in-process';
import { examplesOf } from '../../markdown';
import { TemporaryFolder } from '../../temporary-folder';

const folder = new TemporaryFolder();

const SYSTEMS = ['github', 'gitlab', 'tekton'] as const;

function pipeline(...args: readonly string[]) {
  return runCommandAtOnce(registerPipeline, ['pipeline', ...args], { cwd: folder.path });
}

test('a pipeline is printed', () => {
  expect(pipeline('github')).toEqual({ status: 0, stdout: pipelineText('github'), stderr: '' });
});

test('a pipeline is written to a new file, and over another only by force', () => {
  const file = '.github/workflows/inference.yaml';
  expect(pipeline('gitlab', '--output', file)).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(pipeline('github', '--output', file)).toMatchObject({
    status: 2,
    stderr: `error: ${file} cannot be written: it is there already; --force writes over it\n`,
  });
  expect(readFileSync(folder.at(file), 'utf8')).toBe(pipelineText('gitlab'));
  expect(pipeline('github', '--output', file, '--force').status).toBe(0);
  expect(readFileSync(folder.at(file), 'utf8')).toBe(pipelineText('github'));
});

test('a system that is not known is told of, with those that are', () => {
  const { status, stderr } = pipeline('jenkins');
  expect([status, stderr]).toEqual([2, expect.stringContaining('github, gitlab, tekton')]);
});

test.each(SYSTEMS.map((system, index) => [system, index] as const))('the page shows the one of %s', (system, index) => {
  const shown = examplesOf('docs/pipelines.md').filter(({ language }) => language === 'yaml');
  expect(shown[index]?.text).toBe(pipelineText(system));
});

test.each(SYSTEMS)('the page says in ten lines how to get the one of %s', (system) => {
  const [how] = examplesOf('docs/pipelines.md').filter(({ text }) => text.includes(`pipeline ${system} `));
  expect(how?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
});
