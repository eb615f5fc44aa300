import type { Manifest } from '../../kubernetes/manifest';
import { TemporaryFolder } from '../temporary-folder';
import { effectsOf } from './told';

const folder = new TemporaryFolder();

function job(generateName: string, image = 'a:1'): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { generateName, namespace: 'models' },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } } },
  };
}

const MADE = 'whoever creates it makes one with a name of its own, and kubectl apply and Flux refuse it (generateName)';

describe('an object whose name is made up', () => {
  test.each<readonly [string, readonly Manifest[], readonly Manifest[], readonly string[]]>([
    ['is made anew wherever it is created', [], [job('load-')], [`load-* create: ${MADE}`]],
    [
      'leaves those that were made as they are where it changes',
      [job('load-')],
      [job('load-', 'a:2')],
      [`load-* create: those that were made stay; ${MADE}`],
    ],
    [
      'leaves those that were made where it goes',
      [job('load-')],
      [],
      ['load-* none: no more of them are made, and those that were made stay'],
    ],
    [
      'is known again by all that it says among others of its kind',
      [job('load-', 'a:1'), job('load-', 'a:2')],
      [job('load-', 'a:2'), job('load-', 'a:1')],
      [],
    ],
    [
      'is none of another beginning',
      [job('load-')],
      [job('warm-')],
      [`warm-* create: ${MADE}`, 'load-* none: no more of them are made, and those that were made stay'],
    ],
    [
      'is told of apart where it may be the successor of several',
      [job('load-', 'a:1'), job('load-', 'a:2')],
      [job('load-', 'a:3'), job('load-', 'a:2')],
      [`load-* create: ${MADE}`, 'load-* none: no more of them are made, and those that were made stay'],
    ],
  ])('%s', (_what, before, after, told) => {
    expect(effectsOf(folder, { 'a.yaml': before }, { 'a.yaml': after })).toEqual(told);
  });
});
