import type { Rules } from './rule';

const KSERVE = 'https://github.com/kserve/kserve/blob/master';
const WEBHOOK = `${KSERVE}/pkg/webhook/admission/servingruntime/servingruntime_webhook.go`;
const MULTI_NODE = `${KSERVE}/pkg/apis/serving/v1beta1/inference_service_validation.go validateMultiNodeVariables`;
const PREDICTOR = `${KSERVE}/pkg/controller/v1beta1/inferenceservice/components/predictor.go`;
const DEVICES = `${KSERVE}/pkg/utils/utils.go HasUnknownGpuResourceType`;

/** What KServe refuses of runtimes, and of models on several nodes. */
export const kserveRuntimeRules = {
  'kserve/different-priorities': {
    title: 'Entries of one format with different priorities',
    severity: 'error',
    about:
      'A runtime is selected by the priority of its first entry for a format, whatever the version. The webhook therefore wants all entries of a format that are selected automatically to have the same. It looks only where the cluster has a runtime of that kind already, so that the first one is admitted and its next update is not.',
    mend: 'Give all entries of the format the same priority.',
    sources: [`${WEBHOOK} validateModelFormatPrioritySame`],
    reads: 'manifests',
  },
  'kserve/equal-priorities': {
    title: 'Two runtimes with the same priority for the same models',
    severity: 'error',
    about:
      'Both are selected for a format, written alike but for capitals, and the same version or none, with the same priority, and both state a protocol in common. The webhook refuses the second in a namespace or in the cluster. Runtimes that state no protocols are never compared.',
    mend: 'Give one of them another priority, or leave out its autoSelect.',
    sources: [`${WEBHOOK} validateServingRuntimePriority`],
    reads: 'manifests',
  },
  'kserve/worker-containers': {
    title: 'A workerSpec with none or several containers',
    severity: 'error',
    about:
      "A runtime's workerSpec has exactly one container, onto which the one of a service's is merged; a service's has one or none.",
    mend: 'Keep one, named worker-container.',
    sources: [`${WEBHOOK} validateMultiNodeSpec`, MULTI_NODE],
    reads: 'manifests',
  },
  'kserve/no-worker-container': {
    title: 'A container of workers that the controller does not find',
    severity: 'error',
    about:
      'The controller looks for `worker-container` in the workerSpec of a runtime, and makes no pod of a service on several nodes where it is not there.',
    mend: 'Name the container worker-container.',
    sources: [`${PREDICTOR} multiNodeProcess`],
    reads: 'manifests',
  },
  'kserve/no-main-container': {
    title: 'No container that serves the model',
    severity: 'error',
    about:
      'KServe merges the model of a service into the container of the runtime that is named `kserve-container`, and finds the one among containers of a predictor by that name. Where there is none, no pod is made. Runtimes for ModelMesh have other names.',
    mend: 'Name the container that serves the model kserve-container.',
    sources: [
      `${KSERVE}/pkg/controller/v1beta1/inferenceservice/utils/utils.go MergeServingRuntimeAndInferenceServiceSpecs`,
      `${PREDICTOR} buildPredictorResources`,
    ],
    reads: 'manifests',
  },
  'kserve/parallel-size': {
    title: 'A parallel size below one',
    severity: 'error',
    about: 'pipelineParallelSize and tensorParallelSize say how many parts a model is computed in.',
    mend: 'Use 1 or more.',
    sources: [`${WEBHOOK} validateMultiNodeSpec`, MULTI_NODE],
    reads: 'manifests',
  },
  'kserve/parallel-size-variable': {
    title: 'A parallel size as a variable',
    severity: 'error',
    about:
      'Where there is a workerSpec, KServe sets PIPELINE_PARALLEL_SIZE and TENSOR_PARALLEL_SIZE of the containers from its sizes, and refuses those that state them.',
    mend: 'Leave the variables out, and state the sizes in the workerSpec.',
    sources: [`${WEBHOOK} validateMultiNodeSpec`, MULTI_NODE],
    reads: 'manifests',
  },
  'kserve/unknown-device': {
    title: 'A resource of a model on several nodes that KServe does not know',
    severity: 'error',
    about:
      'Where there is a workerSpec, KServe takes every resource but cpu, memory, storage and ephemeral-storage for a device, and refuses those it does not know: rdma and hugepages, slices of devices, Ascend. It knows nvidia.com/gpu, amd.com/gpu, intel.com/gpu and habana.ai/gaudi, those of multiNode.customGPUResourceTypeList in the configuration of the cluster, and those that the annotation serving.kserve.io/gpu-resource-types names: of a service in its metadata, of a runtime in spec.annotations.',
    mend: 'Name it in the annotation or in the configuration.',
    sources: [DEVICES],
    reads: 'manifests',
  },
  'kserve/device-annotation': {
    title: 'An annotation of devices that cannot be read',
    severity: 'error',
    about: 'serving.kserve.io/gpu-resource-types is a JSON list of names, with at least one, and none of them empty.',
    mend: 'Write a list, such as \'["huawei.com/Ascend910"]\'.',
    sources: [`${KSERVE}/pkg/utils/utils.go IsValidCustomGPUArray`],
    reads: 'manifests',
  },
  'kserve/multi-node-storage': {
    title: 'A model on several nodes from a place that not all of them read',
    severity: 'error',
    about: 'With a workerSpec, storageUri must be stated, and begin with pvc:// or oci://. Nothing else is admitted.',
    mend: 'Put the model on a volume that all nodes can mount, or into an image.',
    sources: [MULTI_NODE],
    reads: 'manifests',
  },
  'kserve/multi-node-autoscaler': {
    title: 'A model on several nodes that is scaled',
    severity: 'error',
    about: 'With a workerSpec, the annotation serving.kserve.io/autoscalerClass must be there and say none.',
    mend: 'Set it to none.',
    sources: [MULTI_NODE],
    reads: 'manifests',
  },
  'kserve/multi-node-devices': {
    title: 'Nodes with fewer devices than the parallel sizes need',
    severity: 'error',
    about:
      'Under Ray, pipelineParallelSize times tensorParallelSize devices are needed. KServe makes as many nodes as would do with the devices that a worker requests, the first among them; where the first requests devices of its own and fewer than a worker would have, the sum falls short, and no pod is made. Limits are not read, requests alone.',
    mend: 'Leave out the devices of the first node, or request as many as are missing.',
    sources: [`${PREDICTOR} computeRayNodeAndGPUs`],
    reads: 'manifests',
  },
} as const satisfies Rules;
