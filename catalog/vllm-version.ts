import { imageReference } from '../kubernetes/image-reference';

// LMCache publishes `lmcache/vllm-openai` under its own version numbers.
const VLLM_REPOSITORY = /(?:^|\/)(?:official-)?vllm(?:-(?:openai|ascend|rocm|cpu|tpu|xpu|hpu|gaudi|release|repo))*$/;
const OTHER_NUMBERING = /(?:^|\/)lmcache\//;
const VERSION = /0\.\d+\.\d+(?:\.\d+(?![\da-z])|\.post\d+)?/;

/**
 * The vLLM version that an image states in its tag, such as `0.11.0` for `vllm/vllm-openai:v0.11.0-cu129` and `0.9.1`
 * for `rocm/vllm:rocm6.4.1_vllm_0.9.1_20250715`. Undefined for a digest without a tag, `latest`, nightly builds and
 * images of a product that numbers its releases in its own way.
 */
export function vllmVersionOfImage(image: string): string | undefined {
  const { repository, tag = '' } = imageReference(image);
  if (!VLLM_REPOSITORY.test(repository) || OTHER_NUMBERING.test(repository)) return undefined;
  return new RegExp(`(?:^v?|vllm[_-]?v?)(${VERSION.source})`).exec(tag)?.[1];
}
