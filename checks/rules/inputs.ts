import type { Rules } from './rule';

/** What is wrong with files that machines edit. */
export const inputsRules = {
  'inputs/invalid': {
    title: 'A file of inputs that cannot be used',
    severity: 'error',
    about:
      'Images, revisions and tables of clusters are read from files that people and machines edit. A field that is not known, a key that is there twice, or a digest that is none would put something else into the cluster than was meant, or nothing at all.',
    mend: 'Write what the finding names, at the place that it names.',
    sources: [
      'https://github.com/distribution/reference/blob/main/regexp.go',
      'https://github.com/opencontainers/image-spec/blob/main/descriptor.md',
    ],
    reads: 'files',
  },
  'inputs/unknown-name': {
    title: 'An image or a model that the file of inputs does not have',
    severity: 'error',
    about:
      'Images and models of `images.yaml` are asked for by their names. The environment of a cluster may have entries of its own; others hold for all.',
    mend: 'Use a name that is there, or add an entry.',
    sources: ['https://github.com/opencontainers/distribution-spec/blob/main/spec.md'],
    reads: 'props',
  },
} as const satisfies Rules;
