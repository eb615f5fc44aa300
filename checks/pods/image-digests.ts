import { imageReference } from '../../kubernetes/image-reference';
import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { EnvironmentFacts } from '../cluster-facts';
import type { Finding } from '../finding';
import { containersIn } from './containers';
import type { PodView } from './pod-view';

/** @see https://github.com/distribution/reference/blob/main/regexp.go digestPat */
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/**
 * Images without a digest in a pod of an environment that asks for digests, those of volumes included. Those of a runtime
 * that stands elsewhere are not the files' to change.
 */
export function checkImageDigests(pod: PodView, environment: EnvironmentFacts | undefined): readonly Finding[] {
  if (environment?.imagesByDigest !== true) return [];
  const given = new Set(pod.given?.flatMap(imagesOf).map(({ image }) => image));
  return imagesOf(pod).flatMap(({ image, path }): readonly Finding[] => {
    // What a template, a substitution or nobody has filled in yet is no name.
    if (image === '' || /[{}$\s]/.test(image) || given.has(image)) return [];
    const { digest } = imageReference(image);
    if (digest !== undefined && DIGEST.test(digest)) return [];
    const place = pod.placeOf(`spec.${path}`);
    if (place === undefined) return [];
    const what = digest === undefined ? 'has no digest' : `has '${digest}' for a digest, which is none`;
    return [
      {
        id: 'pod/image-digest',
        severity: 'error',
        ...place,
        problem: `'${image}' ${what}, and the environment '${environment.name}' asks for one`,
        consequence: 'The tag may lead to another image tomorrow, which nobody has reviewed or tried.',
        mend: "Add the digest behind the tag: '…@sha256:…'. `cdk8s-inference lock` finds it for images of `images.yaml`.",
      },
    ];
  });
}

function imagesOf({ spec }: PodView): readonly { readonly image: string; readonly path: string }[] {
  return [
    ...containersIn(spec).map(({ container, path }) => ({
      image: textAt(container, 'image') ?? '',
      path: `${path}.image`,
    })),
    ...arrayAt(spec, 'volumes').map((volume, index) => ({
      image: textAt(volume, 'image', 'reference') ?? '',
      path: `volumes[${index}].image.reference`,
    })),
  ];
}
