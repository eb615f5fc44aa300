import type { Rules } from './rule';

const CONTAINER = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container';
const VALIDATION = 'https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go';

/** What is wrong with the props of constructs, whatever the engine. */
export const constructRules = {
  'construct/image': {
    title: 'A prop that is no reference of an image',
    severity: 'error',
    about:
      'The API server refuses containers without an image. A reference with blanks, or with upper case before the tag, it accepts: the kubelet then refuses it (InvalidImageName), and no pod starts. A variable of the environment that is not set is a common reason.',
    mend: "State the image with its tag, such as 'registry.example/engine:v1.2.3'.",
    sources: ['https://github.com/distribution/reference/blob/main/regexp.go', CONTAINER],
    reads: 'props',
  },
  'construct/no-cluster': {
    title: 'A runtime in no cluster',
    severity: 'error',
    about: 'The platform, and with it the kind of object, follows from the Cluster that contains a runtime.',
    mend: "Make it inside of `new Cluster(app, 'name', { platform })`.",
    sources: ['https://cdk8s.io/docs/latest/basics/constructs/'],
    reads: 'props',
  },
  'construct/no-platform': {
    title: 'A runtime in a cluster that serves no models',
    severity: 'error',
    about:
      'A Cluster may go without a platform, where it manages others. Which objects carry a runtime is not known there.',
    mend: "State what serves models there: `new Cluster(app, 'name', { platform })`.",
    sources: ['https://cdk8s.io/docs/latest/basics/constructs/'],
    reads: 'props',
  },
  'construct/other-cluster': {
    title: 'A service in another cluster than its runtime',
    severity: 'error',
    about:
      'The service would be written for a cluster that has no such runtime, and in the terms of the platform of another.',
    mend: 'Make the service in the cluster of its runtime, or a runtime of its own in its cluster.',
    sources: ['https://cdk8s.io/docs/latest/basics/constructs/'],
    reads: 'props',
  },
  'construct/port': {
    title: 'A prop that is no port',
    severity: 'error',
    about:
      'Ports are whole numbers from 1 to 65535. The API server refuses the pods, and the Service that leads to them.',
    mend: 'Leave it out, or use 8080, say.',
    sources: [`${VALIDATION} IsValidPortNum`],
    reads: 'props',
  },
  'construct/prop-type': {
    title: 'A prop of the wrong type',
    severity: 'error',
    about:
      'Where programs are transpiled and not checked, or written in JavaScript, values of any type reach a construct; a variable of the environment that is not set is `undefined`. Such a value cannot be written into any object.',
    mend: 'Write a value of the type that the finding names, or set the variable.',
    sources: ['https://nodejs.org/api/process.html#processenv'],
    reads: 'props',
  },
  'construct/validation': {
    title: 'A construct that calls its own props invalid',
    severity: 'error',
    about:
      'Constructs of any library may add validations, which cdk8s runs before it writes. What they say is told as it is.',
    mend: "See the construct's documentation.",
    sources: ['https://github.com/aws/constructs/blob/10.x/src/construct.ts Node.validate'],
    reads: 'props',
  },
  'construct/variable-name': {
    title: 'A name that no variable of the environment may have',
    severity: 'error',
    about:
      'Names of variables are letters, digits, underscores, dashes and dots, without a digit first. API servers before 1.32 refuse the pods; later ones allow all of printable ASCII but `=`.',
    mend: 'Use such a name; engines read letters, digits and underscores.',
    sources: [`${VALIDATION} IsEnvVarName`, `${VALIDATION} IsRelaxedEnvVarName`],
    reads: 'props',
  },
  'runtime/unknown-format': {
    title: 'A format that the runtime does not load',
    severity: 'error',
    about:
      'A runtime lists the formats of models that it loads. Controllers hold the format of a service against the list, refuse the pair and make no pod.',
    mend: 'Use one of the formats of the runtime, or add the format to it.',
    sources: [
      'https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileModel',
      'https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go RuntimeSupportsModel',
    ],
    reads: 'props',
  },
  'platform/one-pod': {
    title: 'An engine of several pods on a platform that makes one',
    severity: 'error',
    about:
      'The platform is written with one pod for each copy of an engine. Of an engine with workers, a decoder or a router it would make the leading pod alone, which waits for the others for ever.',
    mend: 'Use as many devices as one node has, or a platform of LeaderWorkerSets or OME.',
    sources: ['https://lws.sigs.k8s.io/docs/overview/'],
    reads: 'props',
  },
  'platform/own-engine': {
    title: 'A service with an engine of its own, where services share one',
    severity: 'error',
    about:
      "On most platforms services refer to a runtime, which starts its engine in one way for all of them. The sizes and flags of such a service would be lost, and its pods start with the runtime's.",
    mend: 'Use a platform of LeaderWorkerSets, or a runtime that is started alike for all its services.',
    sources: ['https://kserve.github.io/website/docs/concepts/resources/servingruntime'],
    reads: 'props',
  },
  'alauda/model-folder': {
    title: 'A model that is not where runtimes of Alauda AI look for it',
    severity: 'warning',
    about:
      "Runtimes of the platform look below /mnt/models for a folder with the model's name, as its repository has one. Storage whose root holds the files themselves is mounted at /mnt/models, and the engine does not find the model.",
    mend: 'Use a volume that holds the folder, or put the files into one.',
    sources: ['https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go DefaultModelLocalMountPath'],
    reads: 'props',
  },
} as const satisfies Rules;
