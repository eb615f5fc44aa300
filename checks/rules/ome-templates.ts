import type { Rules } from './rule';

/** What OME's template language makes of values. */
export const omeTemplateRules = {
  'ome/template-value-escaped': {
    title: 'A value that templates change on its way to the engine',
    severity: 'error',
    about:
      'Values of labels and annotations are escaped as in a web page: & < > " \' and + become other characters, and a backslash or a new line breaks the JSON of the runner, so that no pod is made.',
    mend: 'Use letters, digits, dots, dashes, underscores and slashes alone.',
    sources: [
      'https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go ReplacePlaceholders',
      'https://github.com/golang/go/blob/master/src/html/template/html.go htmlEscaper',
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
