import type { Rules } from './rule';

const ARGO_CD = 'https://argo-cd.readthedocs.io/en/stable/user-guide/directory/';
const YAML = 'https://yaml.org/spec/1.2.2/';
const GO_YAML = 'https://github.com/yaml/go-yaml/blob/v2';
const CDK8S = 'https://cdk8s.io/docs/latest';
const UNTOUCHED = 'Nothing is written, and the output is as it was.';

/** What keeps a construct tree from becoming files. */
export const synthesisRules = {
  'output/foreign-file': {
    title: "A file of somebody else's in the way",
    severity: 'error',
    about: `Files that the index of the output does not list were written by somebody else, and are never replaced. ${UNTOUCHED}`,
    mend: 'Move or delete it, or rename the object.',
    sources: [ARGO_CD],
    reads: 'files',
  },
  'output/foreign-files': {
    title: "A folder of the output that holds somebody else's files",
    severity: 'error',
    about: `A GitOps tool applies all manifests of a folder together, those of others included. The folder has files and no index that lists them. ${UNTOUCHED}`,
    mend: 'Move them elsewhere, or choose another `outdir`; where they are old output, restore the index from Git or delete them.',
    sources: [ARGO_CD, 'https://fluxcd.io/flux/components/kustomize/kustomizations/'],
    reads: 'files',
  },
  'output/foreign-index': {
    title: 'An index of the output that cannot be read',
    severity: 'error',
    about: `The index lists the files that may be replaced and removed. It was damaged, or is another tool's. ${UNTOUCHED}`,
    mend: 'Restore it from Git, or empty the folder.',
    sources: ['https://git-scm.com/docs/git-restore'],
    reads: 'files',
  },
  'output/link': {
    title: 'A link for the cdk8s CLI that cannot be put',
    severity: 'error',
    about:
      'The cdk8s CLI deletes its output folder before it starts the app, and so is pointed at a link. The output itself is complete; the CLI does not find it.',
    mend: 'Remove what stands there; it is only ever a link.',
    sources: [`${CDK8S}/cli/synth/`],
    reads: 'files',
  },
  'output/not-a-folder': {
    title: 'A file where the output folder belongs',
    severity: 'error',
    about: `Files are written into folders, one for each cluster. ${UNTOUCHED}`,
    mend: 'Move the file, or choose another `outdir`.',
    sources: [`${CDK8S}/cli/synth/`],
    reads: 'files',
  },
  'output/unwritable': {
    title: 'An output folder that cannot be written',
    severity: 'error',
    about:
      'A right, space on the disk or a folder is missing. The new files are made beside the old ones before the first is replaced, so that the output is nearly always as it was; where replacing had begun, the index says so, and the next run completes it.',
    mend: 'Mend what the finding names, and run synth again.',
    sources: ['https://nodejs.org/api/errors.html#common-system-errors'],
    reads: 'files',
  },
  'synth/cluster-facts': {
    title: 'Facts of a cluster that cannot be used',
    severity: 'error',
    about: `What a Cluster and its platform state of the cluster is what its objects are judged by, here and in \`check\`. A version that is none, or a mode that KServe does not have, would judge them by something else. ${UNTOUCHED} A version whose kinds are not known is a note: the nearest that is known judges.`,
    mend: 'Write what the finding names.',
    sources: ['https://kubernetes.io/releases/version-skew-policy/'],
    reads: 'props',
  },
  'synth/inventory': {
    title: 'An inventory of a cluster that cannot be had',
    severity: 'error',
    about: `An inventory says what stands in the cluster beside the objects that are written, such as the runtimes of the platform. It is read from the working directory and what lies in it, where \`check\` finds it too. Without it, services would be judged by runtimes that are not the cluster's. ${UNTOUCHED}`,
    mend: 'Correct the path, or bring the file there; an inventory elsewhere is named in `cdk8s-inference.yaml`.',
    sources: ['https://kubernetes.io/docs/reference/kubectl/generated/kubectl_get/'],
    reads: 'files',
  },
  'synth/cluster-name-taken': {
    title: 'Two clusters that are written to one folder',
    severity: 'error',
    about:
      'Each cluster has a folder, which is called as the cluster in small letters. Whoever applies the folder would apply the objects of both to both.',
    mend: 'Give each Cluster an id of its own, in small letters.',
    sources: [ARGO_CD],
    reads: 'props',
  },
  'synth/dependency-cycle': {
    title: 'Constructs that depend on each other',
    severity: 'error',
    about: 'No order of the objects satisfies both, so that whichever is applied first waits for the other.',
    mend: 'Remove one of the two `addDependency` calls.',
    sources: [`${CDK8S}/basics/dependencies/`],
    reads: 'props',
  },
  'synth/duplicate-object': {
    title: 'One object that is made twice',
    severity: 'error',
    about:
      'Kind, namespace and name say which object it is. Flux refuses two of the same, Argo CD applies one of them, and which one is not defined.',
    mend: 'Give one of them another name or namespace, or make it once and share it.',
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
    reads: 'props',
  },
  'synth/empty-delivery': {
    title: 'A folder that a GitOps tool is to apply, and that is not there',
    severity: 'error',
    about:
      'A Kustomization of Flux or an Application of Argo CD names the folder of a layer, and nothing is written there. The tool reports an error for ever, and what waits for it is not applied. Told of folders of this app alone.',
    mend: 'Leave the Kustomization or Application out, or put objects into the layer.',
    sources: [
      'https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go reconcile',
      'https://github.com/argoproj/argo-cd/blob/master/util/argo/argo.go verifyGenerateManifests',
    ],
    reads: 'files',
  },
  'synth/no-kind': {
    title: 'An object that does not say what it is',
    severity: 'error',
    about: 'The API server finds the kind of an object by apiVersion and kind, and refuses one without them.',
    mend: 'State both when making the ApiObject.',
    sources: ['https://github.com/kubernetes/apimachinery/blob/master/pkg/runtime/error.go NewMissingKindErr'],
    reads: 'props',
  },
  'synth/node-version': {
    title: 'A Node.js that is too old',
    severity: 'error',
    about: 'Parts of the library would fail, or work otherwise than they are tested to.',
    mend: 'Install the version that the finding names, or a newer one.',
    sources: ['https://nodejs.org/en/about/previous-releases'],
    reads: 'props',
  },
  'synth/undelivered-layer': {
    title: 'A layer that nothing applies, where others are applied',
    severity: 'warning',
    about:
      'Kustomizations of Flux or Applications of Argo CD apply some layers of a cluster and not this one, as where objects are added after the delivery was made. They are committed, and never reach the cluster.',
    mend: 'Make the delivery of the cluster last; where something else applies the layer, acknowledge it.',
    sources: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#path', ARGO_CD],
    reads: 'files',
  },
  'synth/unserializable': {
    title: 'An object that has no form as data',
    severity: 'error',
    about:
      'A value in the object could not be turned into plain data, as a token that nothing resolves or a getter that fails. The finding has the words of the error.',
    mend: 'Pass strings, numbers, booleans, lists and plain objects only.',
    sources: [`${CDK8S}/basics/api-object/`],
    reads: 'props',
  },
  'yaml/cycle': {
    title: 'A value that contains itself',
    severity: 'error',
    about: 'Objects of Kubernetes are JSON, in which no value can contain itself. The object cannot be written.',
    mend: 'Pass a copy without the reference.',
    sources: ['https://github.com/kubernetes-sigs/yaml/blob/master/yaml.go YAMLToJSON'],
    reads: 'files',
  },
  'yaml/key-too-long': {
    title: 'A key that is too long to be one',
    severity: 'error',
    about:
      'Readers of YAML look 1,024 characters ahead for the colon after a key. After a longer one they do not see that it is a key, and refuse the file.',
    mend: 'Shorten it.',
    sources: [`${YAML}#822-block-mappings`, `${GO_YAML}/scannerc.go yaml_simple_key_is_valid`],
    reads: 'files',
  },
  'yaml/merge-key': {
    title: 'A key that YAML once used to merge maps',
    severity: 'error',
    about:
      "kustomize, and with it Flux, takes the key '<<' for a merge even in quotation marks, and drops it with its value, without a word.",
    mend: 'Use another key.',
    sources: ['https://yaml.org/type/merge.html', `${GO_YAML}/decode.go isMerge`],
    reads: 'files',
  },
  'yaml/not-data': {
    title: 'A value that YAML has no word for',
    severity: 'error',
    about:
      'Objects of Kubernetes are JSON: texts, finite numbers, booleans, lists and maps. Functions, dates, `NaN` and instances of classes are none of them, and the object cannot be written.',
    mend: 'Pass plain data.',
    sources: ['https://www.rfc-editor.org/rfc/rfc8259#section-3'],
    reads: 'files',
  },
  'yaml/too-deep': {
    title: 'Maps and lists that are too deep in each other',
    severity: 'error',
    about:
      'Some readers of YAML give up on deep nesting: those in Python run into its limit of recursion, those in Go into one of their own. No manifest needs half as many levels.',
    mend: 'Flatten it.',
    sources: ['https://docs.python.org/3/library/sys.html#sys.setrecursionlimit'],
    reads: 'files',
  },
  'yaml/unreadable-character': {
    title: 'A character that not every reader can read',
    severity: 'error',
    about:
      'Control characters and a few others are no part of YAML, and readers differ in what they make of them: kubectl, Argo CD or Flux refuse the file, or read another text.',
    mend: 'Remove the character; it often comes along when text is pasted.',
    sources: [`${YAML}#51-character-set`, `${GO_YAML}/readerc.go yaml_parser_update_buffer`],
    reads: 'files',
  },
} as const satisfies Rules;
