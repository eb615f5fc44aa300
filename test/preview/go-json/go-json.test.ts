import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { podType } from '../../../catalog/pod-types';
import type { JsonObject } from '../../../kubernetes/manifest';
import { asGoWritesIt } from '../../../preview/go-json/go-value';
import { goStringContent, marshal } from '../../../preview/go-json/marshal';
import { hasKubernetes, runGo } from '../run-go';
import { arbitraryOf } from './arbitrary';
import { runs } from '../../runs';

const ROOT = join(__dirname, '..', '..', '..');
const CONTAINER = podType('Container');

describe('a container, once Go has read and written it', () => {
  const cases: readonly (readonly [string, JsonObject, JsonObject])[] = [
    ['has a name and resources', {}, { name: '', resources: {} }],
    ['has no unknown fields', { name: 'a', imagee: 'b' }, { name: 'a', resources: {} }],
    ['has no empty values', { name: 'a', args: [], tty: false, image: '' }, { name: 'a', resources: {} }],
    [
      'keeps false, 0 and {} where Go has pointers',
      { name: 'a', securityContext: { privileged: false, runAsUser: 0, capabilities: {} } },
      { name: 'a', resources: {}, securityContext: { capabilities: {}, privileged: false, runAsUser: 0 } },
    ],
    [
      'has canonical quantities',
      { name: 'a', resources: { limits: { cpu: 0.5, memory: '1024Mi' } } },
      { name: 'a', resources: { limits: { cpu: '500m', memory: '1Gi' } } },
    ],
    [
      'has what Go writes of structs that are no pointers',
      { name: 'a', env: [{ name: 'B', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } }] },
      {
        name: 'a',
        env: [{ name: 'B', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '0' } } }],
        resources: {},
      },
    ],
    [
      'has nothing of another type',
      { name: 1, args: 'a', env: [null, 3] },
      { name: '', env: [{ name: '' }, { name: '' }], resources: {} },
    ],
  ];
  test.each(cases)('%s', (_what, container, written) => {
    expect(asGoWritesIt(container, CONTAINER)).toEqual(written);
  });

  test('is in the order of the struct, and its maps in that of their keys', () => {
    const container = { resources: { limits: { b: 1, a: 2, '9': 1, '10': 1 } }, args: ['x'], name: 'a' };
    expect(marshal(asGoWritesIt(container, CONTAINER), CONTAINER).text).toBe(
      '{"name":"a","args":["x"],"resources":{"limits":{"10":"1","9":"1","a":"2","b":"1"}}}',
    );
  });

  test('has nothing in it that html/template would take for a tag', () => {
    fc.assert(
      fc.property(arbitraryOf(CONTAINER, 4), (container) => {
        expect(marshal(asGoWritesIt(container, CONTAINER), CONTAINER).text).not.toContain('<');
      }),
    );
  });

  test('tells where its texts with templates stand', () => {
    const container = { name: '<', args: ['a', '"{{ .Name }}'], env: [{ name: '{{ x }}', value: 'b' }] };
    const { text, templates } = marshal(asGoWritesIt(container, CONTAINER), CONTAINER);
    expect(templates.map(({ start, end, path }) => [text.slice(start, end), path])).toEqual([
      ['\\"{{ .Name }}', ['args', 1]],
      ['{{ x }}', ['env', 0, 'name']],
    ]);
  });
});

test.each([
  ['<a>&b', '\\u003ca\\u003e\\u0026b'],
  ['\u2028\u2029', '\\u2028\\u2029'],
  ['"\\\b\f\n\r\t\u0001\u007f', '\\"\\\\\\b\\f\\n\\r\\t\\u0001\u007f'],
  ['\\ud800 \ud800', '\\\\ud800 \\ufffd'],
  ['😀', '😀'],
])('%j is written as Go does', (text, written) => {
  expect(goStringContent(text)).toBe(written);
});

const PROGRAM = `package main

import (
	"encoding/json"
	"os"

	corev1 "k8s.io/api/core/v1"
)

func main() {
	var pods []corev1.PodSpec
	if err := json.NewDecoder(os.Stdin).Decode(&pods); err != nil {
		panic(err)
	}
	texts := make([]string, len(pods))
	for index, pod := range pods {
		text, err := json.Marshal(pod)
		if err != nil {
			panic(err)
		}
		texts[index] = string(text)
	}
	if err := json.NewEncoder(os.Stdout).Encode(texts); err != nil {
		panic(err)
	}
}
`;

const withGo = hasKubernetes() ? describe : describe.skip;

withGo("Go itself (skipped where Go or Kubernetes' modules are not on the machine)", () => {
  test('writes the same of pods made at random', () => {
    const pods = fc.sample(arbitraryOf(podType('PodSpec'), 6), { numRuns: runs(1500), seed: 5 });
    const texts = runGo(PROGRAM, pods, 'kubernetes');
    const ours = pods.map((pod) => marshal(asGoWritesIt(pod, podType('PodSpec')), podType('PodSpec')).text);
    expect(ours).toEqual(texts);
  }, 300_000);

  test('has the types that are known here', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pod-types-'));
    try {
      const file = join(folder, 'pod-types.json');
      execFileSync(process.execPath, [join(ROOT, 'tools', 'pod-types.mjs'), file], {
        env: { ...process.env, GOPROXY: 'off', GOSUMDB: 'off' },
      });
      expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(ROOT, 'catalog', 'pod-types.json'), 'utf8'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 300_000);
});
