// The floor of a check or a review: reads the same files and parses their YAML, and looks at nothing.
const process = require('node:process');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { load } = require('js-yaml');

for (const folder of process.argv.slice(2)) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith('.yaml')) load(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  }
}
