import type { Rules } from './rule';

const OME = 'https://github.com/sgl-project/ome/blob/main/pkg';
const COMPONENTS = `${OME}/controller/v1beta1/inferenceservice/components/base.go`;
const AGENT = `${OME}/modelagent/gopher.go`;
const STORAGE = `${OME}/utils/storage/storage.go`;
const BENCHMARK = `${OME}/webhook/admission/benchmark/benchmark_webhook.go`;
const NO_WEBHOOK = 'No webhook of OME looks at models.';

/** What is wrong with models, accelerator classes and benchmarks of OME. */
export const omeModelRules = {
  'ome/model-name': {
    title: 'A name that no volume may have',
    severity: 'error',
    about: `The controller names the volume of the weights like the model, and labels pods with it. Names of models may have dots and 253 characters, volumes may not: the model is let in, and the pods of its services are refused. ${NO_WEBHOOK}`,
    mend: 'Use lower-case letters, digits and dashes, at most 63.',
    sources: [`${COMPONENTS} UpdatePodSpecVolumes, ProcessBaseLabels`],
    reads: 'manifests',
  },
  'ome/model-vendor': {
    title: 'A vendor that is no value for a label',
    severity: 'error',
    about: `The controller labels the pods of every service with the vendor of its model. With a space in it, say, the API server refuses them all. ${NO_WEBHOOK}`,
    mend: 'Use letters, digits, dashes, underscores and dots, at most 63.',
    sources: [`${COMPONENTS} ProcessBaseLabels`],
    reads: 'manifests',
  },
  'ome/storage-uri': {
    title: 'A place that OME cannot read',
    severity: 'error',
    about:
      'The scheme of a URI says which kind of storage it is, and what has to follow; `oci://` is Object Storage of Oracle Cloud, not an image in a registry. The agent cannot download a model from any other place: it is ready on no node, and pods of its services wait for ever. The results of a benchmark are looked at by the webhook, which refuses the job.',
    mend: 'Write the URI as the finding shows.',
    sources: [`${STORAGE} ValidateStorageURI, NewObjectURI`, `${BENCHMARK} validateStorage`, `${AGENT} processTask`],
    reads: 'manifests',
  },
  'ome/pvc-model': {
    title: 'A model in a volume',
    severity: 'error',
    about:
      "OME v0.1.5 reads `pvc://` and does nothing with it: the agent leaves such models to a controller, which has no code for them. The model stays 'Updating' on every node, and pods of its services wait for ever. Later versions serve it.",
    mend: 'Use hf://, oci:// of OCI Object Storage, or local:// for files that are on every node.',
    sources: [`${AGENT} processTask`],
    reads: 'manifests',
  },
  'ome/storage-not-downloaded': {
    title: 'Storage that the agent has no code for',
    severity: 'error',
    about:
      "OME v0.1.5 reads the URIs of S3, Azure, Google Cloud and GitHub, and its agent downloads from none of them: it stops with 'unknown storage type'. The model is ready on no node, and pods of its services wait for ever.",
    mend: 'Use hf://, oci:// of OCI Object Storage, or local:// for files that are on every node.',
    sources: [`${AGENT} processTask`],
    reads: 'manifests',
  },
  'ome/model-path': {
    title: 'A model without a folder on the nodes',
    severity: 'error',
    about:
      'The path is optional in the schema. The agent reads it for every model that it downloads, without looking whether it is there, and crashes on every node: no model is downloaded any more. Without a path pods get neither the files nor the variable MODEL_PATH, wherever the model comes from.',
    mend: "State a folder below the agent's own, such as '/mnt/data/models/llama'.",
    sources: [`${AGENT} getDestPath`, `${COMPONENTS} UpdatePodSpecVolumes, UpdateEnvVariables`],
    reads: 'manifests',
  },
  'ome/model-repository': {
    title: 'A model whose weights come from a repository of another size',
    severity: 'warning',
    about:
      "The name of the model states a number of parameters, and so does the repository at Hugging Face, and they differ. The agent downloads what is in the repository. Services then get another model than they name, and a runtime that was written for the model does not fit. OME's own catalogue has one such: a model of 253 billion parameters that comes from a repository of 70.",
    mend: 'Correct the repository, or the name.',
    sources: [
      `${AGENT} processHuggingFaceModel`,
      'https://github.com/sgl-project/ome/blob/main/config/models/nvidia/Llama-3_1-Nemotron-Ultra-253B-v1.yaml',
    ],
    reads: 'manifests',
  },
  'ome/skip-config-parsing': {
    title: 'A model of Hugging Face whose configuration is not to be parsed',
    severity: 'error',
    about:
      'The annotation keeps the agent of OME v0.1.5 from reading config.json. After a download from Hugging Face it notes where the files came from beside what it has read; as there is nothing, it crashes, begins again, and crashes again. No model becomes ready on that node.',
    mend: 'Leave the annotation out, and state what you know of the model; what is stated is kept.',
    sources: [`${OME}/modelagent/config_parser.go shouldSkipConfigParsing, populateArtifactAttribute`],
    reads: 'manifests',
  },
  'ome/accelerator-memory': {
    title: 'A memory of a few bytes',
    severity: 'error',
    about:
      'The field `memoryGB` is an amount as Kubernetes writes it, whatever its name says: 80 is 80 bytes. OME divides it by a gigabyte and drops the rest, so that the class has 0 GB, and no service that asks for memory gets it.',
    mend: "Write the unit, such as '80Gi'.",
    sources: [`${OME}/acceleratorclassselector/policy_helpers.go meetsRequirements`],
    reads: 'manifests',
  },
  'ome/benchmark-endpoint': {
    title: 'A benchmark of nothing, or of two things',
    severity: 'error',
    about:
      'A benchmark measures an address or an InferenceService. The webhook refuses a job that names neither, or both.',
    mend: 'State endpoint or inferenceService.',
    sources: [`${BENCHMARK} validateEndpoint`],
    reads: 'manifests',
  },
  'ome/benchmark-scenario': {
    title: 'A scenario that does not fit the task',
    severity: 'error',
    about:
      'A scenario says how long prompts and answers are, in a form that the task decides: D(100,1000), N(480,240)/(300,150) and U(100,200) for text, E(512,1) for embeddings, I(512,512) for pictures. The webhook refuses others, and also its own defaults for embeddings, which are used where none is stated.',
    mend: 'Write scenarios in the form of the task.',
    sources: [`${BENCHMARK} validateTrafficScenarios, validateScenario`],
    reads: 'manifests',
  },
  'ome/benchmark-parameter': {
    title: 'A parameter of the requests that is not understood',
    severity: 'error',
    about:
      "Parameters of the requests are texts. The webhook reads `temperature` as a number and `ignore_eos` as 'true' or 'false', in lower case, and refuses what it cannot read; it passes the others on.",
    mend: "Use a number such as '0.7', and 'true' or 'false'.",
    sources: [`${BENCHMARK} validateAdditionalRequestParams`],
    reads: 'manifests',
  },
} as const satisfies Rules;
