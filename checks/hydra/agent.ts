import { arrayAt, isArray, isObject, valueAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import type { InnerDocument } from './inner-document';
import type { Fields, Shape } from './shape';

/** What stands there is looked at on its own. */
const ANY: Shape = { kind: 'any' };
const TEXTS: Shape = { kind: 'list', of: { kind: 'text' } };

/** An entry of `deployment_templates`, as far as the documentation's example shows it. */
export const DEPLOYMENT_TEMPLATE: Fields = {
  kind: 'fields',
  undocumented: 'warning',
  fields: {
    match_runtimes: TEXTS,
    match_gpu_types: TEXTS,
    container_template: {
      kind: 'fields',
      undocumented: 'warning',
      fields: {
        image: { kind: 'fields', undocumented: 'warning', fields: { registry: ANY, repository: ANY, tag: ANY } },
      },
    },
  },
};

/** A field of an image: as it is read, and as it is written. */
export interface ImageField {
  readonly value: JsonValue | undefined;
  readonly written: string | undefined;
  readonly field: string;
}

/** Which image a runtime has on which devices. */
export interface DeploymentTemplate {
  /** Path of the template, as `data.configmap deployment_templates[0]`. */
  readonly path: string;
  readonly runtimes: readonly string[];
  readonly gpuTypes: readonly string[];
  readonly matches: Readonly<Record<'match_runtimes' | 'match_gpu_types', JsonValue | undefined>>;
  readonly imagePath: string;
  /** Missing where there is none. */
  readonly image: Readonly<Record<'registry' | 'repository' | 'tag', ImageField>> | undefined;
}

/** Reads the entries of `deployment_templates`. */
export function deploymentTemplatesOf({ content, path, written }: InnerDocument): readonly DeploymentTemplate[] {
  return arrayAt(content, 'deployment_templates').map((entry, index) => {
    const entryPath = `${path} deployment_templates[${index}]`;
    // One beside the container template is told as misplaced, and read as if it stood in its place.
    const misplaced = valueAt(entry, 'container_template', 'image') === undefined && isObject(valueAt(entry, 'image'));
    const place = misplaced ? ['image'] : ['container_template', 'image'];
    const imagePath = [entryPath, ...place].join('.');
    const image = valueAt(entry, ...place);
    const imageField = (name: string): ImageField => ({
      value: valueAt(image, name),
      written: written(['deployment_templates', index, ...place, name]),
      field: `${imagePath}.${name}`,
    });
    return {
      path: entryPath,
      runtimes: textsOf(valueAt(entry, 'match_runtimes')),
      gpuTypes: textsOf(valueAt(entry, 'match_gpu_types')),
      matches: {
        match_runtimes: valueAt(entry, 'match_runtimes'),
        match_gpu_types: valueAt(entry, 'match_gpu_types'),
      },
      imagePath,
      image: isObject(image)
        ? { registry: imageField('registry'), repository: imageField('repository'), tag: imageField('tag') }
        : undefined,
    };
  });
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
