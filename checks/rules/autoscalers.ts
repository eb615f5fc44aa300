import type { Rules } from './rule';

const KEDA = 'https://github.com/kedacore/keda/blob/main';
const WEBHOOK = `${KEDA}/apis/keda/v1alpha1/scaledobject_webhook.go`;
const TYPES = `${KEDA}/apis/keda/v1alpha1/scaledobject_types.go`;
const TRIGGERS = `${KEDA}/apis/keda/v1alpha1/scaletriggers_types.go ValidateTriggers`;
const HPA = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/validation/validation.go';
const HPA_DOCUMENTATION = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';

/** What is wrong with ScaledObjects of KEDA and HorizontalPodAutoscalers, whoever wrote them. */
export const autoscalerRules = {
  'autoscaling/replica-range': {
    title: 'More replicas at least than at most',
    severity: 'error',
    about:
      'The API server refuses a HorizontalPodAutoscaler whose least number of replicas is over its largest. Of a ScaledObject the schema says so.',
    mend: 'Set the largest number to the least or more.',
    sources: [`${TYPES} CheckReplicaCountBoundsAreValid`, `${HPA} ValidateHorizontalPodAutoscaler`],
    reads: 'manifests',
  },
  'autoscaling/hpa-zero': {
    title: 'A HorizontalPodAutoscaler that is to keep no replica',
    severity: 'error',
    about:
      'The API server takes 0 only with the feature gate HPAScaleToZero, which is alpha and off on most clusters. Pods that are not there have no metrics either, so that nothing but an external metric could start one again.',
    mend: 'Use 1, or a ScaledObject of KEDA.',
    sources: [
      `${HPA} ValidateHorizontalPodAutoscaler`,
      'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
    ],
    reads: 'manifests',
  },
  'autoscaling/stabilization': {
    title: 'A stabilization window of more than an hour',
    severity: 'error',
    about:
      'An autoscaler waits at most 3600 seconds before it follows a metric. The API server refuses a HorizontalPodAutoscaler with more. KEDA takes the bound into its schema when it is released; one that lacks it lets the ScaledObject in, cannot make its HorizontalPodAutoscaler, and nothing is ever scaled.',
    mend: 'Use 0 to 3600 seconds.',
    sources: [`${HPA} validateScalingRules`],
    reads: 'manifests',
  },
  'autoscaling/idle-replicas': {
    title: 'As many idle replicas as run at least',
    severity: 'error',
    about:
      "idleReplicaCount is what runs while no trigger is active, minReplicaCount what runs as soon as one is. KEDA's webhook refuses a ScaledObject in which the first is not the smaller one. A stated minReplicaCount of 0 counts as 1 there, and one that is left out as 0.",
    mend: 'Raise minReplicaCount, or leave idleReplicaCount out.',
    sources: [`${TYPES} CheckReplicaCountBoundsAreValid`],
    reads: 'manifests',
  },
  'autoscaling/name-length': {
    title: 'A name that is too long for the autoscaler of KEDA',
    severity: 'error',
    about:
      "KEDA makes a HorizontalPodAutoscaler called `keda-hpa-` and the name of the ScaledObject, unless a name is stated for it, and labels it with the ScaledObject's name. Its webhook refuses names that are over 63 characters with that.",
    mend: 'Use at most 54 characters, or state a shorter name of the HorizontalPodAutoscaler.',
    sources: [`${WEBHOOK} verifyName, getHpaName`],
    reads: 'manifests',
  },
  'autoscaling/trigger-name': {
    title: 'Two triggers of one name',
    severity: 'error',
    about: "A formula refers to triggers by their names. KEDA's webhook refuses a ScaledObject that gives one twice.",
    mend: 'Give each a name of its own, or none.',
    sources: [TRIGGERS],
    reads: 'manifests',
  },
  'autoscaling/cached-metrics': {
    title: 'Metrics that KEDA cannot keep',
    severity: 'error',
    about:
      'With useCachedMetrics KEDA answers the HorizontalPodAutoscaler from what it last measured itself. Of triggers on cpu, memory and time it measures nothing, and its webhook refuses the ScaledObject.',
    mend: 'Leave useCachedMetrics out of this trigger.',
    sources: [TRIGGERS],
    reads: 'manifests',
  },
  'autoscaling/metric-type': {
    title: 'A latency that is divided by the number of replicas',
    severity: 'warning',
    about:
      "KEDA's own type of a metric is AverageValue: the sum over all replicas, divided by their number. That suits requests that wait. A latency is no sum: with two replicas, one of twice the threshold seems in order, so that replicas come and go without end. The type Value compares it as it is.",
    mend: "Set metricType to 'Value'.",
    sources: [
      'https://github.com/kedacore/keda/issues/5781',
      'https://keda.sh/docs/latest/reference/scaledobject-spec/',
      HPA_DOCUMENTATION,
    ],
    reads: 'manifests',
  },
  'autoscaling/nan-guard': {
    title: 'A query that is not a number without requests',
    severity: 'warning',
    about:
      'A quantile of no observations is NaN in PromQL. KEDA before 2.20 turns it into a huge number, and replicas go or come for no reason as soon as a service is idle. A comparison such as `>= 0` leaves NaN out, and `or vector(0)` puts 0 in its place.',
    mend: 'Write (<query> >= 0) or vector(0).',
    sources: [
      'https://github.com/kedacore/keda/issues/7475',
      `${KEDA}/pkg/scalers/prometheus_scaler.go ExecutePromQuery`,
      'https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile',
    ],
    reads: 'manifests',
  },
  'autoscaling/never-wakes': {
    title: 'A service that goes to sleep and never wakes',
    severity: 'error',
    about:
      'Where no replica need run, a trigger has to be active to start the first one. Metrics of an engine, and the use of processor and memory, are measured of pods that run: once the last is gone, no request ever starts one again. A minReplicaCount that is left out is 0.',
    mend: 'Set minReplicaCount to 1, or add a trigger on requests that a gateway counts.',
    sources: [
      `${KEDA}/pkg/scaling/executor/scale_scaledobjects.go RequestScale`,
      `${WEBHOOK} verifyCPUMemoryScalers`,
      'https://keda.sh/docs/latest/concepts/scaling-deployments/',
    ],
    reads: 'manifests',
  },
  'autoscaling/formula-target': {
    title: 'A formula without a target',
    severity: 'error',
    about:
      "A formula makes one number of several triggers, which is compared with its target in the place of their thresholds. KEDA's webhook refuses a formula without a target, or with one that is no number above 0.",
    mend: "State the number to compare with, such as '1' where the formula divides each latency by its objective.",
    sources: [`${WEBHOOK} ValidateAndCompileScalingModifiers, validateScalingModifiersTarget`],
    reads: 'manifests',
  },
  'autoscaling/formula-name': {
    title: 'A formula that reads a trigger which it cannot name',
    severity: 'error',
    about:
      "KEDA's webhook compiles a formula against the names of the triggers and refuses one that it does not know. A dash in a name is read as a subtraction. Triggers on cpu and memory have no place in a formula, as KEDA does not measure them.",
    mend: 'Give the triggers names of letters, digits and underscores, and use these.',
    sources: [`${WEBHOOK} validateScalingModifiersFormula`],
    reads: 'manifests',
  },
  'autoscaling/fallback': {
    title: 'A fallback that does not hold',
    severity: 'error',
    about:
      "A fallback says how many replicas run while metrics fail. KEDA's webhook refuses a fallback for triggers on cpu and memory alone, and one to a formula that is not there. Beside a formula, the target has to be a whole number, or KEDA leaves the fallback out without a word.",
    mend: 'Write what the finding says, or leave the fallback out.',
    sources: [`${TYPES} CheckFallbackValid`, `${KEDA}/pkg/fallback/fallback.go HasValidFallback`],
    reads: 'manifests',
  },
  'autoscaling/two-scalers': {
    title: 'Two autoscalers of one target',
    severity: 'error',
    about:
      "KEDA's webhook refuses a ScaledObject whose target another one or a HorizontalPodAutoscaler has already. Two HorizontalPodAutoscalers are both let in, and their controller finds pods that two of them count: it scales for neither (AmbiguousSelector; before Kubernetes 1.26 they undid each other's work).",
    mend: 'Keep one of them, with the triggers or metrics of both.',
    sources: [`${WEBHOOK} verifyScaledObjects, verifyHpas`],
    reads: 'manifests',
  },
  'autoscaling/scaled-replicas': {
    title: 'A number of replicas that Git and an autoscaler both set',
    severity: 'warning',
    about:
      'An autoscaler writes `spec.replicas` of its target. Where Git states the field too, Argo CD and Flux set it back at every sync, unless they are told to leave it alone: replicas that serve are ended, and minutes later started again. A Kustomization does with `/spec/replicas` in `spec.ignore` (Flux 2.9): it takes over what the cluster has. ArgoDelivery and FluxDelivery write such rules by themselves. Nothing is said where all Applications and Kustomizations among the manifests that deliver the object leave the field alone.',
    mend: 'Leave replicas out of Git, or have the field left alone: by `ignoreDifferences` of the Application with `RespectIgnoreDifferences=true`, or by `spec.ignore` of the Kustomization.',
    sources: [
      'https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/#leaving-room-for-imperativeness',
      'https://fluxcd.io/flux/components/kustomize/kustomizations/#ignore-rules',
      HPA_DOCUMENTATION,
    ],
    reads: 'manifests',
  },
  'autoscaling/static-role': {
    title: 'An autoscaler of a role that scales itself',
    severity: 'error',
    about:
      "A DisaggregatedSet makes a DisaggregatedSetRoleScaler for each role whose scaling mode is 'External', and only for those. The target of this autoscaler is never made, and nothing is ever scaled.",
    mend: "Set the role's scaling.mode to 'External'.",
    sources: [
      'https://github.com/kubernetes-sigs/lws/blob/main/api/disaggregatedset/v1/disaggregatedset_types.go RoleScaling',
    ],
    reads: 'manifests',
  },
  'autoscaling/no-requests': {
    title: 'Use of a resource that is not requested',
    severity: 'warning',
    about:
      "The use of processor and memory is a share of what containers request. Where one of them requests nothing there is no share to compute, and the autoscaler does nothing; of a Deployment or StatefulSet, KEDA's webhook refuses the ScaledObject. A LimitRange of the namespace may add the request.",
    mend: 'State the request of every container.',
    sources: [`${WEBHOOK} verifyCPUMemoryScalers`, HPA_DOCUMENTATION],
    reads: 'manifests',
  },
} as const satisfies Rules;
