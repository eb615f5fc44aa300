import type { Rules } from './rule';

const OME = 'https://github.com/sgl-project/ome/blob/main/pkg';
const ADMISSION = `${OME}/webhook/admission/isvc/inference_service_validation.go`;
const CONTROLLER = `${OME}/controller/v1beta1/inferenceservice`;
const KEDA = `${CONTROLLER}/reconcilers/keda/keda_reconciler.go`;
const KEDA_ONLY =
  'It looks only where the annotation `ome.io/autoscalerClass` is `keda`; annotations that begin with `autoscaling.keda.sh/` come before the fields of `spec.kedaConfig`.';

/** What OME's webhook refuses of an InferenceService, and what its controller does with one that is let in. */
export const omeServiceRules = {
  'ome/service-name': {
    title: 'A name that no service of OME may have',
    severity: 'error',
    about:
      'The webhook takes names that begin with a lower-case letter and go on with lower-case letters, digits and dashes. It is stricter than the API server, which takes dots and a digit at the beginning too: Services of Kubernetes and host names are made of the name.',
    mend: 'Use lower-case letters, digits and dashes, a letter first.',
    sources: [`${ADMISSION} validateInferenceServiceName`],
    reads: 'manifests',
  },
  'ome/keda-name-length': {
    title: 'A name with which KEDA does not scale',
    severity: 'warning',
    about:
      "With the autoscaler class keda the controller makes a ScaledObject for each component, called 'scaledobject-' and the component, of which it keeps the last 50 characters. KEDA's webhook takes 54 in all, as it names a label 'keda-hpa-' and the ScaledObject. The InferenceService is let in; its ScaledObject is refused again and again, and nothing scales.",
    mend: 'Use at most 34 characters, and 33 with a decoder.',
    sources: [
      'https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetScaledObjectName',
      'https://github.com/kedacore/keda/blob/main/apis/keda/v1alpha1/scaledobject_webhook.go verifyName',
    ],
    reads: 'manifests',
  },
  'ome/service-name-length': {
    title: 'A name that leaves no room for the names of its Services',
    severity: 'error',
    about:
      'The controller makes a Service of Kubernetes for each component and adds `-engine`, `-decoder` or `-router` to the name. The API server takes 63 characters for a Service. The InferenceService itself is let in, and no request ever reaches a pod.',
    mend: 'Use at most 56 characters, or 55 beside a decoder.',
    sources: [
      `${CONTROLLER}/components/engine.go determineEngineName`,
      `${CONTROLLER}/reconcilers/service/service_reconciler.go buildService`,
      'https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/generic.go NameIsDNS1035Label',
    ],
    reads: 'manifests',
  },
  'ome/autoscaler-class': {
    title: 'An autoscaler that OME does not know',
    severity: 'error',
    about:
      'The annotation `ome.io/autoscalerClass` says who scales a service: `hpa`, which is the default, `keda`, or `external` for nobody that OME makes. The webhook refuses every other word; KServe, which has other words for the same, is a usual source of them.',
    mend: 'Use hpa, keda or external.',
    sources: [`${ADMISSION} validateInferenceServiceAutoscaler`],
    reads: 'manifests',
  },
  'ome/autoscaler-metric': {
    title: 'A metric that the HorizontalPodAutoscaler does not scale by',
    severity: 'error',
    about:
      'With the autoscaler class `hpa` the annotation `ome.io/metrics` may say `cpu` or `memory`, and the webhook refuses anything else. Requests and tokens need the class `keda`, which asks Prometheus.',
    mend: 'Use cpu or memory, or the autoscaler class keda.',
    sources: [`${ADMISSION} validateHPAMetrics`],
    reads: 'manifests',
  },
  'ome/target-utilization': {
    title: 'A target of the autoscaler that is no percentage',
    severity: 'error',
    about:
      'The annotation `ome.io/targetUtilizationPercentage` becomes the average use that the HorizontalPodAutoscaler aims at. The webhook refuses what is no whole number from 1 to 100, a percent sign included.',
    mend: 'Use a whole number from 1 to 100.',
    sources: [`${ADMISSION} validateAutoscalerTargetUtilizationPercentage`],
    reads: 'manifests',
  },
  'ome/keda-operator': {
    title: 'A comparison that OME does not know',
    severity: 'error',
    about: `The operator between metric and threshold is a word, and the webhook refuses signs such as \`>=\`. ${KEDA_ONLY}`,
    mend: 'Use GreaterThan, GreaterThanOrEqual, LessThan or LessThanOrEqual.',
    sources: [`${ADMISSION} validateKEDAScalingOperator`],
    reads: 'manifests',
  },
  'ome/keda-threshold': {
    title: 'A threshold that is no number',
    severity: 'error',
    about: `The threshold of the ScaledObject is a text that has to be a number, without a unit; the webhook refuses the rest. ${KEDA_ONLY}`,
    mend: "Use a number, such as '10'.",
    sources: [`${ADMISSION} validateKEDAScalingThreshold`],
    reads: 'manifests',
  },
  'ome/keda-address': {
    title: 'No address of a Prometheus server',
    severity: 'error',
    about: `The webhook asks for http or https and a host. A host and a port alone, such as \`prometheus:9090\`, are read as a scheme and a path. ${KEDA_ONLY}`,
    mend: "Write the whole address, such as 'http://prometheus.monitoring.svc:9090'.",
    sources: [`${ADMISSION} validateKEDAPrometheusServerAddress`],
    reads: 'manifests',
  },
  'ome/keda-auth-modes': {
    title: 'A mode of authentication that OME does not know',
    severity: 'error',
    about: `The modes are a list with commas in one text, and the webhook refuses it for one word that it does not know. ${KEDA_ONLY}`,
    mend: 'Use basic, tls, bearer and custom.',
    sources: [`${ADMISSION} validateKEDAAuthModes`],
    reads: 'manifests',
  },
  'ome/keda-authentication': {
    title: 'Modes of authentication without credentials',
    severity: 'warning',
    about:
      'The controller writes the modes into the trigger only beside a reference to a TriggerAuthentication. Without one the webhook warns, KEDA asks Prometheus without authentication, and a server that demands it refuses every question: nothing is scaled.',
    mend: 'State authenticationRef, or leave authModes out.',
    sources: [`${ADMISSION} validateKEDAConfig`, `${KEDA} getScaledObjectTriggers`],
    reads: 'manifests',
  },
  'ome/keda-query': {
    title: "A query that has no place for the component's name, or several",
    severity: 'error',
    about:
      "The controller passes `customPromQuery` and the name of the component to Go's `fmt.Sprintf`. A query without a place for it ends in `%!(EXTRA string=…)`, a second place gets `%!s(MISSING)`, and a single percent sign becomes part of a placeholder. Prometheus cannot read any of these. A query in the annotation `autoscaling.keda.sh/prometheus.query` is used as it stands.",
    mend: 'Write one `%s` where the name belongs, or `%[1]s` for several places, and `%%` for a percent sign.',
    sources: [`${KEDA} getPrometheusQuery`],
    reads: 'manifests',
  },
  'ome/predictor': {
    title: 'A service with the predictor of older versions',
    severity: 'warning',
    about:
      'The controller reads engine, decoder and router alone. The webhook rewrites a predictor into an engine, a model and a runtime when the service is applied, so that the object in the cluster never equals the one in Git: a GitOps tool sees a difference for ever, or sets it back.',
    mend: 'State spec.engine, spec.model and spec.runtime.',
    sources: [`${OME}/webhook/admission/isvc/inference_service_defaults.go migrateFromPredictorToNewArchitecture`],
    reads: 'manifests',
  },
  'ome/decoder-without-engine': {
    title: 'A decoder without an engine',
    severity: 'error',
    about:
      'Where prefill and decode are apart, the engine reads the prompts and the decoder goes on. The webhook refuses a service that has the second half alone.',
    mend: 'State the engine too; `engine: {}` takes everything from the runtime.',
    sources: [`${ADMISSION} validateEngineDecoderConfiguration`],
    reads: 'manifests',
  },
  'ome/no-engine': {
    title: 'A service without an engine',
    severity: 'error',
    about:
      "Of a runtime's components the controller makes those that the service names. Without an engine it stops with 'engine component is required', although the webhook has let the service in.",
    mend: 'State it; `engine: {}` takes everything from the runtime.',
    sources: [
      `${CONTROLLER}/utils/merging.go MergeEngineSpec`,
      `${CONTROLLER}/utils/deployment.go validateDeploymentModeCompatibility`,
    ],
    reads: 'manifests',
  },
  'ome/no-model': {
    title: 'A service without a model',
    severity: 'error',
    about:
      "OME v0.1.5 looks the model up before anything else, even for an engine that states its own image and arguments. Without one the controller stops with 'model reference is required'.",
    mend: 'Name a BaseModel or ClusterBaseModel.',
    sources: [`${CONTROLLER}/utils/reconciliation.go ReconcileBaseModel`],
    reads: 'manifests',
  },
} as const satisfies Rules;
