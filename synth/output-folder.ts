import { existsSync, lstatSync, mkdirSync, rmdirSync, rmSync, symlinkSync } from 'node:fs';
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

/** Puts the link where the CLI looks. */
export function linkOutput({ path, link }: OutputFolder): void {
  if (link === undefined) return;
  mkdirSync(dirname(link), { recursive: true });
  if (existsSync(link) && lstatSync(link).isDirectory()) rmdirSync(link);
  else rmSync(link, { force: true });
  symlinkSync(resolve(path), link, 'junction');
}
