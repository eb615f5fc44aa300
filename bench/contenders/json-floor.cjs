// The floor: the same objects, no constructs, no checks, no YAML; JSON in the very files that ours writes.
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { objectPath } = require('../../lib/synth/objects/file-path');
const { assignment, manifests } = require('../workload.cjs');

const { outdir, ...shape } = assignment();
const made = new Set();
for (const manifest of manifests(shape)) {
  const layer = manifest.kind === 'InferenceService' ? '30-models' : '20-runtimes';
  const file = join(outdir, 'default', objectPath(manifest, layer));
  const folder = dirname(file);
  if (!made.has(folder)) mkdirSync(folder, { recursive: true });
  made.add(folder);
  writeFileSync(file, JSON.stringify(manifest));
}
