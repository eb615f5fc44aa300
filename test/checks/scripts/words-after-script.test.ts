import { checkScripts } from '../../../checks/scripts/check-scripts';

/** What is told of a shell's script with words after it. */
function told(script: string, ...words: readonly string[]) {
  const container = { name: 'server', image: 'server:1', command: ['bash', '-c', script, ...words] };
  return checkScripts({ container, path: 'spec.containers[0]', list: 'containers' }, false).map(({ id }) => id);
}

describe('the first word after a script that passes its words on', () => {
  test.each(['bash', '--', '-', '_'])('may be %j, which stands for the name', (name) => {
    expect(told('exec server "$@"', name, '--port', '8080')).toEqual([]);
  });

  test('is lost where it is an argument', () => {
    expect(told('exec server "$@"', '--port', '8080')).toEqual(['script/swallowed-argument']);
  });
});

test('dashes alone after a script that reads no words are no arguments', () => {
  expect(told('exec server', '--')).toEqual([]);
  expect(told('exec server', '--', '--port')).toEqual(['script/ignored-arguments']);
});
