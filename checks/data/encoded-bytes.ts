const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * How many bytes a text in base64 stands for; undefined where it is none. Line ends are stepped over.
 *
 * @see https://github.com/golang/go/blob/master/src/encoding/base64/base64.go Encoding.DecodeString
 */
export function encodedBytes(text: string): number | undefined {
  const compact = /[\r\n]/.test(text) ? text.replace(/[\r\n]/g, '') : text;
  if (compact.length % 4 !== 0 || !BASE64.test(compact)) return undefined;
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  return (compact.length / 4) * 3 - padding;
}
