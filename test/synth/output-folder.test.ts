import { lstatSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { linkOutput, outputFolder } from '../../synth/output-folder';
import type { OutputFolder } from '../../synth/output-folder';
import { contentsOf, temporaryFolder } from './fleet';

const CASES: readonly (readonly [string | undefined, string | undefined, OutputFolder])[] = [
  [undefined, undefined, { path: 'dist' }],
  [undefined, '', { path: 'dist' }],
  ['out', undefined, { path: 'out' }],
  [undefined, '.cdk8s/dist', { path: 'dist', link: '.cdk8s/dist' }],
  [undefined, './.cdk8s/a/b/', { path: join('a', 'b'), link: './.cdk8s/a/b/' }],
  [undefined, resolve('.cdk8s/dist'), { path: 'dist', link: resolve('.cdk8s/dist') }],
  [undefined, 'custom', { path: 'custom' }],
  [undefined, '.cdk8s', { path: '.cdk8s' }],
  [undefined, '/elsewhere/.cdk8s/dist', { path: '/elsewhere/.cdk8s/dist' }],
  ['out', '.cdk8s/dist', { path: 'out', link: '.cdk8s/dist' }],
  ['out', 'custom', { path: 'out', link: 'custom' }],
  ['out', resolve('out'), { path: 'out' }],
];

test.each(CASES)('an outdir %j and a CDK8S_OUTDIR %j lead to %j', (stated, handed, expected) => {
  expect(outputFolder(stated, handed)).toEqual(expected);
});

describe('the link for the cdk8s CLI', () => {
  test.each([
    ['nothing', () => undefined],
    [
      'an older link',
      (link: string) => {
        symlinkSync('elsewhere', link);
      },
    ],
    [
      'a link to nowhere',
      (link: string) => {
        symlinkSync('nowhere', link);
      },
    ],
    [
      'an empty folder',
      (link: string) => {
        mkdirSync(link);
      },
    ],
    [
      'a file',
      (link: string) => {
        writeFileSync(link, '');
      },
    ],
  ])('replaces %s', (_, prepare) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere', 'precious'), '');
    mkdirSync(join(folder, '.cdk8s'));
    const link = join(folder, '.cdk8s', 'dist');
    prepare(link);
    for (let run = 0; run < 2; run++) linkOutput({ path: join(folder, 'dist'), link });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readlinkSync(link)).toBe(join(folder, 'dist'));
    expect(Object.keys(contentsOf(join(folder, 'elsewhere')))).toEqual(['precious']);
  });

  test('is not made where the output itself is what the CLI expects', () => {
    const folder = temporaryFolder();
    linkOutput({ path: join(folder, 'dist') });
    expect(contentsOf(folder)).toEqual({});
  });
});
