import { nameOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';

const REPOSITORY = /^hf:\/\/(?:[^/@]+\/)?([^/@]+)/;

/** A number of billions of parameters, such as `70B`, `8x7B` or `0-5b`. */
const SIZE = /(?<![a-z0-9])(?:\d+x)?(?:(\d+)[.\-_p])?(\d+)b(?![a-z0-9])/gi;

/**
 * A model whose name states another size than the repository that its weights come from.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/gopher.go processHuggingFaceModel
 */
export function checkRepository(model: Manifest): readonly Fault[] {
  const name = nameOf(model);
  const repository = REPOSITORY.exec(textAt(model, 'spec', 'storage', 'storageUri') ?? '')?.[1];
  const [own, theirs] = [sizesIn(name), sizesIn(repository ?? '')];
  if (repository === undefined || own.size === 0 || theirs.size === 0) return [];
  if ([...own].some((size) => theirs.has(size))) return [];
  return [
    {
      id: 'ome/model-repository',
      severity: 'warning',
      field: 'spec.storage.storageUri',
      problem: `The model is called '${name}', and its weights come from '${repository}', a model of another size`,
      consequence:
        "The agent downloads what is in the repository: services get another model than they name, and a runtime for this one's architecture and size does not fit.",
      mend: 'Correct the repository, or the name.',
    },
  ];
}

/** Where a dash may be a point, both readings: `5-7b` is of 5.7 or, as the end of a longer name, of 7. */
function sizesIn(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(SIZE)].flatMap(([, whole, part = '']) =>
      whole === undefined ? [part] : [part, `${whole}.${part}`],
    ),
  );
}
