import fc from 'fast-check';
import { decode } from '../../sources/decode';

test.each([
  ['UTF-8', Buffer.from('ü: 1')],
  ['UTF-8 with a byte order mark', Buffer.from('\uFEFFü: 1')],
  ['UTF-16, little end first', Buffer.from('\uFEFFü: 1', 'utf16le')],
  ['UTF-16, big end first', Buffer.from('\uFEFFü: 1', 'utf16le').swap16()],
])('%s is read', (_name, bytes) => {
  expect(decode(bytes)).toEqual({ text: 'ü: 1' });
});

test('what is no UTF-8 is replaced, and its place is known', () => {
  expect(decode(Buffer.from('a: ü', 'latin1'))).toEqual({ text: 'a: \uFFFD', undecodable: 3 });
});

test('any bytes are read', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const { text, undecodable } = decode(Buffer.from(bytes));
      if (undecodable !== undefined) expect(text[undecodable]).toBe('\uFFFD');
    }),
  );
});
