import type { Rules } from './rule';

const SELECTION = 'https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go';
const PREDICTOR =
  'https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go';
const LOOKUP =
  'https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetServingRuntime';

/** Which runtime a service of KServe gets, or why it gets none. */
export const kserveSelectionRules = {
  'kserve/no-runtime': {
    title: 'No runtime is selected for a model',
    severity: 'error',
    about:
      'A service that names no runtime gets one that has an entry with `autoSelect: true` for the format, written the same, and for the version, where the model has one; that is enabled, speaks the protocol (v1 where none is stated), and is for several nodes just as the service is. Where none is, the controller makes no pod and reports NoSupportingRuntime. It is an error where an inventory says what the cluster has, or where the runtimes beside the service are for the format and KServe ships none that would do.',
    mend: 'Ask for what one of the runtimes has, name it, or add one. `npx cdk8s-inference select` says of each runtime why it is not selected.',
    sources: [`${SELECTION} GetSupportingRuntimes`, `${PREDICTOR} reconcileModel`],
    reads: 'manifests',
  },
  'kserve/runtimes-unknown': {
    title: 'It is not known which runtimes a cluster has',
    severity: 'note',
    about:
      'Services leave the choice of a runtime to KServe, and none of the runtimes beside them is for their formats. The cluster may have one, and which one would be selected depends on all that it has.',
    mend: 'State what the cluster has with `--runtimes`: a file that `kubectl get clusterservingruntimes,servingruntimes -A -o yaml` wrote, or `kserve` for those that KServe ships.',
    sources: [`${SELECTION} GetSupportingRuntimes`],
    reads: 'manifests',
  },
  'kserve/runtime-tie': {
    title: 'Nothing but age decides which runtime serves a model',
    severity: 'warning',
    about:
      'Runtimes that fit are ordered by the priority of their first entry for the format, then by the first protocol that they speak. Where that is the same, the one that was created last comes first, and by name those of the same second. So clusters with the same manifests differ, and since KServe selects anew at every reconciliation, a runtime that is added or made anew takes over running services.',
    mend: 'Name the runtime in the service, or give one runtime a higher priority for the format.',
    sources: [`${SELECTION} sortServingRuntimeList`, `${SELECTION} sortSupportedRuntimeByPriority`],
    reads: 'manifests',
  },
  'kserve/overlapping-runtimes': {
    title: 'Two runtimes that are selected for the same models',
    severity: 'warning',
    about:
      "Both select themselves for a format and version, in the same namespace or the cluster, and no priority tells them apart: a service that names none gets the younger one. KServe's webhook refuses equal priorities only where both are stated and both runtimes state a protocol in common.",
    mend: 'Give each a priority of its own for the format, or leave `autoSelect` out of all but one.',
    sources: [
      `${SELECTION} sortServingRuntimeList`,
      'https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateServingRuntimePriority',
    ],
    reads: 'manifests',
  },
  'kserve/unknown-runtime': {
    title: 'A service names a runtime that it cannot have',
    severity: 'error',
    about:
      "The controller looks for a ServingRuntime of that name in the service's namespace, then for a ClusterServingRuntime, and makes no pod where there is neither (RuntimeNotRecognized). It is an error where an inventory says what the cluster has, and a warning where the runtime is there, but in another namespace.",
    mend: "Name a runtime of the namespace or of the cluster, or add it to the service's namespace.",
    sources: [LOOKUP],
    reads: 'manifests',
  },
  'kserve/runtime-name': {
    title: 'A text that no runtime can have as its name',
    severity: 'error',
    about:
      'A runtime is named by its `metadata.name`. The controller finds no object under a display name and makes no pod (RuntimeNotRecognized).',
    mend: "Use the runtime's `metadata.name`.",
    sources: [LOOKUP],
    reads: 'manifests',
  },
  'kserve/runtime-disabled': {
    title: 'A service names a disabled runtime',
    severity: 'error',
    about: 'The controller makes no pod and reports RuntimeDisabled.',
    mend: 'Enable the runtime, or name another.',
    sources: [`${PREDICTOR} reconcileModel`],
    reads: 'manifests',
  },
  'kserve/format-mismatch': {
    title: 'The named runtime does not load the format of the model',
    severity: 'error',
    about:
      "Name and version of the format must be those of one of the runtime's `supportedModelFormats`, letter by letter: version 1 is not 1.2, and an entry without a version is for models without one. `autoSelect` plays no part where the runtime is named. The controller makes no pod and reports NoSupportingRuntime.",
    mend: "Use one of the runtime's formats, or add this one to it.",
    sources: [`${SELECTION} RuntimeSupportsModel`, `${PREDICTOR} reconcileModel`],
    reads: 'manifests',
  },
  'kserve/protocol-mismatch': {
    title: 'The named runtime does not speak the protocol of the service',
    severity: 'error',
    about:
      "A service that states a protocol needs a runtime that lists it, or lists none. For the formats `triton` and `vLLM` KServe's webhook writes v2 where the service states none. The controller makes no pod and reports NoSupportingRuntime.",
    mend: "Ask for one of the runtime's protocols.",
    sources: [
      `${PREDICTOR} reconcileModel`,
      'https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go setPredictorModelDefaults',
    ],
    reads: 'manifests',
  },
  'kserve/runtime-without-workers': {
    title: 'A service for several nodes names a runtime for one',
    severity: 'error',
    about:
      'Where the runtime is named, nothing compares whether it has a `workerSpec`. The controller then reads that of the runtime for a service that has one, fails over its absence (a nil pointer) at every try, and makes no pod.',
    mend: 'Name a runtime that has a `workerSpec`, or leave the one of the service out.',
    sources: [`${PREDICTOR} reconcileWorker`],
    reads: 'manifests',
  },
  'kserve/runtime-workers-unused': {
    title: 'A service for one node names a runtime for several',
    severity: 'warning',
    about:
      'The workers of a runtime are made for services that have a `workerSpec` themselves. Without it the first pod is made alone, without the variables that tell it of the others, and has to hold the whole model.',
    mend: 'State `workerSpec: {}` in the predictor, or name a runtime for one node.',
    sources: [`${PREDICTOR} Reconcile`],
    reads: 'manifests',
  },
} as const satisfies Rules;
