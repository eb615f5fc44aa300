import type { Rules } from './rule';

/** What keeps a file from being read as manifests. */
export const sourceRules = {
  'source/yaml': {
    title: 'The document is no YAML',
    severity: 'error',
    about:
      'kubectl, Argo CD and Flux refuse the file, and with it every object in it. `check` reads the other documents of the file all the same. Templates, such as those of a Helm chart, are YAML only once they are rendered.',
    mend: 'Mend the place that the finding names, or a line before; render templates first.',
    sources: [
      'https://github.com/kubernetes-sigs/yaml/blob/master/yaml.go YAMLToJSONStrict',
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go YAMLOrJSONDecoder',
    ],
    reads: 'files',
  },
  'source/json': {
    title: 'The document cannot be written as JSON',
    severity: 'error',
    about:
      'Kubernetes turns YAML into JSON before it reads it. Infinities, what is not a number, and a list that holds itself cannot be written in JSON, and aliases that stand for millions of values are an attack on who reads them.',
    mend: 'Write the value as text, or without aliases.',
    sources: ['https://github.com/kubernetes-sigs/yaml/blob/master/yaml.go yamlToJSONTarget'],
    reads: 'files',
  },
  'source/after-end': {
    title: 'Content behind the mark that ends a document',
    severity: 'error',
    about:
      'Three dots on a line end a document of YAML. kubectl takes `---` alone for the beginning of another one: it reads the document up to the dots and drops what follows without a word.',
    mend: 'Begin the next document with `---`, or take the dots out.',
    sources: [
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go splitYAMLDocument',
      'https://github.com/yaml/go-yaml/blob/v2/yaml.go unmarshal',
    ],
    reads: 'files',
  },
  'source/encoding': {
    title: 'The file is not in UTF-8',
    severity: 'error',
    about:
      'Kubernetes reads UTF-8. Bytes of another encoding, such as an umlaut in Latin-1, make kubectl refuse the file. `check` reads on with the character replaced.',
    mend: 'Save the file as UTF-8.',
    sources: ['https://github.com/yaml/go-yaml/blob/v2/readerc.go yaml_parser_update_buffer'],
    reads: 'files',
  },
  'source/half-manifest': {
    title: 'An object without apiVersion or kind',
    severity: 'error',
    about: 'Both together say what an object is. kubectl refuses a document that states one of them alone.',
    mend: 'State both, or neither if it is no object of Kubernetes.',
    sources: [
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/runtime/error.go NewMissingKindErr',
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/unstructured/helpers.go unstructuredJSONScheme.Decode',
    ],
    reads: 'files',
  },
} as const satisfies Rules;
