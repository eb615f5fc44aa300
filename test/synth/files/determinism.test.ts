import { contentsOf, temporaryFolder } from '../fleet';
import { runSynth } from './child';

test('locale, time zone and umask change no byte, and neither does a second run', async () => {
  const [plain, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const turkish = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Chatham' };
  const ended = await Promise.all([
    runSynth(plain, 'serving', { env: { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' } }),
    runSynth(elsewhere, 'serving', { env: turkish, umask: '077' }),
  ]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  const first = contentsOf(plain);
  expect(Object.keys(first).length).toBeGreaterThan(4);
  expect(contentsOf(elsewhere)).toEqual(first);

  const { said } = await runSynth(plain, 'serving');
  expect(said).toMatch(/: 0 written, 0 removed, \d+ unchanged\n$/);
  expect(contentsOf(plain)).toEqual(first);
});
