import { checkSources } from '../../../sources/check-sources';

/** What is told of a container with a field, `mend` last. */
function told(field: string): readonly string[] {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      ${field}\n`;
  const { findings } = checkSources([{ name: 'a.yaml', text }]);
  return findings
    .filter(({ id }) => id === 'schema/wrong-type')
    .map(({ problem, mend }) => `${problem.replace('The value is ', '').replace(/, where .*/, '')}: ${mend}`);
}

describe('what belongs in quotation marks is shown as it is written', () => {
  test.each([
    ['0755', 'the number 493 (written 0755): Put it in quotation marks: "0755".'],
    ['0o17', 'the number 15 (written 0o17): Put it in quotation marks: "0o17".'],
    ['1.10', 'the number 1.1 (written 1.10): Put it in quotation marks: "1.10".'],
    ['1_000', 'the number 1000 (written 1_000): Put it in quotation marks: "1_000".'],
    ['yes', 'the boolean true (written yes): Put it in quotation marks: "yes".'],
    ['off # not now', 'the boolean false (written off): Put it in quotation marks: "off".'],
    ['8080', 'the number 8080: Put it in quotation marks: "8080".'],
    ['true', 'the boolean true: Put it in quotation marks: "true".'],
  ])('%s', (value, expected) => {
    expect(told(`args: [serve, ${value.replace(' #', '] #')}${value.includes('#') ? '' : ']'}`)).toEqual([expected]);
    expect(told(`env:\n        - name: A\n          value: ${value}`)).toEqual([expected]);
    expect(
      told(`env:\n        - {"name": A, "value": ${value.replace(' #', '} #')}${value.includes('#') ? '' : '}'}`),
    ).toEqual([expected]);
  });

  test('where the value stands on a line of its own, as it is read', () => {
    expect(told('env:\n        - name: A\n          value:\n            0755')).toEqual([
      'the number 493: Put it in quotation marks: "493".',
    ]);
  });
});

describe('what needs no quotation marks is named', () => {
  test.each([
    ['livenessProbe: { periodSeconds: "10" }', "'10': Leave the quotation marks out: 10."],
    ['livenessProbe: { periodSeconds: "1.5" }', "'1.5': State a whole number."],
    ['livenessProbe: { periodSeconds: 10s }', "'10s': State a number without a unit."],
    ['livenessProbe: { periodSeconds: ten }', "'ten': State a whole number."],
    ['livenessProbe: { periodSeconds: 1.5 }', 'the number 1.5: State a whole number.'],
    ['livenessProbe: { periodSeconds: "0755" }', "'0755': State 493, which is 0755 in octal."],
    ['tty: "yes"', "'yes': State true, without quotation marks."],
    ['tty: "False"', "'False': State false, without quotation marks."],
    ['tty: maybe', "'maybe': State true or false."],
    ['tty: 1', 'the number 1: State true or false.'],
    ['args: --model x', "'--model x': Begin each item with a dash, also where there is one alone."],
    ['args: [{ --model: x }]', 'a map: Put the whole in quotation marks, if it is meant as text.'],
    ['resources: [{ limits: {} }]', 'a list: Leave the dashes out, and state fields by their names.'],
    ['resources: small', "'small': State fields by their names."],
  ])('%s', (field, expected) => {
    expect(told(field)).toEqual([expected]);
  });
});
