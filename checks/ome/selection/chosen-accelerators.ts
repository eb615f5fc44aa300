import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import type { ChosenAccelerator, OmeContext } from '../../../preview/ome/model-context';
import type { OmeIndex } from '../ome-index';
import { runtimeSpec } from './spec';

export type Accelerators = NonNullable<OmeContext['accelerators']>;

/**
 * The accelerators that a service chooses by name; undefined where a policy chooses among those of the cluster, where a
 * class is not known, or where the settings for it depend on the model.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/acceleratorclassselector/selector.go GetAcceleratorClass
 */
export function chosenAccelerators(service: Manifest, runtime: Manifest, index: OmeIndex): Accelerators | undefined {
  if (runtimeSpec(runtime).acceleratorClasses.length === 0) return {};
  let chosen: Accelerators = {};
  for (const component of ['engine', 'decoder'] as const) {
    const own = objectAt(service, 'spec', component, 'acceleratorOverride');
    const shared = objectAt(service, 'spec', 'acceleratorSelector');
    const name = textAt(own, 'acceleratorClass') ?? textAt(shared, 'acceleratorClass') ?? '';
    if (name === '') {
      if ((textAt(own, 'policy') ?? '') !== '' || (textAt(shared, 'policy') ?? '') !== '') return undefined;
      continue;
    }
    const spec = valueAt(index.find('AcceleratorClass', name), 'spec');
    const settings = settingsFor(name, runtime);
    if (!isObject(spec) || settings === undefined) return undefined;
    const accelerator: ChosenAccelerator = { name, spec, settings };
    chosen = { ...chosen, [component]: accelerator };
  }
  return chosen;
}

/** What a runtime says of a class: nothing, or what its only entry says. */
function settingsFor(name: string, runtime: Manifest): JsonObject | undefined {
  const entries = arrayAt(runtime, 'spec', 'supportedModelFormats');
  const stated = entries.flatMap((entry) => {
    const settings = objectAt(entry, 'acceleratorConfig')[name];
    return isObject(settings) ? [settings] : [];
  });
  if (stated.length === 0) return {};
  return entries.length === 1 ? stated[0] : undefined;
}
