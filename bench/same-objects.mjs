// Whether contenders write the same objects; nothing is timed before that is known.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { execute } from './measure.mjs';

/**
 * Runs contenders of one shape and compares the objects they write, deeply and whatever the files and the order, with
 * those of the first.
 *
 * @returns what differs, one line each
 */
export function differences(contenders, folder) {
  const [[reference, expected], ...others] = contenders.map((contender) => [
    contender.name,
    written(contender, folder),
  ]);
  return others.flatMap(([name, objects]) => compared(expected, objects, `'${name}' against '${reference}'`));
}

function compared(expected, objects, who) {
  const identities = new Set([...expected.keys(), ...objects.keys()]);
  const different = [...identities].filter(
    (identity) => !isDeepStrictEqual(expected.get(identity), objects.get(identity)),
  );
  return different.map((identity) => `${who}: ${identity}`);
}

/** The parsed objects of a contender by kind, namespace and name. */
function written(contender, folder) {
  const own = mkdtempSync(join(folder, 'same-'));
  const output = join(own, 'dist');
  try {
    execute(contender, output, join(own, 'usage'));
    const objects = new Map();
    for (const file of yamlFiles(output)) {
      for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
        const object = document.toJS();
        const { kind, metadata } = object;
        const identity = [kind, metadata.namespace, metadata.name].join('/');
        // An object that is there twice must not hide behind another.
        objects.set(objects.has(identity) ? `${identity} again` : identity, object);
      }
    }
    return objects;
  } finally {
    rmSync(own, { recursive: true });
  }
}

/** A file that a contender wrote is its only one; in a folder, those named as YAML are meant. */
function yamlFiles(output) {
  if (statSync(output).isFile()) return [output];
  const names = readdirSync(output, { recursive: true }).filter((name) => name.endsWith('.yaml'));
  return names.map((name) => join(output, name));
}
