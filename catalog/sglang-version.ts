import { imageReference } from '../kubernetes/image-reference';

const SGLANG_REPOSITORY = /(?:^|\/)sglang(?:-(?:rocm|cpu|ascend|npu|xpu|runtime))*$/;
const VERSION = /(?:^|-)v?(0\.\d+\.\d+(?:\.post\d+)?)(?![\d.])/;

/**
 * The SGLang version that an image states in its tag, such as `0.5.5.post3` for
 * `lmsysorg/sglang:v0.5.5.post3-cu129-amd64` and `0.5.16` for `quay.io/ascend/sglang:cann9.0.0-a3-v0.5.16`. Undefined
 * for a digest without a tag, `latest`, daily builds and images of another product.
 */
export function sglangVersionOfImage(image: string): string | undefined {
  const { repository, tag = '' } = imageReference(image);
  return SGLANG_REPOSITORY.test(repository) ? VERSION.exec(tag)?.[1] : undefined;
}
