import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TEMPORARY_PLACE } from './temporary-place';

/** A folder that is made anew for each test, and gone after it. */
export class TemporaryFolder {
  private current = '';

  public constructor() {
    beforeEach(() => {
      this.current = mkdtempSync(join(TEMPORARY_PLACE, 'cdk8s-inference-'));
    });
    afterEach(() => {
      rmSync(this.current, { recursive: true, force: true });
    });
  }

  public get path(): string {
    return this.current;
  }

  /** Writes files by their paths in the folder. */
  public write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(this.at(path)), { recursive: true });
      writeFileSync(this.at(path), content);
    }
  }

  /** Path of something in the folder. */
  public at(path: string): string {
    return join(this.current, path);
  }
}
