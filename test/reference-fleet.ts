import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isManifest, nameOf } from '../kubernetes/manifest';
import type { Manifest } from '../kubernetes/manifest';

/** Output of `npm run synth`, as it is committed. */
export const DIST = join(__dirname, '..', 'dist');

/** Paths of all YAML files of the committed fleet. */
export function fleetFiles(): readonly string[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** The committed object of a kind and name, or of a name that matches. */
export function fleetObject(cluster: string, kind: string, name: string | RegExp): Manifest {
  for (const path of fleetFiles()) {
    if (!path.startsWith(`${cluster}/`)) continue;
    const object: unknown = parse(readFileSync(join(DIST, path), 'utf8'));
    if (!isManifest(object) || object.kind !== kind) continue;
    if (typeof name === 'string' ? nameOf(object) === name : name.test(nameOf(object))) return object;
  }
  throw new Error(`dist/${cluster} has no ${kind} '${String(name)}': run npm run synth`);
}

/** Every committed object. */
export function fleetManifests(): readonly Manifest[] {
  return fleetFiles().flatMap((path) => {
    const object: unknown = parse(readFileSync(join(DIST, path), 'utf8'));
    return isManifest(object) ? [object] : [];
  });
}
