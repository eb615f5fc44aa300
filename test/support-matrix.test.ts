import { tryAll } from '../tools/support-matrix/cells';
import { withTable } from '../tools/support-matrix/table';
import { schemaErrors } from './manifest-schema';
import { pageText } from './markdown';

const cells = tryAll();

describe("README's table of what runs where", () => {
  test('is what comes out when everything is tried', () => {
    const page = pageText('README.md');
    expect(page).toBe(withTable(page, cells));
  });

  const written = cells.flatMap(({ runtime, accelerator, platform, outcome }) =>
    outcome.kind === 'written' ? [[runtime, accelerator, platform, outcome] as const] : [],
  );

  test.each(written)('keeps its promise of %s on %s under %s', (_runtime, _accelerator, _platform, outcome) => {
    expect(outcome.manifests.length).toBeGreaterThan(0);
    expect(outcome.manifests.flatMap(schemaErrors)).toEqual([]);
    expect(outcome.yaml).toMatchSnapshot();
  });
});
