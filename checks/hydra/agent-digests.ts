import type { EnvironmentFacts } from '../cluster-facts';
import type { Fault } from '../finding';
import { deploymentTemplatesOf } from './agent';
import type { InnerDocument } from './inner-document';

/**
 * Images of deployment templates in an environment that asks for digests, which Hydra has no field for.
 *
 * @param isKept - whether the entry at a position is somebody else's
 */
export function checkAgentDigests(
  document: InnerDocument,
  isKept: (index: number) => boolean,
  environment: EnvironmentFacts | undefined,
): readonly Fault[] {
  if (environment?.imagesByDigest !== true) return [];
  return deploymentTemplatesOf(document).flatMap(({ image }, index): readonly Fault[] => {
    const [registry, repository, tag] = [image?.registry, image?.repository, image?.tag].map((part) => part?.value);
    const isText = typeof registry === 'string' && typeof repository === 'string' && typeof tag === 'string';
    if (!isText || tag.includes('@') || repository.includes('@') || isKept(index)) return [];
    return [
      {
        id: 'pod/image-digest',
        severity: 'warning',
        field: image?.tag.field,
        problem: `'${registry}/${repository}:${tag}' has no digest, which the environment '${environment.name}' asks for, and Hydra has no field for one`,
        consequence: 'The tag may lead to another image tomorrow, which nobody has reviewed or tried.',
        mend: 'Have the registry refuse to move tags, and acknowledge this with that for a reason.',
      },
    ];
  });
}
