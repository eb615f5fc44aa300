import { execFileSync } from 'node:child_process';
import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as Accelerators from '../../catalog/accelerators';

const root = path.join(__dirname, '..', '..');
const collected = path.join(root, '..', 'shared', 'catalog');
const isCollectedHere = existsSync(collected);

describe('the committed catalog', () => {
  const name = isCollectedHere
    ? 'is byte for byte what tools/catalog.mjs makes of the collected catalogs'
    : 'is not compared: the collected catalogs are not on this machine';

  (isCollectedHere ? it : it.skip)(name, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'catalog-'));
    try {
      execFileSync(process.execPath, [path.join(root, 'tools', 'catalog.mjs'), collected, folder]);
      const files = readdirSync(folder).sort();
      expect(files).toHaveLength(11);
      for (const file of files) {
        expect(readFileSync(path.join(root, 'catalog', file), 'utf8')).toBe(
          readFileSync(path.join(folder, file), 'utf8'),
        );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the catalog modules', () => {
  it('read no catalog when they are imported', () => {
    const read = jest.spyOn(fs, 'readFileSync');
    jest.isolateModules(() => {
      const { acceleratorFacts } = jest.requireActual<typeof Accelerators>('../../catalog/accelerators');
      jest.requireActual('../../catalog/models');
      jest.requireActual('../../catalog/check-vllm-args');
      jest.requireActual('../../catalog/render-vllm-flags');
      jest.requireActual('../../catalog/check-sglang-args');
      jest.requireActual('../../catalog/render-sglang-flags');
      expect(read).not.toHaveBeenCalled();
      acceleratorFacts('t4');
      expect(read).toHaveBeenCalledTimes(1);
    });
  });
});
