import { vllmFlagCatalog } from '../../catalog/vllm-flag-facts';
import { allRules } from '../../checks/rules/all-rules';
import type { Rule } from '../../checks/rules/rule';
import { configurationFaults, configurationOf } from '../../runtimes/mindie-settings';
import { reportedRules, writtenRows } from './reported-rules';

const families = new Set([...allRules.keys()].map(familyOf));
const reported = reportedRules(families);

/** Families about what this tool itself is told, of which nothing upstream knows. */
const OWN = ['acknowledgement', 'configuration'];

describe('the registry of rules', () => {
  test('has every id that the code reports', () => {
    const unregistered = reported.filter(({ id }) => ![...allRules.keys()].some((known) => matches(id, known)));
    // The code of flags is the same for both engines, and vLLM has none at present that it is about to drop.
    const hasDeprecated = [...vllmFlagCatalog().flags.values()].some(({ deprecated }) => deprecated);
    const unreachable = hasDeprecated ? [] : ['vllm/deprecated-flag'];
    expect(unregistered.map(({ id }) => id)).toEqual(unreachable);
  });

  test('has every setting that MindIE refuses', () => {
    const nothing = Object.fromEntries(Object.keys(configurationOf({}, 1)).map((key) => [key, Number.NaN]));
    const refused = configurationFaults({
      ...configurationOf({ ip: '0.0.0.0', managementIp: 'localhost' }, 1),
      ...nothing,
    });
    expect(refused.map(({ id }) => id).filter((id) => !allRules.has(id))).toEqual([]);
  });

  test('has no id that nothing reports', () => {
    expect([...allRules.keys()].filter((known) => !reported.some(({ id }) => matches(id, known)))).toEqual([]);
  });

  test('has one row for each id', () => {
    const rows = writtenRows();
    expect(rows.filter((id, index) => rows.indexOf(id) !== index)).toEqual([]);
  });

  test('says of a rule that it reads manifests where checks report it, and only there', () => {
    const ofChecks = (known: string): boolean =>
      reported.some(({ id, file }) => /^(?:checks|catalog\/flags)\//.test(file) && matches(id, known));
    const wrong = [...allRules].filter(([id, { reads }]) => (reads === 'manifests') !== ofChecks(id));
    expect(wrong.map(([id]) => id)).toEqual([]);
  });
});

describe('every row', () => {
  test('has a heading, which ends without a full stop', () => {
    expect(rowsBut(({ title }) => /^\S.*[^.\s]$/.test(title))).toEqual([]);
  });

  test('says in sentences what it is about, and how to mend it', () => {
    expect(rowsBut(({ about, mend }) => [about, mend].every((text) => /^\S.*\w.*\.$/s.test(text)))).toEqual([]);
  });

  test('names what it restates: addresses, and functions there', () => {
    const isSource = (source: string): boolean => /^https:\/\/[^\s/]+\/\S*(?: [\w.]+(?:, [\w.]+)*)?$/.test(source);
    expect(rowsBut(({ sources }) => sources.every(isSource))).toEqual([]);
    expect(rowsBut(({ sources }, id) => sources.length > 0 || OWN.includes(familyOf(id)))).toEqual([]);
  });
});

function rowsBut(isRight: (rule: Rule, id: string) => boolean): readonly string[] {
  return [...allRules].filter(([id, rule]) => !isRight(rule, id)).map(([id]) => id);
}

function matches(id: string | RegExp, known: string): boolean {
  return typeof id === 'string' ? id === known : id.test(known);
}

function familyOf(id: string): string {
  return id.split('/', 1)[0] ?? '';
}
