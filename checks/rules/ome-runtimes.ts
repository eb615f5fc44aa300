import type { Rules } from './rule';

const OME = 'https://github.com/sgl-project/ome/blob/main/pkg';
const ADMISSION = `${OME}/webhook/admission/servingruntime/servingruntime_webhook.go`;
const MATCHER = `${OME}/runtimeselector/matcher.go`;

/** What is wrong with ServingRuntimes and ClusterServingRuntimes of OME. */
export const omeRuntimeRules = {
  'ome/runtime-name-length': {
    title: 'A name that is too long for a label',
    severity: 'error',
    about:
      'The controller labels the pods of every service with the name of its runtime. A name may have 253 characters, the value of a label 63: the runtime is let in, and no service gets a pod from it.',
    mend: 'Use at most 63 characters.',
    sources: [`${OME}/controller/v1beta1/inferenceservice/components/base.go ProcessBaseLabels`],
    reads: 'manifests',
  },
  'ome/size-range': {
    title: 'A range of sizes with one end, or that ends before it begins',
    severity: 'error',
    about:
      'Selection reads both ends of a range for every model of a known size, and fails over a missing one: for all services that name no runtime, whichever they would get. A range that ends before it begins matches no model.',
    mend: 'State both ends, the smaller first, or no range.',
    sources: [`${MATCHER} checkModelSize`],
    reads: 'manifests',
  },
  'ome/size-unit': {
    title: 'A number of parameters without a unit that OME knows',
    severity: 'error',
    about:
      "A size counts parameters, not bytes: a number and T, B or M, in capitals. A number alone is that many single parameters. Anything else, such as '7b' or '7GB', counts as 0, without a word, and the wrong runtime is selected or none.",
    mend: "Write such as '7B', '500M' or '1.5T'.",
    sources: [`${MATCHER} parseModelSize`],
    reads: 'manifests',
  },
  'ome/format-version': {
    title: 'A version that OME cannot read',
    severity: 'error',
    about:
      'Versions of formats and frameworks are up to three numbers without leading zeros, with a suffix after a dash, a plus or a third dot. One that OME cannot read is equal to no version, not even to itself, so that the entry matches no model.',
    mend: "Write such as '4.43.0'.",
    sources: [`${OME}/modelver/util.go Parse`, `${MATCHER} compareModelFormatVersions, compareModelFrameworkVersions`],
    reads: 'manifests',
  },
  'ome/format-priorities': {
    title: 'Different priorities under one name',
    severity: 'error',
    about:
      'Entries of one runtime that are selected by themselves must have one priority where they share the deprecated `name`; entries without a name share the empty one. The webhook looks only once the cluster has a runtime already, so that the first one is let in and its next change is refused.',
    mend: 'Give all of them one priority, or each a name of its own.',
    sources: [`${ADMISSION} validateModelFormatPrioritySame`],
    reads: 'manifests',
  },
  'ome/legacy-workers': {
    title: 'Workers of the older form that do not fit their mode',
    severity: 'error',
    about:
      'The field `workers` is the older form of engineConfig.worker. The webhook refuses one of size 0 or less, a container that says DEPLOYMENT_MODE=MultiNode without workers, and one that says RawDeployment with them. Runtimes with engineConfig and decoderConfig are not looked at.',
    mend: 'State engineConfig.leader and engineConfig.worker instead.',
    sources: [`${ADMISSION} validateServingRuntimeConfiguration`],
    reads: 'manifests',
  },
  'ome/accelerator-class': {
    title: 'An accelerator class that is not among the manifests',
    severity: 'note',
    about:
      'The webhook refuses a runtime that names an AcceleratorClass which the cluster does not have. Whether it has one that is not among these manifests cannot be told from them.',
    mend: 'Add the AcceleratorClass, so that it is there before the runtime, or make sure that the cluster has it.',
    sources: [`${ADMISSION} validateAcceleratorClasses`],
    reads: 'manifests',
  },
  'ome/overlapping-runtimes': {
    title: 'Two runtimes between which no priority decides',
    severity: 'warning',
    about:
      'Both are selected by themselves, for the same models of the same sizes, with the same priority. OME then takes the narrower range of sizes, where no range at all counts as the narrowest, and after that the first by name: a new runtime may take over services that run well. The webhook means to refuse the second one, but compares addresses instead of values, and never does.',
    mend: 'Give one of them a higher priority, or ranges of sizes that do not overlap.',
    sources: [`${OME}/runtimeselector/scorer.go CompareRuntimes`, `${ADMISSION} validateServingRuntimePriority`],
    reads: 'manifests',
  },
} as const satisfies Rules;
