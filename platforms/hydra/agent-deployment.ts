import type { Fault } from '../../checks/finding';
import { imageReference } from '../../kubernetes/image-reference';
import type { RuntimeDescription } from '../../constructs/runtime-description';

/** One entry of `deployment_templates`: which image a work cluster runs for runtimes on its devices. */
export interface HydraDeployment {
  /** Types of runtimes, as the global cluster names them. */
  readonly runtimes: readonly string[];
  /** Devices, in the words that the work cluster has for them. */
  readonly gpuTypes: readonly string[];
  /** Such as `vllm/vllm-openai:v0.11.0`, with a tag and without a digest. */
  readonly image: string;
}

/** The entry in Hydra's words. */
export interface DeploymentTemplate {
  readonly match_runtimes: readonly string[];
  readonly match_gpu_types: readonly string[];
  readonly container_template: { readonly image: ImageParts };
}

interface ImageParts {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

const DOCKER_HUB = 'docker.io';

/** A deployment in Hydra's words. */
export function deploymentTemplate({ runtimes, gpuTypes, image }: HydraDeployment): DeploymentTemplate {
  return {
    match_runtimes: runtimes,
    match_gpu_types: gpuTypes,
    container_template: { image: imageParts(image) },
  };
}

/** A runtime as a deployment of a work cluster. */
export function deploymentOf({ name, engine, hydra }: RuntimeDescription): HydraDeployment {
  const known = engine.accelerator.vendor === 'cpu' ? ['cpu'] : [];
  return { runtimes: [name], gpuTypes: hydra?.gpuTypes ?? known, image: engine.image };
}

/** What is wrong with a deployment. */
export function deploymentFaults({ runtimes, gpuTypes, image }: HydraDeployment): readonly Fault[] {
  const { tag } = imageParts(image);
  return [
    ...(gpuTypes.length === 0 ? [noDevices(runtimes)] : []),
    ...(image.includes('@') ? [digest(image)] : tag === '' ? [noTag(image)] : []),
  ];
}

/** @see https://github.com/distribution/reference/blob/main/normalize.go splitDockerDomain */
function imageParts(image: string): ImageParts {
  const { repository: name, tag = '' } = imageReference(image);
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  if (/[.:]/.test(first) || first === 'localhost') return { registry: first, repository: name.slice(slash + 1), tag };
  return { registry: DOCKER_HUB, repository: slash === -1 ? `library/${name}` : name, tag };
}

function noDevices(runtimes: readonly string[]): Fault {
  return {
    id: 'hydra/gpu-types',
    severity: 'error',
    field: 'hydra.gpuTypes',
    problem: `It is not said for which devices the image of ${runtimes.join(', ')} is`,
    consequence: 'The agent finds no image for a deployment on any device.',
    mend: "State them in the words of the work cluster's `match_gpu_types`: `hydra: { gpuTypes: ['…'] }`.",
  };
}

function digest(image: string): Fault {
  return {
    id: 'hydra/image-digest',
    severity: 'error',
    field: 'image',
    problem: `The image '${image}' is stated by its digest, for which Hydra has no field`,
    consequence: 'The agent joins registry, repository and tag, and would pull another image or none.',
    mend: 'State the tag instead, one that is never moved.',
  };
}

function noTag(image: string): Fault {
  return {
    id: 'hydra/image-tag',
    severity: 'error',
    field: 'image',
    problem: `The image '${image}' has no tag`,
    consequence: 'The agent joins registry, repository and tag, and an empty tag makes no name of an image.',
    mend: `State it, such as '${image}:v1'.`,
  };
}
