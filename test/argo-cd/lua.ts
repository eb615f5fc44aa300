import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isArray, isObject } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';

/** A script, and the object that it is to judge. */
export interface LuaCase {
  readonly script: string;
  readonly object: unknown;
}

/**
 * Runs health checks as Argo CD does: in Lua 5.1, with the object in `obj`, and with the base and table libraries alone.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/util/lua/lua.go runLua
 */
export function runHealthChecks(cases: readonly LuaCase[]): readonly JsonObject[] {
  const output = execFileSync(process.execPath, [join(__dirname, 'lua-process.cjs')], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers: unknown = JSON.parse(output);
  return isArray(answers) ? answers.filter(isObject) : [];
}

/** What a health check answers. */
export function runHealthCheck(script: string, object: unknown): JsonObject | undefined {
  return runHealthChecks([{ script, object }])[0];
}
