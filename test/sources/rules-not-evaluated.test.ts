import { checkSources } from '../../sources/check-sources';

// All rules of the kinds that are known can be evaluated; this is what comes of one that cannot.
jest.mock('../../checks/schema/validations/skipped-rules', () => ({
  skippedRules: (apiVersion: string, kind: string) =>
    kind === 'ScaledObject' && apiVersion === 'keda.sh/v1alpha1'
      ? ['url(self).getHost() != ""', 'isURL(self)', 'cidr(self).ip() == ip(self)'].map((rule, index) => ({
          field: 'spec',
          rule,
          why: `the function ${index < 2 ? 'url' : 'cidr'}() is not known here`,
        }))
      : [],
}));

test('rules of schemas that cannot be evaluated are counted once for each kind, with the reason', () => {
  const object = (name: string) =>
    `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: ${name}, namespace: a }\n`;
  const text = [object('a'), object('b')].join('---\n');
  expect(checkSources([{ name: 'a.yaml', text }]).notChecked).toEqual([
    { what: 'rule of ScaledObject (keda.sh/v1alpha1)', count: 2, why: 'the function url() is not known here' },
    { what: 'rule of ScaledObject (keda.sh/v1alpha1)', count: 1, why: 'the function cidr() is not known here' },
  ]);
});
