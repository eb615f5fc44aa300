import { isUtf8 } from 'node:buffer';

/** What bytes say. */
export interface Decoded {
  readonly text: string;
  /**
   * Where the first character stands that is none in UTF-8; it is replaced.
   *
   * @default - all are
   */
  readonly undecodable?: number;
}

/** Bytes as Kubernetes reads them: UTF-8, or UTF-16 if a byte order mark says so, which is not part of the text. */
export function decode(bytes: Buffer): Decoded {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== 'utf-8' || isUtf8(bytes)) return { text };
  return { text, undecodable: text.indexOf('\uFFFD') };
}
