const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;
/** Letters that a host may have; those beyond ASCII may be in it, too. */
const IN_HOST = /[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\u{10ffff}]/u;
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2}).{0,2}/;

/**
 * Why Go's net/url does not take an address, in its words.
 *
 * @see https://github.com/golang/go/blob/master/src/net/url/url.go parse
 */
export function goUrlProblem(address: string): string | undefined {
  if (Array.from(address).some(isControl)) return 'invalid control character in URL';
  if (address.startsWith(':')) return 'missing protocol scheme';
  const [url = '', ...fragments] = address.split('#');
  const [prefix = '', scheme] = SCHEME.exec(url) ?? [];
  const [rest = ''] = url.slice(prefix.length).split('?');
  const [segment = '', ...path] = rest.replace(/^\/\//, '').split('/');
  const hasHost = rest.startsWith('//');
  if (!hasHost && scheme === undefined && segment.includes(':')) {
    return 'first path segment in URL cannot contain colon';
  }
  const inHost = hasHost ? hostProblem(segment.slice(segment.lastIndexOf('@') + 1)) : undefined;
  return inHost ?? escapeProblem([...path, ...fragments].join('/'));
}

function hostProblem(host: string): string | undefined {
  const port = /:([^:\]]*)$/.exec(host)?.[1];
  if (port !== undefined && !/^\d*$/.test(port)) return `invalid port ":${port}" after host`;
  const character = Array.from(host).find((each) => !IN_HOST.test(each));
  return character === undefined ? undefined : `invalid character "${character}" in host name`;
}

function escapeProblem(text: string): string | undefined {
  const escape = BROKEN_ESCAPE.exec(text)?.[0];
  return escape === undefined ? undefined : `invalid URL escape "${escape}"`;
}

function isControl(character: string): boolean {
  return character < ' ' || character === '\u007f';
}
