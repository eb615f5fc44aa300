import fc from 'fast-check';
import { childName } from '../../../preview/llm-inference-service/child-name';

describe('the name of an object of a service', () => {
  test.each([
    ['qwen', '-kserve', 'qwen-kserve'],
    ['q'.repeat(43), '-kserve-workload-svc', `${'q'.repeat(43)}-kserve-workload-svc`],
    ['q'.repeat(44), '-kserve-workload-svc', `${'q'.repeat(11)}295b67eced77e03c3f9cbfdf28c4c97c-kserve-workload-svc`],
  ])('is made of %s and %s', (parent, suffix, name) => {
    expect(childName(parent, suffix)).toBe(name);
  });

  test('has a hash of both in place of what is too long', () => {
    expect(childName('q', 's'.repeat(70))).toMatch(/^q[0-9a-f]{32}s{30}$/);
    expect(childName('q'.repeat(70), '-'.repeat(70))).toMatch(/^q{31}[0-9a-f]{32}$/);
  });

  test('is never longer than that of a Service, and differs with the service', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(text, text, fc.constantFrom('-kserve', '-kserve-workload-svc'), (one, other, suffix) => {
        expect(childName(one, suffix).length).toBeLessThanOrEqual(63);
        expect(childName(one, suffix) === childName(other, suffix)).toBe(one === other);
      }),
    );
  });
});
