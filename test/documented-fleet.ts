import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TemporaryFolder } from './temporary-folder';
import { COMMAND_LINE, TYPESCRIPT } from './typescript-process';

const ROOT = join(__dirname, '..');

/** A folder in which a fleet of the documentation is run as its readers would. */
export class DocumentedFleet {
  public constructor(private readonly folder: TemporaryFolder) {}

  /** Puts the library beside files of the folder. */
  public install(): void {
    const modules = this.folder.at('node_modules');
    mkdirSync(join(modules, 'cdk8s-inference'), { recursive: true });
    writeFileSync(
      join(modules, 'cdk8s-inference', 'index.js'),
      `module.exports = require(${JSON.stringify(join(ROOT, 'index.ts'))});\n`,
    );
    for (const name of ['cdk8s', 'constructs']) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }

  /** Runs `main.ts`. */
  public synth() {
    return this.node([...TYPESCRIPT, 'main.ts']);
  }

  /** Runs `npx cdk8s-inference`. */
  public command(...args: readonly string[]) {
    return this.node([...COMMAND_LINE, ...args]);
  }

  public git(...args: readonly string[]): string {
    const config = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...config, ...args], { cwd: this.folder.path, encoding: 'utf8', stdio: 'pipe' });
  }

  private node(args: readonly string[]) {
    const env = { ...process.env, FORCE_COLOR: '' };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: this.folder.path,
      encoding: 'utf8',
      env,
    });
    return { status, stdout, stderr };
  }
}
