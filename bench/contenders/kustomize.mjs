// The objects for kustomize: every one in the base, but for a label of the services that an overlay adds, so that what
// kustomize builds are the objects of all other contenders.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import workload from '../workload.cjs';

const LABEL = 'opendatahub.io/dashboard';

/** Writes base and overlay below a folder; the overlay's folder is what is built. */
export function writeKustomization(shape, folder) {
  const resources = [];
  const base = join(folder, 'base');
  mkdirSync(base, { recursive: true });
  for (const manifest of workload.manifests(shape)) {
    if (manifest.kind === 'InferenceService') delete manifest.metadata.labels[LABEL];
    const file = `${manifest.metadata.name}.yaml`;
    writeFileSync(join(base, file), JSON.stringify(manifest));
    resources.push(file);
  }
  writeFileSync(join(base, 'kustomization.yaml'), JSON.stringify({ resources }));

  const overlay = join(folder, 'overlay');
  mkdirSync(overlay, { recursive: true });
  const patch = JSON.stringify([{ op: 'add', path: '/metadata/labels', value: { [LABEL]: 'true' } }]);
  const patches = [{ target: { kind: 'InferenceService' }, patch }];
  writeFileSync(join(overlay, 'kustomization.yaml'), JSON.stringify({ resources: ['../base'], patches }));
  return overlay;
}
