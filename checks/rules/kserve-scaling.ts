import type { Rules } from './rule';

const KSERVE = 'https://github.com/kserve/kserve/blob/master';
const VALIDATION = `${KSERVE}/pkg/apis/serving/v1beta1/inference_service_validation.go`;
const CANARIES = `${VALIDATION} validateCanarySpecs`;

/** What KServe refuses of how services are scaled, and of predictors that get a share of the requests. */
export const kserveScalingRules = {
  'kserve/scale-metric': {
    title: 'A metric that the autoscaler does not scale by',
    severity: 'error',
    about:
      'Knative scales by concurrency and rps, a HorizontalPodAutoscaler by cpu and memory, and KEDA reads autoScaling.metrics alone. The webhook decides by the deployment mode and the autoscaler class. Where the mode is not known, and where an HPA is made without the class being stated, which nothing refuses, it is a warning.',
    mend: 'Use a metric of the autoscaler, or state the deployment mode that is meant.',
    sources: [`${VALIDATION} validateAutoScalingCompExtension`],
    reads: 'manifests',
  },
  'kserve/scale-target': {
    title: 'A target that the autoscaler does not take',
    severity: 'error',
    about:
      'For a HorizontalPodAutoscaler the webhook takes targets from 1 to 100, and refuses more than 100 whatever the metric is. For Knative and rps, it takes 1 and more.',
    mend: 'Use a number within these bounds.',
    sources: [`${VALIDATION} validateScalingHPACompExtension`, `${VALIDATION} validateScalingKPACompExtension`],
    reads: 'manifests',
  },
  'kserve/autoscaling-metric': {
    title: 'A metric that does not say enough for its autoscaler',
    severity: 'error',
    about:
      'KEDA wants a query and target.value of external and pod metrics, Utilization of cpu, Utilization or an AverageValue of 1Mi and more of memory, and of every target the value of its type. A HorizontalPodAutoscaler has metrics of type Resource alone. With KEDA and no metrics at all, the service is admitted, and its ScaledObject is refused for having no triggers.',
    mend: 'State what is missing, or use another autoscaler class.',
    sources: [
      `${VALIDATION} validateScalingKedaCompExtension`,
      `${VALIDATION} validateScaleTarget`,
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/reconcilers/keda/keda_reconciler.go createKedaScaledObject`,
    ],
    reads: 'manifests',
  },
  'kserve/deployment-strategy': {
    title: 'A deployment strategy in Knative mode',
    severity: 'error',
    about:
      "Knative replaces revisions by itself, and KServe's webhook refuses deploymentStrategy unless the service is in Standard mode. Where neither the service nor what is known of the cluster says the mode, KServe ships Knative, and it is a warning.",
    mend: 'Leave it out, or set the annotation serving.kserve.io/deploymentMode to Standard.',
    sources: [`${VALIDATION} validateScalingKPACompExtension`],
    reads: 'manifests',
  },
  'kserve/canary-autoscaler': {
    title: 'A canary that KEDA is to scale',
    severity: 'error',
    about:
      "A canary has a fixed number of replicas: the webhook refuses metrics of its own, and the controller drops those of the stable predictor. The autoscaler class holds for it all the same. With keda, it gets a ScaledObject without triggers, which KEDA's schema does not allow. Canaries come before the stable predictor, so that the controller gets no further.",
    mend: 'Set serving.kserve.io/autoscalerClass to none in the annotations of the predictor of the canary.',
    sources: [
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileCanaryDeployments`,
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/reconcilers/keda/keda_reconciler.go createKedaScaledObject`,
      'https://github.com/kedacore/keda/blob/main/config/crd/bases/keda.sh_scaledobjects.yaml',
    ],
    reads: 'manifests',
  },
  'kserve/canary-mode': {
    title: 'Canaries outside of Standard mode',
    severity: 'error',
    about:
      'spec.canary is for Standard mode, and the annotation must say so, unless it is the default of the cluster. In Knative mode, canaryTrafficPercent of the predictor splits requests between revisions.',
    mend: 'Set serving.kserve.io/deploymentMode to Standard.',
    sources: [CANARIES],
    reads: 'manifests',
  },
  'kserve/canary-model': {
    title: 'Canaries of a service without a model',
    severity: 'error',
    about: 'The predictor that is stable needs a model, or a container with STORAGE_URI.',
    mend: 'State the model, or leave out the canaries.',
    sources: [CANARIES],
    reads: 'manifests',
  },
  'kserve/canary-name': {
    title: 'A canary without a name of its own',
    severity: 'error',
    about: 'The name becomes part of the names of the Deployment and Service, beside those of the stable predictor.',
    mend: 'Give every canary a name, other than that of the stable predictor.',
    sources: [CANARIES],
    reads: 'manifests',
  },
  'kserve/canary-traffic': {
    title: 'Canaries that get more than all requests',
    severity: 'error',
    about: 'What all canaries get together is at most 100 %; the stable predictor gets the rest.',
    mend: 'Lower the percentages.',
    sources: [CANARIES],
    reads: 'manifests',
  },
  'kserve/canary-field': {
    title: 'A field that a canary must not have',
    severity: 'error',
    about:
      'A canary is not scaled and runs on one node: maxReplicas, scaleTarget, scaleMetric, autoScaling and workerSpec are refused, and more minReplicas than the stable predictor has, which has 1 if it states none.',
    mend: 'Leave the field out, or lower minReplicas.',
    sources: [CANARIES],
    reads: 'manifests',
  },
  'kserve/canary-percent': {
    title: 'A share of requests that is no percentage',
    severity: 'error',
    about: "canaryTrafficPercent is written into the traffic of Knative's Service, which takes 0 to 100.",
    mend: 'Use a whole number from 0 to 100.',
    sources: [
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go createKnativeService`,
    ],
    reads: 'manifests',
  },
  'kserve/canary-without-effect': {
    title: 'A share of requests that nothing reads',
    severity: 'warning',
    about:
      'In Standard mode nothing reads canaryTrafficPercent. A change of the model is rolled out in full, where a small share of the requests was meant to try it.',
    mend: 'Use spec.canary, or Knative mode.',
    sources: [
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go createKnativeService`,
    ],
    reads: 'manifests',
  },
  'kserve/too-many-canaries': {
    title: 'More canaries than a Route of OpenShift has room for',
    severity: 'error',
    about:
      'A Route has one backend and up to three others. OpenShift AI refuses services with more than three canaries.',
    mend: 'Use three or fewer.',
    sources: [
      'https://github.com/opendatahub-io/odh-model-controller/blob/main/internal/webhook/serving/v1beta1/inferenceservice_webhook.go validateCanaryCount',
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
