import { existsSync } from 'node:fs';
import { writeTrees } from '../../../synth/files/write-trees';

const tree = { folder: 'cluster', files: new Map([['a.yaml', 'a: 1\n']]), objects: [] };

(existsSync('/proc/self') ? test : test.skip)(
  'an output folder that cannot be made is told, not waited for (skipped where there is no /proc)',
  () => {
    expect(writeTrees('/proc/cdk8s-inference/dist', [tree])).toMatchObject([{ id: 'output/unwritable' }]);
  },
);
