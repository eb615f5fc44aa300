import type { TemporaryFolder } from './temporary-folder';

/** Makes a temporary folder the working directory of every test of the file. */
export function workIn(folder: TemporaryFolder): void {
  const before = process.cwd();
  beforeEach(() => {
    process.chdir(folder.path);
  });
  // The folder is gone once its own `afterEach` has run, which was registered before.
  afterEach(() => {
    process.chdir(before);
  });
}
