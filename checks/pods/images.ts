import { imageReference } from '../../kubernetes/image-reference';
import { textAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { PodContainer } from './containers';

/** Images whose name leads to another image from one day to the next. */
export function checkImages(containers: readonly PodContainer[]): readonly Fault[] {
  return containers.flatMap(({ container, path }): readonly Fault[] => {
    const image = textAt(container, 'image') ?? '';
    // What a template, a substitution or nobody has filled in yet is no name.
    if (image === '' || /[{}$\s]/.test(image)) return [];
    const { tag, digest } = imageReference(image);
    if (digest !== undefined || (tag !== undefined && tag !== 'latest')) return [];
    return [
      {
        id: 'pod/image-tag',
        severity: 'warning',
        field: `${path}.image`,
        problem: tag === undefined ? `'${image}' has neither tag nor digest` : `'${image}' is whatever is newest`,
        consequence:
          'Each node pulls what is newest when its pod starts: pods of one service run different versions, and nobody can go back.',
        mend: 'State the version as a tag, or better a digest.',
      },
    ];
  });
}
