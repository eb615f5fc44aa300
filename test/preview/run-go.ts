import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const version = spawnSync('go', ['version'], { encoding: 'utf8' });

export const hasGo = version.status === 0;

/** Kubernetes' modules, of the version that KServe is built with. */
const KUBERNETES = ['k8s.io/api v0.34.5', 'k8s.io/apimachinery v0.34.5'];

const OFFLINE = { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOSUMDB: 'off', GOTOOLCHAIN: 'local', GOWORK: 'off' };

const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'go-programs');

type Modules = 'standard' | 'kubernetes';

/** What a program of Go writes for an input, both in JSON. */
export function runGo(program: string, input: unknown, modules: Modules = 'standard'): unknown {
  const output = execFileSync(compiled(program, modules), {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const written: unknown = JSON.parse(output);
  return written;
}

/** Whether Go is there, and Kubernetes' modules lie in its cache. */
export function hasKubernetes(): boolean {
  if (!hasGo) return false;
  const imports = ['api/core/v1', 'apimachinery/pkg/util/strategicpatch'].map((path) => `import _ "k8s.io/${path}"\n`);
  const program = `package main\n\n${imports.join('')}\nfunc main() {}\n`;
  return inModule(program, 'kubernetes', (folder) => {
    const listed = spawnSync('go', ['list', '-deps', '.'], { cwd: folder, env: { ...process.env, ...OFFLINE } });
    return listed.status === 0;
  });
}

/** Path of the program as the machine runs it: linking takes longer than running, so that it is done once. */
function compiled(program: string, modules: Modules): string {
  const facts = JSON.stringify([version.stdout, KUBERNETES, modules, program]);
  const path = join(CACHE, createHash('sha256').update(facts).digest('hex'));
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  // Several processes may make it at once.
  const own = `${path}.${process.pid}`;
  inModule(program, modules, (folder) =>
    execFileSync('go', ['build', '-o', own, '.'], { cwd: folder, env: { ...process.env, ...OFFLINE } }),
  );
  renameSync(own, path);
  return path;
}

function inModule<T>(program: string, modules: Modules, run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'run-go-'));
  try {
    const required = modules === 'kubernetes' ? KUBERNETES.map((module) => `require ${module}\n`).join('') : '';
    writeFileSync(join(folder, 'go.mod'), `module example\n\ngo 1.21\n\n${required}`);
    writeFileSync(join(folder, 'main.go'), program);
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
