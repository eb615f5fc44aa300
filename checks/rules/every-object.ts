import type { Rules } from './rule';

const REFUSED = 'The API server refuses the object.';
const META = 'https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation';
const NAMES = 'https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go';

/** What the API server holds against objects of every kind: metadata, amounts and ports. */
export const everyObjectRules = {
  'metadata/no-name': {
    title: 'An object without a name',
    severity: 'error',
    about: `Objects of one kind are told apart by their names. ${REFUSED} With \`generateName\` this is a warning: \`kubectl apply\` and Flux refuse that, since each apply would make a new object, and \`kubectl create\` and hooks of Argo CD take it. A document without \`metadata\` of a kind whose schema is not known is taken for the configuration of a program.`,
    mend: 'State metadata.name.',
    sources: [
      `${META}/objectmeta.go ValidateObjectMetaAccessorWithOpts`,
      'https://kubernetes.io/docs/reference/using-api/api-concepts/#generated-values',
    ],
    reads: 'manifests',
  },
  'metadata/name': {
    title: 'A name that the kind does not allow',
    severity: 'error',
    about: `Most kinds allow DNS subdomains: lower-case letters, digits, dashes and dots. Names that become a part of a host name, as those of Services, Namespaces and LeaderWorkerSets, are DNS labels: no dots, at most 63 characters, and for some a letter first. ${REFUSED}`,
    mend: 'Use the name that the finding proposes, or another of the same characters.',
    sources: [
      `${META}/generic.go NameIsDNSSubdomain`,
      `${NAMES} IsDNS1035Label`,
      `${META}/path/name.go ValidatePathSegmentName`,
    ],
    reads: 'manifests',
  },
  'metadata/namespace': {
    title: 'A namespace that cannot exist',
    severity: 'error',
    about: `Namespaces are DNS labels: lower-case letters, digits and dashes, at most 63. No Namespace of another name can be made, and no object be in it. ${REFUSED}`,
    mend: 'Use the name of the Namespace object.',
    sources: [`${META}/objectmeta.go ValidateObjectMetaAccessorWithOpts`, `${NAMES} IsDNS1123Label`],
    reads: 'manifests',
  },
  'metadata/label': {
    title: 'A label that cannot be selected by',
    severity: 'error',
    about: `Keys of labels are a DNS name and a slash, which may be left out, and up to 63 letters, digits, dashes, underscores and dots; values are made of the same, and are text. YAML reads \`1.0\` and \`true\` as something else unless they are in quotation marks. ${REFUSED}`,
    mend: 'Shorten the value, or say it in an annotation, where everything is allowed.',
    sources: [
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/validation/validation.go ValidateLabels',
    ],
    reads: 'manifests',
  },
  'metadata/annotation': {
    title: 'An annotation whose key or value is not allowed',
    severity: 'error',
    about: `Keys of annotations are made as those of labels, upper case aside; values are any text, and nothing but text. YAML reads \`8080\` and \`true\` as something else unless they are in quotation marks. ${REFUSED}`,
    mend: 'Put the value into quotation marks, or correct the key.',
    sources: [`${META}/objectmeta.go ValidateAnnotations`],
    reads: 'manifests',
  },
  'metadata/annotations-size': {
    title: 'Annotations over 256 KiB',
    severity: 'error',
    about: `All keys and values of an object's annotations together have at most 262,144 bytes. ${REFUSED} \`kubectl apply\` on the client's side keeps the whole object in one more annotation, so that half of it may already be too much there.`,
    mend: 'Move long texts into a ConfigMap.',
    sources: [`${META}/objectmeta.go ValidateAnnotationsSize`],
    reads: 'manifests',
  },
  'metadata/server-field': {
    title: 'A field that the API server writes itself',
    severity: 'warning',
    about:
      'What `kubectl get -o yaml` prints has fields in it that belong to one object in one cluster. A resourceVersion or a uid keeps the object from being made anew and from being applied once it has changed; a creationTimestamp or a generation is overwritten, and a GitOps tool may see a difference for ever.',
    mend: 'Leave them out.',
    sources: [
      'https://github.com/kubernetes/apiserver/blob/master/pkg/registry/rest/meta.go FillObjectMetaSystemFields',
      'https://github.com/kubernetes/apiserver/blob/master/pkg/registry/generic/registry/store.go Store.Update',
      'https://github.com/kubernetes/apiserver/blob/master/pkg/storage/errors.go ErrResourceVersionSetOnCreate',
    ],
    reads: 'manifests',
  },
  'network/port': {
    title: 'A number that is no port',
    severity: 'error',
    about:
      'Ports are whole numbers from 1 to 65535. The API server refuses a pod or a Service with another. A runtime of a custom kind it may accept, and the controller then fails to make pods of it.',
    mend: 'Use a port in that range.',
    sources: [`${NAMES} IsValidPortNum`],
    reads: 'manifests',
  },
  'resources/quantity': {
    title: 'An amount that Kubernetes cannot read',
    severity: 'error',
    about: `Amounts are numbers with one of the suffixes \`n u m k M G T P E\`, \`Ki Mi Gi Ti Pi Ei\`, or an exponent such as \`e3\`, without a blank before it, and are not negative. ${REFUSED}`,
    mend: "Write, say, '500m', '2' or '6Gi', and not '6GB' or '6 Gi'.",
    sources: [
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go ParseQuantity',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateResourceQuantityValue',
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
