import type { Rules } from './rule';

const KSERVE = 'https://github.com/kserve/kserve/blob/master';
const INJECTOR = `${KSERVE}/pkg/webhook/admission/pod/storage_initializer_injector.go`;
const CREDENTIALS = `${KSERVE}/pkg/credentials/service_account_credentials.go CreateStorageSpecSecretEnvs`;
const PREDICTOR = `${KSERVE}/pkg/controller/v1beta1/inferenceservice/components/predictor.go`;
const TEMPLATES = `${KSERVE}/pkg/controller/v1beta1/inferenceservice/utils/utils.go ReplacePlaceholders`;

/** What KServe admits, and its controllers then cannot make pods of. */
export const kserveControllerRules = {
  'kserve/configuration': {
    title: 'A configuration that KServe cannot read',
    severity: 'error',
    about:
      'The entries of the ConfigMap inferenceservice-config are texts of JSON. A comma too many, a number where a text is meant or a mode that is not known is found when the entry is next read, which is with the next service of anybody.',
    mend: 'Correct the entry.',
    sources: [`${KSERVE}/pkg/apis/serving/v1beta1/configmap.go`],
    reads: 'manifests',
  },
  'kserve/host-name': {
    title: 'Names that are too long for a host',
    severity: 'error',
    about:
      'In Standard mode the controller makes up a host for each component, by default <name>-predictor-<namespace>, whose parts may have 63 characters. Where it cannot, it makes no pod. It is a warning where the domainTemplate of the cluster is not known.',
    mend: 'Shorten the name or the namespace, or configure another domainTemplate.',
    sources: [
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/reconcilers/ingress/domain.go GenerateDomainName`,
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/reconcilers/raw/raw_kube_reconciler.go createRawURL`,
    ],
    reads: 'manifests',
  },
  'kserve/storage-scheme': {
    title: 'An address that KServe does not load from',
    severity: 'error',
    about:
      'The schema takes any text. The controller takes addresses that a ClusterStorageContainer of the cluster loads, paths without a scheme, and the schemes that the finding lists; of others it makes no pod. Where no ClusterStorageContainer is known, it is a warning.',
    mend: 'Use a scheme that KServe knows, or add the ClusterStorageContainer that loads it.',
    sources: [`${KSERVE}/pkg/controller/v1beta1/inferenceservice/utils/utils.go ValidateStorageURI`],
    reads: 'manifests',
  },
  'kserve/storage-slashes': {
    title: 'An address without its two slashes',
    severity: 'error',
    about:
      'The schema takes any text, and the controller takes what has no scheme for a path in the container: `s3:/models/llama` is one to it. The initializer finds no such path and does not know where to load from (Cannot recognize storage type). It ends each time it starts, and the pod stays in Init:CrashLoopBackOff.',
    mend: 'Write two slashes behind the scheme.',
    sources: [
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/utils/utils.go ValidateStorageURI`,
      `${KSERVE}/python/storage/kserve_storage/kserve_storage.py Storage.download`,
    ],
    reads: 'manifests',
  },
  'kserve/storage-container': {
    title: 'A storage container that cannot load the model',
    severity: 'error',
    about:
      'A ClusterStorageContainer that storageContainerName names must be enabled, for pods of services, and for the address; with storageUris, it must load several. None other takes its place.',
    mend: 'Name another, or leave the field out.',
    sources: [`${INJECTOR} GetStorageContainerSpecByName`],
    reads: 'manifests',
  },
  'kserve/storage-key': {
    title: 'Credentials that the Secret does not have',
    severity: 'error',
    about:
      'storage.key names an entry of the Secret storage-config, or of the one that the annotation serving.kserve.io/storageSecretName names. The entry is a JSON object whose type is s3, hdfs or webhdfs, unless the parameters state the type. KServe refuses the pods otherwise. Nothing is said of Secrets that are not among the manifests.',
    mend: 'Add the entry, or name one that is there.',
    sources: [CREDENTIALS],
    reads: 'manifests',
  },
  'kserve/storage-bucket': {
    title: 'A storage of type s3 without a bucket',
    severity: 'error',
    about:
      'Where the parameters of a storage state the type, KServe does not read the bucket of the Secret, and refuses the pods for the want of one.',
    mend: 'State parameters.bucket, or leave out parameters.type.',
    sources: [CREDENTIALS],
    reads: 'manifests',
  },
  'kserve/storage-volume-name': {
    title: 'A path that makes no name of a volume',
    severity: 'error',
    about:
      'The volumes of storageUris are named by their paths, with dashes for slashes. A dot, an underscore or a capital letter makes a name that the API server refuses, and no pod is made.',
    mend: 'Use lower-case letters, digits and dashes in the path.',
    sources: [`${KSERVE}/pkg/utils/storage.go GetVolumeNameFromPath`],
    reads: 'manifests',
  },
  'kserve/image-mounts': {
    title: 'Images of models that cannot be mounted together',
    severity: 'error',
    about:
      'A pod has at most 10 images of models. Each is mounted at the folder above its path, so that two paths in one folder hide each other, and KServe refuses them; with ociModelMode native, only the same path twice.',
    mend: 'Give each image a path in a folder of its own.',
    sources: [`${KSERVE}/pkg/utils/storage.go ValidateOCIMountPaths`],
    reads: 'manifests',
  },
  'kserve/container-order': {
    title: 'The container that serves the model is not the first',
    severity: 'error',
    about:
      'KServe puts kserve-container over the first of several containers of a predictor, and renames the first of a transformer or explainer to it. Where it is not the first, it is there twice, and the API server refuses the pod.',
    mend: 'Put kserve-container first.',
    sources: [`${PREDICTOR} buildPredictorResources`],
    reads: 'manifests',
  },
  'kserve/container-twice': {
    title: 'A container of the service with the name of one of the runtime',
    severity: 'error',
    about:
      'Beside the model, kserve-container and transformer-container are merged by name; all others of the runtime and of the service are put into the pod as they are. Two of one name are refused.',
    mend: 'Give it another name, or leave it out.',
    sources: [`${PREDICTOR} buildPodSpec`],
    reads: 'manifests',
  },
  'kserve/protected-namespace': {
    title: 'A service in the namespace of OpenShift AI itself',
    severity: 'error',
    about:
      'OpenShift AI refuses services in the namespace that it runs in. Where no DSCInitialization says which that is, its usual names are a warning.',
    mend: 'Use a namespace of your own.',
    sources: [
      'https://github.com/opendatahub-io/odh-model-controller/blob/main/internal/webhook/serving/v1beta1/inferenceservice_webhook.go InferenceServiceCustomValidator.ValidateCreate',
    ],
    reads: 'manifests',
  },
  'kserve/runtime-display-name': {
    title: 'A runtime under the name that a dashboard shows',
    severity: 'error',
    about:
      "OpenShift AI's dashboard shows runtimes by their annotation openshift.io/display-name. KServe looks for an object of the name that the service states, finds none, and makes no pod.",
    mend: "Name the runtime's metadata.name.",
    sources: [`${KSERVE}/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetServingRuntime`],
    reads: 'manifests',
  },
  'kserve/quoted-index': {
    title: 'A key in quotation marks in a template of a runtime',
    severity: 'error',
    about:
      'The controller parses the JSON of the container as a template, in which quotation marks are escaped: a key in them does not parse, and no pod is made.',
    mend: 'Put the key in back quotes.',
    sources: [TEMPLATES],
    reads: 'manifests',
  },
  'kserve/template-text': {
    title: 'Braces that KServe takes for a template',
    severity: 'error',
    about:
      "The main container, with the service's arguments and variables in it, is one template of Go's html/template. Any other text with `{{` in it, such as a chat template, makes the whole container fail, and no pod is made.",
    mend: 'Keep such text in a file of the model, or write {{`{{`}} for the two characters.',
    sources: [TEMPLATES],
    reads: 'manifests',
  },
  'kserve/template-value-missing': {
    title: 'A label or annotation that the runtime reads and the service does not have',
    severity: 'error',
    about:
      'A template reads nothing where the service does not have the label or annotation, without a word, and the engine starts with an incomplete setting.',
    mend: 'State it on the service.',
    sources: [TEMPLATES],
    reads: 'manifests',
  },
  'kserve/template-value-escaped': {
    title: 'A value that templates change on its way to the engine',
    severity: 'error',
    about:
      'Values of labels and annotations are escaped as in a web page: & < > " \' and + become other characters, and a backslash or a new line breaks the JSON of the container.',
    mend: 'Use letters, digits, dots, dashes, underscores and slashes alone.',
    sources: [TEMPLATES],
    reads: 'manifests',
  },
} as const satisfies Rules;
