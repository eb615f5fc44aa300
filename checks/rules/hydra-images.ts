import type { Rules } from './rule';

const REFERENCE = 'https://github.com/distribution/reference/blob/main/regexp.go';
const CONFIG_MAP = 'https://kubernetes.io/docs/concepts/configuration/configmap/';
const YAML = 'https://yaml.org/spec/1.2.2/#103-core-schema';

/** What is wrong with the images that work clusters of Hydra run for runtimes. */
export const hydraImageRules = {
  'hydra/runtime-unknown': {
    title: 'An image for a runtime that does not exist',
    severity: 'error',
    about:
      'The agent matches images to runtimes by the names that templates have in the ConfigMap `hydra-runtime-template`, and to those that are built in. Nobody can choose another runtime, so the image is never used. Nothing is said where the templates are not among the files.',
    mend: 'Use the name of a template.',
    sources: [CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/match': {
    title: 'An image that is for no runtime or no device',
    severity: 'error',
    about:
      'The agent looks for an image by the runtime and by the type of device of a deployment. An entry that does not state both matches nothing, and deployments of the runtime get no image from it.',
    mend: "Name both, as in 'match_runtimes: [vllm-cpu]' and 'match_gpu_types: [cpu]'.",
    sources: [CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/match-twice': {
    title: 'Two images for one runtime on one device',
    severity: 'warning',
    about: 'Two entries match the same deployments. Which of their images is run is not documented.',
    mend: 'Leave the pair out of one of them.',
    sources: [CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/image': {
    title: 'An image that cannot be pulled',
    severity: 'error',
    about:
      'The agent puts the name of an image together from registry, repository and tag. Where a part is missing, or has in it what belongs into another, such as a scheme or a tag, the name is none.',
    mend: 'State the three parts: the host alone, the path, and the tag.',
    sources: [REFERENCE],
    reads: 'manifests',
  },
  'hydra/image-tag': {
    title: 'A tag that YAML reads as a number',
    severity: 'error',
    about:
      'Without quotation marks `1.10` is the number 1.1. The agent cannot read it as a text, or asks for another image. An empty tag makes no name of an image either.',
    mend: "Put the tag into quotation marks: '1.10'.",
    sources: [YAML, REFERENCE],
    reads: 'manifests',
  },
  'hydra/image-fit': {
    title: 'An image that does not fit its runtime or its device',
    severity: 'warning',
    about:
      "The name of the image speaks of another engine than the runtime's, or of NPUs where the device is `cpu`, as in the platform's own example. The command of the runtime is not in the image, or the engine finds no device, and the container ends.",
    mend: 'State an image of the engine that the runtime starts, for the devices that it is matched to.',
    sources: [CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/gpu-types': {
    title: 'An image of which nobody says for which devices it is',
    severity: 'error',
    about:
      'The agent matches images by the type of device, in words of the work cluster that this library does not know, with the exception of `cpu`. Without any, no deployment gets the image.',
    mend: "State them in the words of the work cluster: `hydra: { gpuTypes: ['…'] }`.",
    sources: [CONFIG_MAP],
    reads: 'props',
  },
  'hydra/image-digest': {
    title: 'An image by its digest, for which there is no field',
    severity: 'error',
    about:
      'Entries of the agent have a registry, a repository and a tag, which it joins. There is no place for a digest, and another image would be pulled, or none.',
    mend: 'State a tag instead, one that is never moved.',
    sources: [REFERENCE],
    reads: 'props',
  },
} as const satisfies Rules;
