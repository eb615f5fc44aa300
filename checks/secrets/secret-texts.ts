/** Beginnings that issuers give to what they issue, and what follows them. */
const ISSUED = [
  String.raw`hf_[A-Za-z0-9]{30,}`,
  String.raw`api_org_[A-Za-z0-9]{30,}`,
  String.raw`(?:AKIA|ASIA)[A-Z0-9]{16}`,
  String.raw`gh[pousr]_[A-Za-z0-9]{36,}`,
  String.raw`github_pat_[A-Za-z0-9_]{60,}`,
  String.raw`gl(?:pat|dt|rt)-[\w-]{20,}`,
  String.raw`nvapi-[\w-]{40,}`,
  String.raw`sk-(?:ant-|proj-|svcacct-)[\w-]{20,}`,
  // Others call keys of their own so: OpenAI's have a mark in the middle.
  String.raw`sk-[\w-]*T3BlbkFJ[\w-]{10,}`,
  String.raw`xox[abprs]-[A-Za-z0-9-]{20,}`,
  String.raw`AIza[\w-]{35}`,
  String.raw`dckr_pat_[\w-]{20,}`,
  String.raw`eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}`,
  '-----BEGIN [A-Z ]*PRIVATE KEY-----',
].join('|');

const WHOLE = new RegExp(`^(?:${ISSUED})`);
const INSIDE = new RegExp(`(?<![A-Za-z0-9_-])(?:${ISSUED})`);

/** Words that stand where nobody wants a secret, or that switch something on or off. */
const NO_SECRET =
  /^(?:|empty|none|null|dummy|not[-_]?needed|changeme|xxx+|\*+|-|<.*>|your.*|true|false|yes|no|on|off|[01])$/i;

/** Whether a text is a secret wherever it stands, by how its issuer made it. */
export function isIssuedSecret(text: string): boolean {
  return WHOLE.test(text) && !isRepeated(text);
}

/** Whether a secret of that kind stands somewhere in a text. */
export function hasIssuedSecret(text: string): boolean {
  const found = INSIDE.exec(text);
  return found !== null && !isRepeated(found[0]);
}

/** Addresses in a store, which some tool replaces before the text reaches the cluster. */
const IN_STORE = /^(?:(?:op|vault|awssm|gcpsm|azkv):\/\/|ref\+|vault:)/;

/** Whether a text is the value itself, and no reference to it, nor a word in its place. */
export function isLiteral(value: string): boolean {
  if (IN_STORE.test(value)) return false;
  return !NO_SECRET.test(value) && !value.includes('$') && !value.includes('{{') && !value.startsWith('/');
}

/** Examples have one letter many times in place of the secret. */
function isRepeated(text: string): boolean {
  return /(.)\1{11}/.test(text);
}
