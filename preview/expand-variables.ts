/**
 * A text with its references to variables replaced, as the kubelet does in commands, arguments and variables: `$(NAME)`
 * by its value, `$$` by `$`. What refers to no known variable stays as it is written.
 *
 * @param valueOf - undefined for a variable that is not known
 * @see https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go Expand
 */
export function expandVariables(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(REFERENCE, (reference, name: string | undefined) => {
    if (name === undefined) return '$';
    return valueOf(name) ?? reference;
  });
}

/** Two dollars, or a name in brackets, in which anything but a closing bracket may stand. */
const REFERENCE = /\$\$|\$\(([^)]*)\)/g;
