import { TemporaryFolder } from '../temporary-folder';
import { deployment } from './manifests';
import { effectsOf } from './told';

const folder = new TemporaryFolder();

const [one, two, three] = [1, 2, 3].map((replicas) => deployment('a', { spec: { replicas } }));

describe('objects of one name in several files of one tree', () => {
  test.each([
    [
      'are known again by their files',
      { 'x.yaml': one, 'y.yaml': two },
      { 'x.yaml': one, 'y.yaml': three },
      ['a scale: 2 → 3 pods'],
    ],
    [
      'are known again by what they say where files move',
      { 'x.yaml': one, 'y.yaml': two },
      { 'p.yaml': two, 'q.yaml': one },
      [],
    ],
    [
      'are known again by what they say in one file',
      { 'x.yaml': [one, two] },
      { 'x.yaml': [three, one] },
      ['a scale: 2 → 3 pods'],
    ],
    [
      'lose the one that goes',
      { 'x.yaml': one, 'y.yaml': two },
      { 'y.yaml': two },
      ['a prune: it is deleted where pruning is on, and stays unmanaged where not'],
    ],
  ])('%s', (_how, before, after, told) => {
    const files = (side: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(side).map(([path, objects]) => [
          path,
          JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [objects].flat() }),
        ]),
      );
    expect(effectsOf(folder, files(before), files(after))).toEqual(told);
  });
});
