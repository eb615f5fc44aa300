import { existsSync, lstatSync, mkdirSync, rmdirSync, rmSync, symlinkSync } from 'node:fs';
import type { Finding } from '../checks/finding';
import { isSystemError } from './files/system-error';
import { dirname, join, normalize, relative, resolve, sep } from 'node:path';

/** Where output goes, and where the cdk8s CLI looks for it afterwards. */
export interface OutputFolder {
  readonly path: string;
  /** Path at which the CLI expects the output; a link is put there. */
  readonly link?: string;
}

/** Folder that only holds links for the cdk8s CLI. */
const HANDOVER = '.cdk8s';

const DEFAULT_OUTPUT = 'dist';

/**
 * Decides on the output folder.
 *
 * `cdk8s synth` deletes its `output` before it starts the app, and with it the last good output. So `cdk8s.yaml` names
 * `.cdk8s/dist`: the app writes to `dist` and puts a link at `.cdk8s/dist`, which is all that the CLI can delete.
 *
 * @param stated - the app's `outdir` prop
 * @param handed - what the CLI passes in `CDK8S_OUTDIR`
 */
export function outputFolder(stated: string | undefined, handed: string | undefined): OutputFolder {
  if (handed === undefined || handed === '') return { path: stated ?? DEFAULT_OUTPUT };
  if (stated !== undefined)
    return resolve(stated) === resolve(handed) ? { path: stated } : { path: stated, link: handed };
  const [first, ...rest] = normalize(relative('.', resolve(handed))).split(sep);
  return first === HANDOVER && rest.length > 0 ? { path: join(...rest), link: handed } : { path: handed };
}

/** Puts the link where the CLI looks; what stands there and is not the CLI's to delete is left alone. */
export function linkOutput({ path, link }: OutputFolder): Finding | undefined {
  if (link === undefined) return undefined;
  try {
    putLink(path, link);
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return {
      id: 'output/link',
      severity: 'error',
      where: link,
      problem: `The link to ${path} cannot be put here: ${error.message}`,
      consequence: `The output in ${path} is complete, but the cdk8s CLI does not find it.`,
      mend: 'Remove what stands there; it is only ever a link.',
    };
  }
}

function putLink(path: string, link: string): void {
  mkdirSync(dirname(link), { recursive: true });
  if (existsSync(link) && lstatSync(link).isDirectory()) rmdirSync(link);
  else rmSync(link, { force: true });
  symlinkSync(resolve(path), link, 'junction');
}
