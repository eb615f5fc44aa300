import { compareVersions } from './version';

/**
 * Why it is not certain that an image does what an engine's newest known version does, as a sentence.
 *
 * @param version what the image's tag says, undefined where it says none
 * @returns undefined where the version is known and no newer than that
 */
export function versionDoubt(version: string | undefined, newest: string): string | undefined {
  if (version === undefined) return `The image does not say which version it holds; this is what ${newest} does.`;
  if (compareVersions(version, newest) <= 0) return undefined;
  return `The image holds ${version}, which is newer than what is known; this is what ${newest} does.`;
}
