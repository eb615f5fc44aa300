/** What a reader between the repository and the container would change or refuse, and who. */
export const HAZARDS: readonly (readonly [string, RegExp])[] = [
  ['an action of Go templates', /\{\{/],
  ['a substitution of Flux', /\$\{/],
  ["Flux's and the kubelet's escape", /\$\$/],
  ["the start of a tag to Go's html/template", /</],
  ['a TAB, for which kustomize gives up block style', /\t/],
  ['a carriage return', /\r/],
  ['a blank at the end of a line, which editors strip', / $/m],
  ['a character outside of ASCII', /[^\n\x20-\x7e]/],
  ['a first line that begins with a blank', /^\s/],
  ['more or less than one end of line at the end', /\n\n$|[^\n]$/],
  ['a line that reads as a YAML document marker', /^(---|\.\.\.)$/m],
  ['a variable of the container, which the kubelet would expand', /\$\([A-Z_]+\)/],
];
