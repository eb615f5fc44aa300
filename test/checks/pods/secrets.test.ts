import { checkPods } from '../../../checks/pods/check-pods';

/** What is told of a variable. */
function told(name: string, value: string): readonly string[] {
  const container = { name: 'server', image: 'registry.example/server:1.0', env: [{ name, value }] };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'db' }, spec: { containers: [container] } };
  return checkPods([{ manifest, where: 'a.yaml' }]).map(({ id }) => id);
}

test.each([
  ['ALLOW_EMPTY_PASSWORD', 'yes'],
  ['MYSQL_ALLOW_EMPTY_PASSWORD', '1'],
  ['DB_PASSWORD', '<password>'],
  ['DB_PASSWORD', '$(FROM_SECRET)'],
])('%s of %j is no secret', (name, value) => {
  expect(told(name, value)).toEqual([]);
});

test.each([
  ['DB_PASSWORD', 'hunter22'],
  ['DB_PASSWORD', 'yesterday'],
])('%s of %j is one', (name, value) => {
  expect(told(name, value)).toEqual(['pod/secret-literal']);
});
