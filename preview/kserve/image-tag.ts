import { objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { ServerType } from './server-type';

const TAG = /:[\w.-]*$/;

/** Servers whose image for GPUs has a tag of its own. */
const WITH_GPU_TAG: ReadonlySet<string> = new Set(['tensorflow-serving', 'torchserve', 'huggingfaceserver']);

/**
 * A container with the image that the controller takes for it: of the version that the service asks for, or for the
 * devices that it has.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go UpdateImageTag
 */
export function withImageTag(container: JsonObject, version: string | undefined, server: ServerType): JsonObject {
  const image = textAt(container, 'image') ?? '';
  const rewritten = imageFor(image, version, server, hasGpu(container));
  return rewritten === image ? container : { ...container, image: rewritten };
}

function imageFor(image: string, version: string | undefined, server: ServerType, isOnGpu: boolean): string {
  if (image.includes('@sha256:')) return image;
  const tag = TAG.exec(image)?.[0];
  if (version !== undefined) return `${tag === undefined ? image : image.slice(0, -tag.length)}:${version}`;
  if (server === undefined || tag === undefined) return image;
  const name = image.slice(0, -tag.length);
  if (isOnGpu) return WITH_GPU_TAG.has(server) && !image.endsWith('-gpu') ? `${image}-gpu` : image;
  return server === 'vllmserver' && !name.endsWith('-cpu') ? `${name}-cpu${tag}` : image;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/utils.go IsGPUEnabled */
function hasGpu(container: JsonObject): boolean {
  return Object.keys(objectAt(container, 'resources', 'limits')).some(
    (name) => name === 'nvidia.com/gpu' || name.startsWith('nvidia.com/mig'),
  );
}
