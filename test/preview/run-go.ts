import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasGo = spawnSync('go', ['version']).status === 0;

/** Kubernetes' modules, of the version that KServe is built with. */
const KUBERNETES = ['k8s.io/api v0.34.5', 'k8s.io/apimachinery v0.34.5'];

const OFFLINE = { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOSUMDB: 'off', GOTOOLCHAIN: 'local', GOWORK: 'off' };

/** What a program of Go writes for an input, both in JSON. */
export function runGo(program: string, input: unknown, modules: 'standard' | 'kubernetes' = 'standard'): unknown {
  const output = inModule(program, modules, (folder) =>
    execFileSync('go', ['run', '.'], {
      cwd: folder,
      input: JSON.stringify(input),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, ...OFFLINE },
    }),
  );
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

function inModule<T>(program: string, modules: 'standard' | 'kubernetes', run: (folder: string) => T): T {
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
