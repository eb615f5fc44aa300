import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { TemporaryFolder } from '../../temporary-folder';
import { githubScripts, gitlabScript, tektonScripts } from './pipelines';
import type { PipelineScript } from './pipelines';

const folder = new TemporaryFolder();

/** Writes what it is called with, and does what the test says of the command. */
const NPX = `#!/bin/sh
echo "npx $*" >> "$LOG"
case "$*" in
  *" synth") [ -z "$SYNTH" ] || eval "$SYNTH" ;;
  *" diff "*) echo "the review of $4" ;;
  *" check "*) echo "checked"; exit "$CHECK" ;;
esac
`;
/** Knows comments of a request as the test says. */
const GH = `#!/bin/sh
echo "gh $*" >> "$LOG"
case "$*" in *--jq*) printf '%s' "$KNOWN" ;; *) cat comment.md >> "$LOG" ;; esac
`;
const NPM = '#!/bin/sh\necho "npm $*" >> "$LOG"\n';

function git(...args: readonly string[]): string {
  const config = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...config, ...args], {
    cwd: folder.at('work/repository'),
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

/** A repository with a committed dist, and stand-ins for the programs that scripts call. */
beforeEach(() => {
  folder.write({
    'work/repository/dist/east/a.yaml': 'a: 1\n',
    'work/repository/README.md': '',
    'bin/npx': NPX,
    'bin/npm': NPM,
    'bin/gh': GH,
    log: '',
    summary: '',
    output: '',
  });
  for (const name of ['npx', 'npm', 'gh']) chmodSync(folder.at(`bin/${name}`), 0o755);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=first');
});

type Environment = Readonly<Record<string, string>>;

function run(
  { shell: [shell = 'sh', ...options], text }: PipelineScript,
  environment: Environment = {},
  cwd = 'work/repository',
) {
  const { status, stdout, stderr } = spawnSync(
    shell,
    [...options, '-c', text.replaceAll('/work/', folder.at('work/'))],
    {
      cwd: folder.at(cwd),
      encoding: 'utf8',
      env: {
        PATH: `${folder.at('bin')}:${process.env.PATH ?? ''}`,
        HOME: folder.path,
        LOG: folder.at('log'),
        SYNTH: '',
        CHECK: '0',
        KNOWN: '',
        GITHUB_STEP_SUMMARY: folder.at('summary'),
        GITHUB_OUTPUT: folder.at('output'),
        GITHUB_REPOSITORY: 'owner/name',
        PULL_REQUEST: '7',
        ...environment,
      },
    },
  );
  return { status, told: stdout + stderr };
}

const log = () =>
  readFileSync(folder.at('log'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

function named(scripts: readonly PipelineScript[], name: string): PipelineScript {
  const script = scripts.find((one) => one.name === name);
  if (script === undefined) throw new Error(`there is no script ${name}`);
  return script;
}

const github = (name: string) => named(githubScripts(), name);
const tekton = (name: string) => named(tektonScripts(), name);

/** The script of each system that synthesizes, or runs behind it, and what it needs to get that far. */
const STALE = [
  [
    'GitHub',
    { ...github('Fail on a stale dist'), text: `${github('Synthesize').text}\n${github('Fail on a stale dist').text}` },
  ],
  ['GitLab', gitlabScript()],
  ['Tekton', tekton('synth')],
] as const;

describe.each(STALE)('on %s', (_system, script) => {
  test('a fresh dist passes', () => {
    expect(run(script).status).toBe(0);
  });

  test.each([
    ['changed', 'echo "a: 2" > dist/east/a.yaml', ' M dist/east/a.yaml'],
    ['added', 'mkdir -p dist/west && echo "b: 1" > dist/west/b.yaml', '?? dist/west/b.yaml'],
    ['removed', 'rm dist/east/a.yaml', ' D dist/east/a.yaml'],
  ])('a dist fails in which synth has %s a file, which is named', (_what, change, line) => {
    const { status, told } = run(script, { SYNTH: change });
    expect(status).toBe(1);
    expect(told).toContain(line);
    expect(told).toContain('dist/ is stale');
  });

  test('what synth leaves beside dist is of no concern', () => {
    expect(run(script, { SYNTH: 'mkdir .cdk8s && echo 1 > .cdk8s/a' }).status).toBe(0);
  });

  test('a dist that is not committed fails', () => {
    folder.write({ 'work/repository/.gitignore': 'dist/\n' });
    git('rm', '-r', '--quiet', '--cached', 'dist');
    git('add', '.');
    git('commit', '--quiet', '--message=second');
    const { status, told } = run(script);
    expect([status, told.includes('dist/ is not committed')]).toEqual([1, true]);
  });
});

describe('on GitHub', () => {
  test('the review is of the branch that the request goes to, and is kept for the comment', () => {
    expect(run(github('Review')).status).toBe(0);
    expect(log()).toEqual(['npx --no-install cdk8s-inference diff HEAD^1 --path dist --format markdown']);
    expect(readFileSync(folder.at('summary'), 'utf8')).toContain('the review of ');
    expect(readFileSync(folder.at('output'), 'utf8')).toBe('reviewed=true\n');
  });

  test.each([
    ['is written where there is none', '', '--method POST repos/owner/name/issues/7/comments '],
    ['is written over the first one', '12\n15\n', '--method PATCH repos/owner/name/issues/comments/12 '],
  ])('a comment %s', (_how, known, call) => {
    folder.write({ 'work/repository/review.md': 'the review\n' });
    expect(run(github('Post the review'), { KNOWN: known }).status).toBe(0);
    const [asked, written, ...body] = log();
    expect(asked).toContain('gh api --paginate repos/owner/name/issues/7/comments?per_page=100 --jq ');
    expect(written).toContain(call);
    expect(body).toEqual(['<!-- cdk8s-inference: review -->', 'the review']);
  });
});

describe('on GitLab', () => {
  const base = () => git('rev-parse', 'HEAD').trim();
  beforeEach(() => {
    git('remote', 'add', 'origin', folder.at('work/repository'));
  });

  test('a merge request is reviewed in a note, where a token is set', () => {
    const environment = { CI_MERGE_REQUEST_DIFF_BASE_SHA: base(), REVIEW_TOKEN: 't' };
    expect(run(gitlabScript(), environment).status).toBe(0);
    expect(log()).toEqual([
      'npx --no-install cdk8s synth',
      `npx --no-install cdk8s-inference diff ${base()} --path dist --format markdown`,
      'npx --no-install cdk8s-inference comment gitlab review.md',
      'npx --no-install cdk8s-inference check dist --format gitlab',
    ]);
  });

  test('the review is printed where no token is set', () => {
    const { status, told } = run(gitlabScript(), { CI_MERGE_REQUEST_DIFF_BASE_SHA: base() });
    expect([status, told.includes('the review of ')]).toEqual([0, true]);
    expect(log().some((line) => line.includes(' comment '))).toBe(false);
  });

  test.each([1, 2])('a check that fails with %i fails the job, which leaves the report', (code) => {
    expect(run(gitlabScript(), { CHECK: String(code) }).status).toBe(code);
    expect(readFileSync(folder.at('work/repository/gl-code-quality-report.json'), 'utf8')).toBe('checked\n');
  });
});

describe('on Tekton', () => {
  const request = { REVIEWED_HOST: 'github', REVIEWED_REPOSITORY: 'owner/name', REVIEWED_REQUEST: '7', BASE: 'main' };

  test('a commit is cloned with the branch that it goes to, and synthesized there', () => {
    const revision = git('rev-parse', 'HEAD').trim();
    folder.write({ 'other/keep': '' });
    const environment = { URL: folder.at('work/repository'), REVISION: revision, BASE: 'main' };
    expect(run(tekton('clone'), environment, 'other')).toEqual({ status: 0, told: '' });
    const cloned = (ref: string) =>
      execFileSync('git', ['rev-parse', ref], { cwd: folder.at('other/repository'), encoding: 'utf8' });
    expect([cloned('HEAD'), cloned('origin/main')]).toEqual([`${revision}\n`, `${revision}\n`]);
  });

  test('packages are kept in the workspace, where there is one', () => {
    run(tekton('synth'), { CACHE: '/cache' });
    run(tekton('synth'), { CACHE: '' });
    expect(log().filter((line) => line.startsWith('npm '))).toEqual([
      'npm ci --prefer-offline --cache /cache',
      `npm ci --prefer-offline --cache ${folder.at('work/npm')}`,
    ]);
  });

  test('a request is reviewed in a comment, where a token is set', () => {
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const base = git('rev-parse', 'HEAD').trim();
    expect(run(tekton('review'), { ...request, TOKEN: 't' }).status).toBe(0);
    expect(log()).toEqual([
      `npx --no-install cdk8s-inference diff ${base} --path dist --format markdown`,
      `npx --no-install cdk8s-inference comment github ${folder.at('work/review.md')} --repository owner/name --request 7`,
    ]);
  });

  test('without a request, nothing is reviewed', () => {
    expect(run(tekton('review'), { ...request, REVIEWED_REQUEST: '' })).toEqual({ status: 0, told: '' });
    expect(log()).toEqual([]);
  });

  test.each([0, 1, 2])('the exit code %i of the check is a result, and that of the task', (code) => {
    expect(run(tekton('check'), { CHECK: String(code), RESULT: folder.at('result') }).status).toBe(code);
    expect(readFileSync(folder.at('result'), 'utf8')).toBe(String(code));
    expect(readFileSync(folder.at('work/check.xml'), 'utf8')).toBe('checked\n');
  });
});
