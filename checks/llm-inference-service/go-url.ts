const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;
/** Letters that a host may have; those beyond ASCII may be in it, too. */
const IN_HOST = /[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\u{10ffff}]/u;
const USER = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
const IN_BRACKETS = /^\[[0-9a-fA-F:.]+\](?::\d*)?$/;
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2}).{0,2}/s;
/** Of a host, only letters beyond ASCII are escaped. */
const BROKEN_HOST_ESCAPE = /%(?!25|[89A-Fa-f][0-9A-Fa-f]).{0,2}/s;

/**
 * Why Go's net/url does not take an address, in its words.
 *
 * @see https://github.com/golang/go/blob/master/src/net/url/url.go parse
 */
export function goUrlProblem(address: string): string | undefined {
  const [url = '', ...fragments] = address.split('#');
  if (Array.from(url).some(isControl)) return 'invalid control character in URL';
  if (url.startsWith(':')) return 'missing protocol scheme';
  const fragment = fragments.join('#');
  const [prefix = '', scheme] = SCHEME.exec(url) ?? [];
  const [rest = ''] = url.slice(prefix.length).split('?');
  if (!rest.startsWith('/')) {
    // What has a scheme and no slash after it is not looked at any further.
    if (scheme !== undefined) return escapeProblem(fragment);
    if ((rest.split('/')[0] ?? '').includes(':')) return 'first path segment in URL cannot contain colon';
  }
  const hasHost = rest.startsWith('//') && (scheme !== undefined || !rest.startsWith('///'));
  const [, authority = '', path = rest] = (hasHost ? /^\/\/([^/]*)(.*)$/s.exec(rest) : null) ?? [];
  return authorityProblem(authority) ?? escapeProblem(path) ?? escapeProblem(fragment);
}

function authorityProblem(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  const host = authority.slice(at + 1);
  if (!USER.test(user)) return 'net/url: invalid userinfo';
  return hostProblem(host) ?? escapeProblem(user);
}

function hostProblem(host: string): string | undefined {
  if (host.includes('[')) return IN_BRACKETS.test(host) ? undefined : 'invalid IP-literal';
  const port = /:([^:]*)$/.exec(host)?.[1];
  if (port !== undefined && !/^\d*$/.test(port)) return `invalid port ":${port}" after host`;
  const character = Array.from(host).find((each) => !IN_HOST.test(each));
  if (character !== undefined) return `invalid character "${character}" in host name`;
  return escapeProblem(host, BROKEN_HOST_ESCAPE);
}

function escapeProblem(text: string, broken = BROKEN_ESCAPE): string | undefined {
  const escape = broken.exec(text)?.[0];
  return escape === undefined ? undefined : `invalid URL escape "${escape}"`;
}

function isControl(character: string): boolean {
  return character < ' ' || character === '\u007f';
}
