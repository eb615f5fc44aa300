import * as fc from 'fast-check';
import { load as loadJsYaml } from 'js-yaml';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { emitYaml } from '../../../synth/yaml/emit';
import { isPlainMap, type PlainMap } from '../../../synth/yaml/faults';
import { HAZARDS, isKey, nastyJson, nastyString, SAFE_WORDS } from './nasty-strings';
import { runs } from '../../runs';
import { TEMPORARY_PLACE } from '../../temporary-place';

function emit(manifest: PlainMap): string {
  const result = emitYaml(manifest);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.yaml;
}

const manifests = nastyJson.map.map((map) => ({ kind: 'Probe', map }));

describe.each([
  ['yaml 1.1', (text: string): unknown => parse(text, { version: '1.1' })],
  ['yaml 1.2', (text: string): unknown => parse(text, { version: '1.2' })],
  ['js-yaml', (text: string): unknown => loadJsYaml(text)],
])('%s', (_, read) => {
  test.each([...HAZARDS, ...SAFE_WORDS])('reads %j as the same string', (text) => {
    const key = isKey(text) ? text : 'key';
    const manifest = { key: text, list: [text, [text], { [key]: text }] };
    expect(read(emit(manifest))).toEqual(manifest);
  });

  test('reads any manifest as the same data', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        expect(read(emit(manifest))).toEqual(manifest);
      }),
      { numRuns: runs(1000) },
    );
  });
});

test('what was read is emitted as the same text', () => {
  fc.assert(
    fc.property(manifests, (manifest) => {
      const text = emit(manifest);
      const again: unknown = parse(text);
      if (!isPlainMap(again)) throw new Error('not a map');
      expect(emit(again)).toBe(text);
    }),
  );
});

/** One object for the readers that cost a process: every string as a value, an item, a key and between others. */
const batch = {
  apiVersion: 'example.com/v1',
  kind: 'Probe',
  metadata: { name: 'probe' },
  spec: specOf([...HAZARDS, ...SAFE_WORDS, ...fc.sample(nastyString, { numRuns: runs(4000), seed: 1 })]),
};

function specOf(texts: readonly string[]): PlainMap {
  const short = texts.filter(isKey);
  return {
    items: texts,
    maps: texts.map((text) => ({ name: text, value: [text] })),
    keys: Object.fromEntries(short.map((text) => [text, text])),
    numbers: [0, -1, 1.5, 1e-7, 1e21, -1.25e-9, 2 ** 53, 2 ** 63, 1e300, 5e-324, 0.1, 123456789.125],
    deep: nested(90),
  };
}

function nested(levels: number): PlainMap {
  return levels === 0 ? {} : { a: [nested(levels - 2)] };
}

const hasPyYaml = spawnSync('python3', ['-c', 'import yaml']).status === 0;
const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

(hasPyYaml ? test : test.skip)('PyYAML reads a batch as the same data (needs python3 with yaml)', () => {
  const script = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin.buffer)))';
  expect(JSON.parse(run('python3', ['-c', script], emit(batch)))).toEqual(batch);
});

(hasKubectl ? test : test.skip)('kustomize reads a batch as the same data (needs kubectl)', () => {
  const folder = mkdtempSync(join(TEMPORARY_PLACE, 'emit-'));
  try {
    writeFileSync(join(folder, 'kustomization.yaml'), 'resources:\n  - probe.yaml\n');
    writeFileSync(join(folder, 'probe.yaml'), emit(batch));
    // What kustomize writes is YAML 1.2: it leaves texts plain that 1.1 takes for numbers and dates.
    expect(parse(run('kubectl', ['kustomize', folder]), { version: '1.2' })).toEqual(batch);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function run(command: string, args: readonly string[], input = ''): string {
  return execFileSync(command, args, { input, encoding: 'utf8', maxBuffer: 64 << 20 });
}
