import { coloured, plain, wantsColours } from '../../reports/colours';
import { humanReport } from '../../reports/human';
import { ACCEPTED, constructFinding, finding, report } from './sample';

test('findings stand under the names of their files and objects, and a summary follows', () => {
  const other = { apiVersion: 'v1', kind: 'Namespace', name: 'models' };
  const findings = [
    finding(),
    finding({ severity: 'note', field: undefined }),
    finding({ object: other, severity: 'warning' }),
  ];
  const lines = humanReport(report(findings)).split('\n');
  expect(lines.filter((line) => !line.startsWith('  '))).toEqual([
    'manifests/llama.yaml · InferenceService models/llama',
    '',
    "error: There is no field 'minReplica'  [schema/unknown-field]",
    '',
    "note: There is no field 'minReplica'  [schema/unknown-field]",
    '',
    'manifests/llama.yaml · Namespace models',
    '',
    "warning: There is no field 'minReplica'  [schema/unknown-field]",
    '',
    '1 error, 1 warning, 1 note in 3 objects of 1 file',
  ]);
});

test('a finding says where it is, what happens and how to mend it', () => {
  expect(humanReport(report([finding()]))).toContain(
    [
      "error: There is no field 'minReplica'  [schema/unknown-field]",
      '  at:   manifests/llama.yaml:8:5 · spec.predictor.minReplica',
      '  then: kubectl refuses the object.',
      "  mend: Did you mean 'minReplicas'?",
    ].join('\n'),
  );
});

test('what is acknowledged comes last, with its reason, and is counted as that alone', () => {
  const text = humanReport(report([finding({ accepted: ACCEPTED }), constructFinding()]));
  expect(text.indexOf('acknowledged error:')).toBeGreaterThan(text.indexOf('gpu-east/llama · InferenceService'));
  expect(text).toContain('\n  why:  The fork knows it. (acknowledged by an annotation)\n');
  expect(text).toMatch(/\n1 error, 0 warnings, 0 notes, 1 acknowledged in 3 objects of 1 file$/);
});

test.each([
  [['a/x'], '1 × pod (a/x), as nobody knows it'],
  [['a', 'b', 'c', 'd', 'e', 'f'], '6 × pod (a, b, c, d, e, f), as nobody knows it'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], '7 × pod (a, b, c, d, e and 2 more), as nobody knows it'],
])('what was not checked is named as far as somebody reads it: %p', (names, expected) => {
  const notChecked = [{ what: 'pod', count: names.length, why: 'nobody knows it', names }];
  expect(humanReport(report([], { notChecked }))).toContain(`\nnot checked: ${expected}`);
});

test('what was not checked is told with the reason', () => {
  const notChecked = [{ what: 'Gadget (v1)', count: 3, why: 'no schema is known of this kind' }];
  expect(humanReport(report([], { notChecked }))).toBe(
    '0 errors, 0 warnings, 0 notes in 3 objects of 1 file\nnot checked: 3 × Gadget (v1), as no schema is known of this kind',
  );
});

test('clusters are named where there are several', () => {
  expect(humanReport(report([finding({ cluster: 'gpu-east' })]))).toMatch(/^gpu-east · manifests\/llama\.yaml · Inf/);
});

test('on a terminal, the line of the file is shown with a caret below the column', () => {
  const text = humanReport(report([finding()]), { paint: plain, frames: true });
  expect(text).toContain('\n        8 |     minReplica: 1\n          |     ^\n');
});

test('a caret stands right also where the line is long, or holds what is spelled out', () => {
  const long = { file: 'a.yaml', line: 12, column: 1001, excerpt: `${' '.repeat(1000)}here` };
  const odd = { file: 'a.yaml', line: 12, column: 3, excerpt: '\t\u001bhere' };
  const carets = [long, odd].map((place) => {
    const lines = humanReport(report([finding({ place })]), { paint: plain, frames: true }).split('\n');
    const caret = lines.findIndex((line) => /^ +\| +\^$/.test(line));
    return lines[caret - 1]?.slice(lines[caret]?.indexOf('^'));
  });
  expect(carets).toEqual(['here', 'here']);
});

test('colours change nothing but colours', () => {
  const all = report([finding(), finding({ accepted: ACCEPTED })]);
  const painted = humanReport(all, { paint: coloured, frames: true });
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(humanReport(all, { paint: plain, frames: true }));
  expect(painted).toContain('\u001b[31m');
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { TERM: 'dumb' }, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('on a terminal (%j), %j means colours: %j', (isTerminal, environment, expected) => {
  expect(wantsColours(isTerminal, environment)).toBe(expected);
});
