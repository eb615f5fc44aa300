import type { Rules } from './rule';

const OME = 'https://github.com/sgl-project/ome/blob/main/pkg';
const CONTROLLER = `${OME}/controller/v1beta1/inferenceservice`;
const GROUPS = `${CONTROLLER}/reconcilers/lws/lws_reconciler.go createLWS`;
const HPA = `${CONTROLLER}/reconcilers/hpa/hpa_reconciler.go`;

/** What is wrong with an engine, a decoder or a router of OME, in a service or in a runtime. */
export const omeComponentRules = {
  'ome/runner-name': {
    title: 'A runner without a name',
    severity: 'error',
    about:
      'A runner is the container that runs the engine. In a service its name says which container of the runtime is meant: an empty one, or none, which the API server lets in, is merged over the one of the runtime, and the pods are refused. In a runtime, and in a group, the schema demands a name, and lets an empty one in.',
    mend: "Name it as in the runtime, which is 'ome-container' in those that OME ships, and 'router' for a router.",
    sources: [`${OME}/apis/ome/v1beta1/inference_service.go RunnerSpec`, `${CONTROLLER}/utils/merging.go mergeSpec`],
    reads: 'manifests',
  },
  'ome/port-name': {
    title: 'Several ports, and not all of them have names',
    severity: 'error',
    about:
      'The controller makes a Service with a port for each of the runner, and gives it the same name. A pod may have several ports without names, a Service may not: the API server refuses it, and the component has no address. The workers of a group have no Service.',
    mend: 'Name each port, the one that serves first.',
    sources: [
      `${CONTROLLER}/reconcilers/service/service_reconciler.go buildServicePorts`,
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateService',
    ],
    reads: 'manifests',
  },
  'ome/worker-size': {
    title: 'Workers whose number is not stated',
    severity: 'error',
    about:
      "The size of a group's LeaderWorkerSet is the size of the workers and one more for the leader. Where it is missing it counts as 0: groups are made of the leader alone, which waits for its workers for ever.",
    mend: 'State how many pods there are besides the leader: 1 for a group of two.',
    sources: [`${CONTROLLER}/components/engine.go getWorkerSize`, GROUPS],
    reads: 'manifests',
  },
  'ome/no-leader': {
    title: 'Workers whom nobody leads',
    severity: 'error',
    about:
      "The leading pod is made of `leader`, or of the component's own runner where there is none. With neither, the controller finds no container for it and stops with 'no containers found in pod spec'.",
    mend: 'State the leader with its runner.',
    sources: [
      `${CONTROLLER}/components/engine.go reconcilePodSpec`,
      `${CONTROLLER}/reconcilers/common/podspec_reconciler.go resolveContainer`,
    ],
    reads: 'manifests',
  },
  'ome/leader-without-worker': {
    title: 'A leader without workers',
    severity: 'error',
    about:
      "A leader makes a component one of several pods. The controller then reads the workers' pod without looking whether there is one, fails at every try, and makes no pod at all.",
    mend: 'State the worker with its size and its runner, or move the runner out of the leader.',
    sources: [`${CONTROLLER}/utils/deployment.go DetermineEngineDeploymentMode`, GROUPS],
    reads: 'manifests',
  },
  'ome/no-readiness': {
    title: 'An engine that is ready before it answers',
    severity: 'warning',
    about:
      "OME adds a readiness probe to a container called 'ome-container' of a Deployment, and to no other: not to routers of another name, and not to groups of pods. Without a probe a pod counts as ready as soon as it runs, and gets requests while the model still loads.",
    mend: 'State a readinessProbe.',
    sources: [`${CONTROLLER}/reconcilers/deployment/deployment_reconciler.go setDefaultReadinessProbe`],
    reads: 'manifests',
  },
  'ome/replicas-range': {
    title: 'Fewer replicas at most than at least',
    severity: 'warning',
    about:
      "OME's webhook does not compare the two numbers. The controller takes the larger one, minReplicas, for both, so that the component never scales although it looks as if.",
    mend: 'Set maxReplicas to minReplicas or more.',
    sources: [`${HPA} calculateMaxReplicas`, `${CONTROLLER}/reconcilers/keda/keda_reconciler.go calculateMaxReplicas`],
    reads: 'manifests',
  },
  'ome/scale-metric': {
    title: 'A metric that no HorizontalPodAutoscaler finds',
    severity: 'warning',
    about:
      "The metrics `concurrency` and `rps` are Knative's, which counts requests itself where minReplicas is 0. For a Deployment, OME asks a HorizontalPodAutoscaler for a resource of that name beside cpu and memory. There is none, and the number of replicas never changes.",
    mend: 'Use cpu or memory, or the autoscaler class keda.',
    sources: [`${HPA} getHPAMetrics`, `${CONTROLLER}/reconcilers/knative/ksvc_reconciler.go createKnativeService`],
    reads: 'manifests',
  },
  'ome/disruption-budget': {
    title: 'A disruption budget that says both of two things',
    severity: 'error',
    about:
      'OME makes a PodDisruptionBudget for each Deployment, with both fields where both are stated. The API server takes one of them and refuses the budget; the controller tries again and again, and the service does not become ready. Groups of pods get no budget.',
    mend: 'State minAvailable or maxUnavailable.',
    sources: [
      `${CONTROLLER}/reconcilers/pdb/pdb_reconciler.go createPDB`,
      'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
    ],
    reads: 'manifests',
  },
  'ome/ignored-keda': {
    title: 'Settings for KEDA that nobody reads',
    severity: 'warning',
    about:
      "The schema takes a kedaConfig of each component. The controller hands on that of the service, `spec.kedaConfig`, alone: a component's thresholds and queries are lost without a word, and OME's own are used.",
    mend: 'Move it to spec.kedaConfig of the service.',
    sources: [`${CONTROLLER}/reconcilers/common/deployment_reconciler.go ReconcileRawDeployment`],
    reads: 'manifests',
  },
  'ome/ignored-constraints': {
    title: 'Constraints on accelerators that nobody reads',
    severity: 'warning',
    about:
      "Of a component's acceleratorOverride, OME reads the class and the policy. Constraints come from the service's acceleratorSelector alone, so that a component with its own may run on an accelerator that they rule out.",
    mend: 'Move them to spec.acceleratorSelector.',
    sources: [`${OME}/acceleratorclassselector/selector.go getAcceleratorClassByPolicy`],
    reads: 'manifests',
  },
  'ome/deployment-mode': {
    title: 'A deployment mode that OME ignores',
    severity: 'warning',
    about:
      'OME decides how a component runs by its fields: groups of pods where there is a leader or a worker, Knative where an engine or router has minReplicas 0, else a Deployment. The annotation `ome.io/deploymentMode` decides for an engine alone, and only with a mode that is known; PDDisaggregated, which stands on services, is none.',
    mend: 'Use RawDeployment, Serverless, MultiNode, MultiNodeRayVLLM or VirtualDeployment for an engine, and leave it out elsewhere.',
    sources: [
      `${CONTROLLER}/utils/annotations.go GetDeploymentModeFromAnnotations`,
      `${CONTROLLER}/utils/deployment.go DetermineEngineDeploymentMode`,
    ],
    reads: 'manifests',
  },
  'ome/rdma-profile': {
    title: 'An RDMA profile that OME does not know',
    severity: 'error',
    about:
      'With the annotation `rdma.ome.io/auto-inject` the pod webhook adds devices, volumes and variables of a profile. It knows `oci-roce` alone, which is the default, and refuses every pod that asks for another.',
    mend: "Use 'oci-roce', or state devices and variables in the runtime and leave auto-inject out.",
    sources: [`${OME}/webhook/admission/pod/rdma_injector.go InjectRDMA`],
    reads: 'manifests',
  },
  'ome/template-text': {
    title: "Text that OME's template language cannot read",
    severity: 'error',
    about:
      'The controller renders the JSON of the runner, its arguments and variables included, as a Go template with the metadata of the service. `{{` anywhere begins an action, such as in a chat template, and quotation marks inside of one are `\\"` in JSON. Where the template cannot be parsed or run, no pod is made.',
    mend: 'Keep such text in a file of the image, or write {{`{{`}} for the two characters. Put keys in back quotes.',
    sources: [`${CONTROLLER}/utils/merging.go ReplacePlaceholders`],
    reads: 'manifests',
  },
  'ome/template-value-missing': {
    title: 'A label or annotation that the runtime reads and the service does not have',
    severity: 'error',
    about:
      'A template in the runner may read labels and annotations of the service. Of one that is not there Go makes an empty text, without a word, and the engine starts with an argument that is incomplete.',
    mend: 'State it on the service.',
    sources: [`${CONTROLLER}/utils/merging.go ReplacePlaceholders`],
    reads: 'manifests',
  },
} as const satisfies Rules;
