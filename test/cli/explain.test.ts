import { allRules } from '../../checks/rules/all-rules';
import { registerExplain } from '../../cli/explain';
import { runCommandAtOnce } from '../command-in-process';

function explain(...args: readonly string[]) {
  return runCommandAtOnce(registerExplain, ['explain', ...args]);
}

test('a rule is explained with what happens, how to mend it and where it comes from', () => {
  expect(explain('schema/repeated-item')).toEqual({
    status: 0,
    stderr: '',
    stdout: [
      'schema/repeated-item (error)',
      '',
      'Two items of a list with the same key',
      '',
      'A list whose items are told apart by keys holds each once, as ports by their number and protocol. The API server refuses the object of a custom kind; of its own kinds, server-side apply refuses it.',
      '',
      'mend:   Keep one of the items.',
      'checks: manifests, in synth and in check',
      'source: https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/listtype/validation.go ValidateListSetsAndMaps',
      '',
    ].join('\n'),
  });
});

test('without an id, every rule is listed once', () => {
  const listed = explain()
    .stdout.trimEnd()
    .split('\n')
    .map((line) => line.split(' ', 1)[0]);
  expect(listed).toEqual([...allRules.keys()]);
});

test('of a family, all of its rules are listed', () => {
  const { status, stdout } = explain('schema');
  const listed = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ', 1)[0]);
  expect({ status, listed }).toEqual({
    status: 0,
    listed: [...allRules.keys()].filter((id) => id.startsWith('schema/')),
  });
});

test('an unknown id is an error with the nearest one', () => {
  expect(explain('schema/unknown-fild')).toEqual({
    status: 2,
    stdout: '',
    stderr: "error: there is no rule 'schema/unknown-fild'. Did you mean 'schema/unknown-field'?\n",
  });
});

test('something far from every id is told how to list them', () => {
  expect(explain('no rule at all')).toEqual({
    status: 2,
    stdout: '',
    stderr: "error: there is no rule 'no rule at all'. Without an id, all are listed.\n",
  });
});
