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
      'https://github.com/kubernetes-sigs/yaml/blob/master/yaml.go YAMLToJSON',
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go YAMLOrJSONDecoder',
    ],
    reads: 'files',
  },
  'source/repeated-key': {
    title: 'A key that a map states twice',
    severity: 'error',
    about:
      'kubectl and Argo CD read YAML without looking for repeated keys: the last one counts, and what the others say is lost without a word. Flux and kustomize read more strictly and refuse the file. `check` tells of the first in a document, and reads the document as kubectl does.',
    mend: 'Keep one of them; where one belongs to another object, begin that with `---`.',
    sources: [
      'https://github.com/kubernetes-sigs/yaml/blob/master/yaml.go YAMLToJSON',
      'https://github.com/kubernetes-sigs/kustomize/blob/master/kyaml/yaml/rnode.go MarshalJSON',
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
  'source/changed-output': {
    title: 'A file of the output that was edited after it was written',
    severity: 'warning',
    about:
      'What constructs acknowledge is recorded in the index beside the output, with the hash of each file as it was written. A file that was edited since is no longer what was looked at, so that its findings are told as if nobody had acknowledged them. The next `synth` writes over it.',
    mend: 'Make the change in code and run `synth` again.',
    sources: ['https://git-scm.com/docs/git-restore'],
    reads: 'files',
  },
  'source/index': {
    title: 'An index of the output that cannot be used',
    severity: 'error',
    about:
      'The `INDEX.json` that `synth` leaves in a folder says what is known of the cluster and what its constructs acknowledge. One that was edited, or holds both sides of a merge, is not believed: the files are checked without it, by what upstream ships.',
    mend: 'Run `synth` again, or restore it from Git.',
    sources: ['https://git-scm.com/docs/git-restore'],
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
