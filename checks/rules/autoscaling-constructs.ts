import type { Rules } from './rule';

const KEDA = 'https://github.com/kedacore/keda/blob/main';
const HPA = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/validation/validation.go';
const OBJECTIVES = 'https://prometheus.io/docs/practices/histograms/#errors-of-quantile-estimation';
const VLLM_METRICS = 'https://docs.vllm.ai/en/latest/usage/metrics.html';
const SGLANG_METRICS = 'https://docs.sglang.ai/references/production_metrics.html';
const HPA_DOCUMENTATION = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
const DURATIONS = 'https://prometheus.io/docs/prometheus/latest/querying/basics/#time-durations';

/** What of objectives and settings, as constructs state them, no autoscaler can be made. */
export const autoscalingConstructRules = {
  'autoscaling/waiting': {
    title: 'A number of requests that may wait which is none',
    severity: 'error',
    about:
      'Requests that wait are divided by waitingPerReplica, and the result is the number of replicas. By 0 or less there is no result, or ever more replicas.',
    mend: 'Use 1 or more, or `false` to scale by latency alone.',
    sources: [HPA_DOCUMENTATION],
    reads: 'props',
  },
  'autoscaling/scale-down': {
    title: 'A pace of scaling down that the API server refuses',
    severity: 'error',
    about:
      'The stabilization window has up to 3600 seconds, a step is taken every 1 to 1800 seconds, and takes one replica or more. The API server refuses anything else; where KEDA makes the HorizontalPodAutoscaler, it cannot, and nothing is ever scaled.',
    mend: 'Use whole numbers in these bounds.',
    sources: [`${HPA} validateScalingRules, validateScalingPolicy`],
    reads: 'props',
  },
  'autoscaling/short-range': {
    title: 'Latencies over a time in which too little is measured',
    severity: 'error',
    about:
      'A rate needs two samples in its range. Pods are measured every scrapeIntervalSeconds, and where one measurement fails or comes late, a range of less than four of them has too few: the latency counts as 0 just then.',
    mend: 'Use four times the interval or more.',
    sources: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#rate'],
    reads: 'props',
  },
  'autoscaling/seconds': {
    title: 'A duration that is no whole number of seconds',
    severity: 'error',
    about:
      'Durations become part of a query or a rule, such as `5m`. Prometheus refuses one with a fraction, or of nothing.',
    mend: 'Use a whole number of seconds from 1.',
    sources: [DURATIONS],
    reads: 'props',
  },
  'autoscaling/prometheus-address': {
    title: 'No address of a Prometheus server',
    severity: 'error',
    about:
      'KEDA asks Prometheus by HTTP at the address of its triggers. Where that is none, every trigger fails and nothing is ever scaled.',
    mend: 'Use the address of its Service, such as http://prometheus-operated.monitoring:9090.',
    sources: ['https://keda.sh/docs/latest/scalers/prometheus/'],
    reads: 'props',
  },
  'autoscaling/wake-up': {
    title: 'A query that wakes nothing',
    severity: 'error',
    about:
      'wakeUpQuery starts the first replica where none need run. An empty query is refused by Prometheus; where at least one replica always runs, it is asked in vain.',
    mend: 'State a query and minReplicas 0, or leave it out.',
    sources: ['https://keda.sh/docs/latest/scalers/prometheus/'],
    reads: 'props',
  },
  'autoscaling/interval': {
    title: 'An interval of KEDA that is none, or that nobody uses',
    severity: 'error',
    about:
      'pollingInterval and cooldownPeriod are whole numbers of seconds, from 1 and from 0. KEDA uses them for going to no replicas and back. Where at least one always runs, the HorizontalPodAutoscaler decides at its own pace, and the webhook warns of them.',
    mend: 'Use whole numbers, or leave them out; scaleDown says how fast replicas go.',
    sources: [
      `${KEDA}/apis/keda/v1alpha1/scaledobject_types.go ScaledObjectSpec`,
      `${KEDA}/apis/keda/v1alpha1/scaledobject_webhook.go verifyScaledObjects`,
    ],
    reads: 'props',
  },
  'autoscaling/no-target': {
    title: 'A service of which nothing is known to be scaled',
    severity: 'error',
    about:
      'A scaler needs an object with a number of replicas that nobody else sets. Knative sets those of its services itself, OME those of its groups, and of other platforms it is not known what their controller makes. No scaler is written.',
    mend: 'State `target`, `engine`, `servedModelName` and the numbers of replicas instead of `service`, or serve it on a platform that can be scaled.',
    sources: [
      'https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/lws/lws_reconciler.go createLWS',
      'https://knative.dev/docs/serving/autoscaling/',
    ],
    reads: 'props',
  },
  'autoscaling/role': {
    title: 'A half of an engine that is not named, or not there',
    severity: 'error',
    about:
      'Prefill and decode are scaled each by itself, since one needs processors for prompts and the other memory for tokens. An engine with both needs to be told which is meant; an engine of one part has none.',
    mend: "State `role: 'prefill'` or `role: 'decode'` where there are two, and leave it out elsewhere.",
    sources: ['https://docs.vllm.ai/en/latest/features/disagg_prefill.html'],
    reads: 'props',
  },
  'autoscaling/other-autoscaler': {
    title: "A service that its platform's controller scales too",
    severity: 'error',
    about:
      "KServe and OME make a HorizontalPodAutoscaler for each Deployment of a service, unless an annotation says that somebody else scales it. KEDA's webhook refuses a second scaler, and of two HorizontalPodAutoscalers neither scales.",
    mend: "State the annotation of the platform with the value 'external'.",
    sources: [
      'https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go AutoscalerClassExternal',
      'https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go shouldCreateHPA',
    ],
    reads: 'props',
  },
  'autoscaling/unknown-engine': {
    title: 'An engine whose metrics are not known',
    severity: 'error',
    about:
      'Which metrics hold the latencies is known of vLLM and SGLang, by their versions. Of another engine no query can be written.',
    mend: 'For another build of vLLM or SGLang, state `target` and `engine` instead of `service`.',
    sources: [VLLM_METRICS, SGLANG_METRICS],
    reads: 'props',
  },
  'autoscaling/fixed-replicas': {
    title: 'A service with a fixed number of replicas that is to be scaled',
    severity: 'error',
    about:
      'A fixed number is written into Git. Every sync of Argo CD or Flux sets back what the autoscaler has set, unless it is told to leave the field alone: replicas that serve end.',
    mend: 'State a range: replicas: { min: 1, max: 4 }.',
    sources: ['https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/#leaving-room-for-imperativeness'],
    reads: 'props',
  },
  'autoscaling/no-metrics': {
    title: 'An engine that shows no metrics',
    severity: 'error',
    about:
      'SGLang has metrics only with --enable-metrics, and vLLM counts nothing with --disable-log-stats. Prometheus then has nothing to measure, and the number of replicas never changes.',
    mend: 'Turn metrics on, and state `metricsPath` of the engine.',
    sources: [VLLM_METRICS, SGLANG_METRICS],
    reads: 'props',
  },
  'autoscaling/undeclared-port': {
    title: 'A port of metrics that the engine does not declare',
    severity: 'error',
    about:
      'A PodMonitor finds ports that a container declares, by name or number. One that is only listened on is not measured, and the number of replicas never changes.',
    mend: 'State the port among `ports` of the engine.',
    sources: [
      'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/apis/monitoring/v1/podmonitor_types.go PodMetricsEndpoint',
    ],
    reads: 'props',
  },
  'autoscaling/objective': {
    title: 'An objective that states no latency',
    severity: 'error',
    about:
      'An objective has at least one latency, in whole milliseconds from 1. KEDA rounds metrics and thresholds to thousandths, of seconds here; a threshold that is rounded to 0 asks for ever more replicas.',
    mend: 'State timeToFirstTokenMs, timePerOutputTokenMs or both, as whole numbers.',
    sources: [`${KEDA}/pkg/scalers/prometheus_scaler.go GetMetricSpecForScaling`],
    reads: 'props',
  },
  'autoscaling/role-objective': {
    title: 'An objective of prefill for tokens that it does not make',
    severity: 'warning',
    about:
      'Prefill computes the first token of a request, decode the others. For each further token prefill has nothing to measure, so that the objective is always met and never adds a replica.',
    mend: 'State it of decode, and timeToFirstTokenMs of prefill.',
    sources: ['https://docs.vllm.ai/en/latest/features/disagg_prefill.html'],
    reads: 'props',
  },
  'autoscaling/unknown-metric': {
    title: 'A latency that this version does not measure',
    severity: 'error',
    about:
      'Metrics of engines are added, renamed and removed from version to version. A query for one that is not there finds nothing, which counts as 0, and never adds a replica.',
    mend: 'Use the version that the finding names, or a later one.',
    sources: [VLLM_METRICS, SGLANG_METRICS],
    reads: 'props',
  },
  'autoscaling/unknown-version': {
    title: 'An engine of unknown version whose metrics have changed',
    severity: 'note',
    about:
      'The tag of the image says no version, and versions measure this latency under different names. The newest name is taken; an older engine has no such metric, the latency counts as 0, and no replica is added.',
    mend: 'State engineVersion, or engine.version where there is no service.',
    sources: [VLLM_METRICS, SGLANG_METRICS],
    reads: 'props',
  },
  'autoscaling/above-buckets': {
    title: 'An objective above all that the engine tells apart',
    severity: 'warning',
    about:
      'A histogram counts latencies in buckets, and everything above the last bound counts as that bound. An objective above it is always met, and no replica is ever added.',
    mend: 'Use the last bound or less, or give the engine further buckets.',
    sources: [OBJECTIVES],
    reads: 'props',
  },
  'autoscaling/below-buckets': {
    title: 'An objective below all that the engine tells apart',
    severity: 'warning',
    about:
      'Prometheus takes latencies as spread evenly inside of a bucket. All that are in the first one count as nearly its upper bound, however short they are, so that an objective below it is never met and replicas are added up to the most.',
    mend: 'Use the first bound or more, or give the engine finer buckets.',
    sources: [OBJECTIVES],
    reads: 'props',
  },
  'autoscaling/between-buckets': {
    title: 'An objective between two bounds of the histogram',
    severity: 'note',
    about:
      'Latencies between two bounds are not told apart: where all are just over the lower one, their quantile is taken for one near the upper. Replicas may be added that are not needed.',
    mend: 'Use one of the bounds, or leave it where too many replicas are better than too few.',
    sources: [OBJECTIVES],
    reads: 'props',
  },
  'autoscaling/no-namespace': {
    title: 'A namespace that nobody states',
    severity: 'error',
    about:
      'Queries name the namespace, since metrics of services in several namespaces may have the same model name. Without it, the load of others would scale this service too.',
    mend: "State it, or of the cluster: `new Cluster(app, 'name', { namespace })`.",
    sources: [VLLM_METRICS],
    reads: 'props',
  },
} as const satisfies Rules;
