import { groupOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

export function isApplication(manifest: Manifest): boolean {
  return groupOf(manifest) === 'argoproj.io' && manifest.kind === 'Application';
}

export function isApplicationSet(manifest: Manifest): boolean {
  return groupOf(manifest) === 'argoproj.io' && manifest.kind === 'ApplicationSet';
}

export function isAppProject(manifest: Manifest): boolean {
  return groupOf(manifest) === 'argoproj.io' && manifest.kind === 'AppProject';
}
