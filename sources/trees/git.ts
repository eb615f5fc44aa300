import { spawnSync } from 'node:child_process';

/** What a command of Git printed, or why it did not. */
export type GitResult =
  { readonly ok: true; readonly output: Buffer } | { readonly ok: false; readonly problem: string };

/** Runs Git without asking anybody anything, and without what users' settings make of its output. */
export function git(args: readonly string[], input?: string): GitResult {
  const { status, stdout, stderr, error } = spawnSync('git', ['--no-pager', '--literal-pathspecs', ...args], {
    input,
    maxBuffer: Infinity,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
  });
  if (error !== undefined) {
    return { ok: false, problem: 'code' in error && error.code === 'ENOENT' ? 'git is not installed' : error.message };
  }
  if (status === 0) return { ok: true, output: stdout };
  return {
    ok: false,
    problem: stderr
      .toString()
      .trim()
      .replace(/^fatal: /, ''),
  };
}
