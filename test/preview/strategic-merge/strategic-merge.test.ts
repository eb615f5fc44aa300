import fc from 'fast-check';
import { podType } from '../../../catalog/pod-types';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { asGoWritesIt } from '../../../preview/go-json/go-value';
import { strategicMerge } from '../../../preview/strategic-merge/strategic-merge';
import { arbitraryOf } from '../go-json/arbitrary';
import { hasKubernetes, runGo } from '../run-go';
import { runs } from '../../runs';

const CONTAINER = podType('Container');
const POD = podType('PodSpec');

function merged(base: JsonObject, patch: JsonObject, type = CONTAINER) {
  return strategicMerge(asGoWritesIt(base, type), asGoWritesIt(patch, type), type);
}

function names(value: JsonValue | undefined): unknown {
  return Array.isArray(value) ? value.map((item: { readonly name?: string }) => item.name) : value;
}

describe('variables of both', () => {
  test.each([
    ['A B', 'C', 'C A B'],
    ['A B', 'B C', 'A B C'],
    ['A B', 'C B', 'C A B'],
    ['A B', 'C A', 'C A B'],
    ['A B C', 'C A', 'B C A'],
    ['A B', 'B A', 'B A'],
    ['A B A', 'B', 'A A B'],
    ['A', 'B B', 'B A'],
  ])('%s and %s stand in the order %s', (base, patch, order) => {
    const env = (list: string) => ({ name: 'c', env: list.split(' ').map((name) => ({ name, value: 'x' })) });
    const result = merged(env(base), env(patch));
    expect(names(result.ok ? result.merged.env : undefined)).toEqual(order.split(' '));
  });
});

describe('a container and a patch of it', () => {
  const cases: readonly (readonly [string, JsonObject, JsonObject, JsonObject])[] = [
    [
      'merges ports by their numbers',
      { ports: [{ containerPort: 80, name: 'http' }] },
      { ports: [{ containerPort: 80, protocol: 'TCP' }] },
      { ports: [{ containerPort: 80, name: 'http', protocol: 'TCP' }] },
    ],
    [
      'merges mounts by their paths',
      { volumeMounts: [{ name: 'a', mountPath: '/a', readOnly: true }] },
      { volumeMounts: [{ name: 'b', mountPath: '/a' }] },
      { volumeMounts: [{ name: 'b', mountPath: '/a', readOnly: true }] },
    ],
    [
      'merges a variable of both kinds into one of both',
      { env: [{ name: 'A', value: 'x' }] },
      { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'a' } } }] },
      { env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'a' } } }] },
    ],
    [
      'replaces command, args and envFrom',
      { command: ['a'], args: ['b', 'c'], envFrom: [{ prefix: 'a' }] },
      { command: ['d'], args: ['e'], envFrom: [{ prefix: 'b' }] },
      { command: ['d'], args: ['e'], envFrom: [{ prefix: 'b' }] },
    ],
    [
      'merges probes, so that both ways of asking are set',
      { readinessProbe: { httpGet: { port: 1, path: '/' }, periodSeconds: 5 } },
      { readinessProbe: { tcpSocket: { port: 2 } } },
      { readinessProbe: { httpGet: { port: 1, path: '/' }, periodSeconds: 5, tcpSocket: { port: 2 } } },
    ],
    [
      'merges resources by name',
      { resources: { limits: { cpu: '1', memory: '1Gi' } } },
      { resources: { limits: { cpu: '2' }, requests: { cpu: '1' } } },
      { resources: { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '1' } } },
    ],
    [
      'cannot unset',
      { image: 'a', args: ['b'], tty: true },
      { image: '', args: [], tty: false },
      { image: 'a', args: ['b'], tty: true },
    ],
    [
      'takes a port by name for one by number',
      { livenessProbe: { tcpSocket: { port: 80 } } },
      { livenessProbe: { tcpSocket: { port: 'http' } } },
      { livenessProbe: { tcpSocket: { port: 'http' } } },
    ],
  ];
  test.each(cases)('%s', (_what, base, patch, expected) => {
    const result = merged({ name: 'c', ...base }, { name: 'c', ...patch });
    expect(result).toEqual({ ok: true, merged: { name: 'c', resources: {}, ...expected } });
  });
});

test('a volume of both has the sources of both', () => {
  const result = merged(
    { volumes: [{ name: 'a', emptyDir: {} }] },
    { volumes: [{ name: 'a', hostPath: { path: '/a' } }] },
    POD,
  );
  expect(result).toMatchObject({
    ok: true,
    merged: { volumes: [{ name: 'a', emptyDir: {}, hostPath: { path: '/a' } }] },
  });
});

test('a pull secret without a name cannot be merged', () => {
  const result = merged({ imagePullSecrets: [{ name: 'a' }] }, { imagePullSecrets: [{}] }, POD);
  expect(result).toEqual({ ok: false, problem: 'map does not contain declared merge key: name' });
});

const PROGRAM = `package main

import (
	"encoding/json"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
)

type result struct {
	Merged *corev1.PodSpec
	Failed bool
}

func main() {
	var pairs [][2]corev1.PodSpec
	if err := json.NewDecoder(os.Stdin).Decode(&pairs); err != nil {
		panic(err)
	}
	results := make([]result, len(pairs))
	for index, pair := range pairs {
		base, _ := json.Marshal(pair[0])
		patch, _ := json.Marshal(pair[1])
		merged, err := strategicpatch.StrategicMergePatch(base, patch, corev1.PodSpec{})
		if err != nil {
			results[index].Failed = true
			continue
		}
		results[index].Merged = &corev1.PodSpec{}
		if err := json.Unmarshal(merged, results[index].Merged); err != nil {
			panic(err)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		panic(err)
	}
}
`;

/** Of few names, so that lists have some in common. */
const containers = fc.array(
  fc.record(
    {
      name: fc.constantFrom('a', 'b', 'c'),
      image: fc.constantFrom('', 'x', 'y'),
      env: fc.array(
        fc.record({ name: fc.constantFrom('A', 'B', 'C', 'D', 'E'), value: fc.constantFrom('', 'x', 'y') }),
      ),
      ports: fc.array(fc.record({ containerPort: fc.constantFrom(80, 8080, 9000), name: fc.constantFrom('', 'http') })),
    },
    { requiredKeys: ['name'] },
  ),
  { maxLength: 4 },
);
const anyPod = fc.oneof(
  arbitraryOf(POD, 5),
  fc.record({
    containers,
    initContainers: containers,
    volumes: fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), emptyDir: fc.constantFrom({}, null) }), {
      maxLength: 4,
    }),
    imagePullSecrets: fc.array(fc.record({ name: fc.constantFrom('a', 'b', '') }), { maxLength: 2 }),
    nodeSelector: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('', 'x')),
  }),
);

const withGo = hasKubernetes() ? test : test.skip;

withGo(
  "merges as Go does (skipped where Go or Kubernetes' modules are not on the machine)",
  () => {
    const pairs = fc.sample(fc.tuple(anyPod, anyPod), { numRuns: runs(3000), seed: 3 });
    const ours = pairs.map(([base, patch]) => {
      const result = merged(base, patch, POD);
      return { Merged: result.ok ? asGoWritesIt(result.merged, POD) : null, Failed: !result.ok };
    });
    expect(ours).toEqual(runGo(PROGRAM, pairs, 'kubernetes'));
  },
  300_000,
);
