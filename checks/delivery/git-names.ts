/** What no name of a branch or a tag has in it. */
const NO_NAME = /[\s~^:?*[\\\p{Cc}]|\.\.|@\{|\/\/|^[-/]|[/.]$|\.lock$/u;

/** `https://…` and other schemes, and `git@host:path`, as Git takes it for SSH. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/[^\s/]\S*|file:\/\/\/\S+|(?:[^@\s/]+@)?[^:/\s]+:(?!\/\/)\S+)$/i;

/**
 * Whether a branch, a tag or a full reference may be called so.
 *
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export function isGitName(name: string): boolean {
  return name !== '' && !NO_NAME.test(name);
}

/** Whether a text is the address of a repository, rather than a path or a host alone. */
export function isGitAddress(address: string): boolean {
  return ADDRESS.test(address);
}

/** Whether something else fills in what a text says. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('${');
}
