import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { captured, capturedAtOnce } from './captured-process';

const FOLDER = realpathSync(tmpdir());

test('what is written is kept apart, in its order, and none of it is on a terminal', () => {
  const terminals: boolean[] = [];
  const ended = capturedAtOnce(() => {
    console.log('%s of', 1, 'two');
    console.error('wrong');
    process.stdout.write('end');
    terminals.push(process.stdout.isTTY, process.stderr.isTTY);
  });
  expect(ended).toEqual({ status: 0, stdout: '1 of two\nend', stderr: 'wrong\n' });
  expect(terminals.filter(Boolean)).toEqual([]);
});

test('an action sees its folder, its variables and its input', async () => {
  const seen: unknown[] = [];
  const surroundings = { cwd: FOLDER, environment: { OWN: '1' }, input: 'given' };
  await captured(async () => {
    seen.push(process.cwd(), process.env.OWN, process.env.PATH, await text(process.stdin));
  }, surroundings);
  expect(seen).toEqual([FOLDER, '1', process.env.PATH, 'given']);
});

test('all is as before when it has ended', async () => {
  const state = () => [process.cwd(), process.exitCode, process.env.OWN, process.stdout, process.stdin, console];
  const before = state();
  await captured(
    () => {
      process.exitCode = 3;
      process.env.OWN = '2';
    },
    { cwd: FOLDER, environment: { OWN: '1' } },
  );
  expect(state().map((value, index) => value === before[index])).toEqual(before.map(() => true));
});

test.each([
  [3, () => (process.exitCode = 3)],
  [4, () => process.exit(4)],
])('the status %i is that of the exit code', async (status, action) => {
  expect(await captured(action)).toEqual({ status, stdout: '', stderr: '' });
});

test('nothing is done after an exit', async () => {
  const ended = captured(() => {
    process.exit(2);
    console.log('after');
  });
  expect(await ended).toEqual({ status: 2, stdout: '', stderr: '' });
});

test('what an action throws is thrown, and all is as before', async () => {
  const before = [process.cwd(), console];
  const action = () => {
    throw new Error('no');
  };
  await expect(captured(action, { cwd: FOLDER })).rejects.toThrow('no');
  expect(() => capturedAtOnce(action, { cwd: FOLDER })).toThrow('no');
  expect([process.cwd(), console]).toEqual(before);
});
