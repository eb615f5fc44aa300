import { ProgressLine } from '../../reports/progress';

/** What a line shows of five steps that take 400 ms each. */
function shown(isTTY: boolean): readonly string[] {
  const written: string[] = [];
  let now = 0;
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  const line = new ProgressLine(stream, () => now);
  for (let done = 0; done < 5; done++) {
    line.listen('writing file', done, 5);
    now += 400;
  }
  line.end();
  return written;
}

describe('progress', () => {
  test('is shown on a terminal once work takes over a second, and taken away at the end', () => {
    const line = (text: string) => `\r\u001b[K${text}`;
    expect(shown(true)).toEqual([line('writing file 3 of 5'), line('writing file 4 of 5'), line('')]);
  });

  test('is not written where output is piped', () => {
    expect(shown(false)).toEqual([]);
  });
});
