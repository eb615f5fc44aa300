import { textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';

const BYTES_OF_GIGABYTE = 2 ** 30;

/** @see https://github.com/sgl-project/ome/blob/main/pkg/acceleratorclassselector/policy_helpers.go meetsRequirements */
export function checkAcceleratorClass(accelerator: Manifest): readonly Fault[] {
  const memory = valueAt(accelerator, 'spec', 'capabilities', 'memoryGB');
  if ((typeof memory !== 'string' && typeof memory !== 'number') || !/^[0-9.]+$/.test(String(memory))) return [];
  if (Number(memory) >= BYTES_OF_GIGABYTE) return [];
  return [
    {
      id: 'ome/accelerator-memory',
      severity: 'error',
      field: 'spec.capabilities.memoryGB',
      problem: `The memory is ${JSON.stringify(memory)}, which is bytes: the field is an amount, whatever its name says`,
      consequence: 'OME divides it by a gigabyte and reads 0, so that no constraint on memory is met.',
      mend: `Write '${String(memory)}Gi'.`,
    },
  ];
}

/**
 * Versions of architectures are compared as text.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/acceleratorclassselector/policy_helpers.go meetsRequirements
 */
export function checkArchitectureVersion(service: Manifest): readonly Fault[] {
  const version = textAt(service, 'spec', 'acceleratorSelector', 'constraints', 'minArchitectureVersion');
  if (version === undefined || /^[0-9](\.|$)/.test(version)) return [];
  return [
    {
      id: 'ome/architecture-version',
      severity: 'warning',
      field: 'spec.acceleratorSelector.constraints.minArchitectureVersion',
      problem: `The least version is '${version}', which OME compares letter by letter`,
      consequence: "'9.0' counts as later than '10.0', so that older accelerators are taken too.",
      mend: 'Name the classes instead: acceleratorSelector.acceleratorClass, or constraints.excludedClasses.',
    },
  ];
}
