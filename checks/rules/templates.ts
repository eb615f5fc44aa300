import type { Rules } from './rule';

/** What becomes of texts on their way into a cluster. */
export const templateRules = {
  'template/flux-substitution': {
    title: 'A text that Flux takes for a variable of its own',
    severity: 'error',
    about:
      "A Flux Kustomization with `postBuild` substitutes `${NAME}` in all texts of what it applies, those of scripts too. Of a name that it does not know it makes nothing, or refuses the whole Kustomization, and it cannot read a shell's lists at all. Said of objects in files that such a Kustomization among the others covers by its path.",
    mend: 'Write $NAME, which Flux leaves alone, or $${NAME}; or annotate the object with `kustomize.toolkit.fluxcd.io/substitute: disabled`.',
    sources: [
      'https://github.com/fluxcd/pkg/blob/main/kustomize/kustomize_varsub.go SubstituteVariables',
      'https://github.com/fluxcd/pkg/blob/main/envsubst/parse/parse.go parseFunc',
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
