import { spawnSync } from 'node:child_process';
import { pipelineText } from '../../../cli/pipeline/run';
import { isObject, textAt } from '../../../kubernetes/manifest';
import type { JsonValue } from '../../../kubernetes/manifest';
import { githubScripts, githubWorkflow, gitlabScript, stepsOf, tektonScripts } from './pipelines';

const scripts = [...githubScripts(), gitlabScript(), ...tektonScripts()];

describe("GitHub's workflow", () => {
  const workflow = githubWorkflow();
  const jobs = isObject(workflow) && isObject(workflow.jobs) ? workflow.jobs : {};
  const keysOf = (value: JsonValue | undefined) => (isObject(value) ? Object.keys(value) : []);

  /** @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
  const WORKFLOW = 'name run-name on permissions env defaults concurrency jobs'.split(' ');
  const JOB =
    'name permissions needs if runs-on environment concurrency outputs env defaults steps timeout-minutes strategy continue-on-error container services uses with secrets'.split(
      ' ',
    );
  const STEP = 'id if name uses run working-directory shell with env continue-on-error timeout-minutes'.split(' ');

  test('has fields that GitHub knows', () => {
    expect(keysOf(workflow).filter((key) => !WORKFLOW.includes(key))).toEqual([]);
    expect(Object.values(jobs).flatMap((job) => keysOf(job).filter((key) => !JOB.includes(key)))).toEqual([]);
    expect(stepsOf(workflow).flatMap((step) => keysOf(step).filter((key) => !STEP.includes(key)))).toEqual([]);
  });

  test('has steps that either run or use something', () => {
    const wrong = stepsOf(workflow).filter((step) => isObject(step) && 'run' in step === 'uses' in step);
    expect(wrong).toEqual([]);
  });

  test('has jobs with a runner, an end, and the least permissions', () => {
    expect(isObject(workflow) && workflow.permissions).toEqual({});
    expect(Object.values(jobs).map((job) => isObject(job) && [job['runs-on'], job.permissions])).toEqual([
      ['ubuntu-24.04', { contents: 'read' }],
      ['ubuntu-24.04', { 'pull-requests': 'write' }],
    ]);
    expect(Object.values(jobs).every((job) => isObject(job) && typeof job['timeout-minutes'] === 'number')).toBe(true);
  });

  test('runs nothing of the repository where comments may be written', () => {
    const used = stepsOf({ jobs: { comment: jobs.comment ?? null } }).flatMap((step) => textAt(step, 'uses') ?? []);
    expect(used.map((action) => action.split('@')[0])).toEqual(['actions/download-artifact']);
  });

  test('uses actions by their commits, with the version beside', () => {
    const uses = pipelineText('github')
      .split('\n')
      .filter((line) => line.includes('uses: '));
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('puts nothing that others write into a script', () => {
    expect(githubScripts().filter(({ text }) => text.includes('${{'))).toEqual([]);
  });

  test('refers to jobs, steps and outputs that are there', () => {
    const text = pipelineText('github');
    const outputs = [...text.matchAll(/steps\.(\w+)\.outputs\.(\w+)/g)].map(([, id = '', name = '']) => [id, name]);
    expect(outputs).toEqual([['review', 'reviewed']]);
    expect(stepsOf(workflow).flatMap((step) => textAt(step, 'id') ?? [])).toEqual(['review']);
    expect(text).toContain('echo "reviewed=true" >> "$GITHUB_OUTPUT"');
    const needed = [...text.matchAll(/needs\.(\w+)\./g)].map(([, job = '']) => job);
    expect(needed.filter((job) => !(job in jobs))).toEqual([]);
  });
});

describe("Tekton's task", () => {
  test('puts values of others into variables alone', () => {
    expect(tektonScripts().filter(({ text }) => /\$\((?:params|workspaces|results)\b/.test(text))).toEqual([]);
  });

  test('refers to params, workspaces and results that it declares', () => {
    const text = pipelineText('tekton');
    const names = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
    expect(names(/\$\(params\.(\w+)\)/g)).toEqual(['base', 'host', 'repository', 'request', 'revision', 'url']);
    for (const name of names(/\$\((?:params|workspaces|results)\.(\w+)/g))
      expect(text).toMatch(`    - name: ${name}\n`);
  });
});

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

(hasShellcheck ? describe : describe.skip)('shellcheck, where it is installed,', () => {
  test.each(scripts.map((script) => [script.name, script] as const))(
    'finds nothing in %s',
    (_name, { shell, text }) => {
      const dialect = shell[0] ?? 'sh';
      const { stdout, stderr } = spawnSync('shellcheck', [`--shell=${dialect}`, '--severity=style', '-'], {
        input: text,
        encoding: 'utf8',
      });
      expect(stdout + stderr).toBe('');
    },
  );
});
