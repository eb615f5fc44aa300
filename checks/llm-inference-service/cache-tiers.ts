import { arrayAt, isObject, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { quantityAmount } from '../../kubernetes/quantity-amount';
import { isStated, workloadsOf } from '../../preview/llm-inference-service/workload';
import type { Fault } from '../finding';
import { refusedService } from './refusal';

const ID = 'llmisvc/cache-tier';

/**
 * Where the KV cache goes that does not fit into the devices.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go validateKVCacheOffloadingSpec
 */
export function checkCacheTiers(spec: JsonObject): readonly Fault[] {
  return workloadsOf(spec).flatMap(({ path, fields }) => {
    const tiers = arrayAt(fields, 'kvCacheOffloading', 'secondary');
    if (tiers.length === 0) return [];
    const field = `${path}.kvCacheOffloading`;
    return [
      ...checkMemory(valueAt(fields, 'kvCacheOffloading', 'cpu'), field),
      ...tiers.flatMap((tier, index) => checkTier(tier, `${field}.secondary[${index}]`)),
    ];
  });
}

function checkMemory(cpu: JsonValue | undefined, field: string): readonly Fault[] {
  if (quantityAmount(cpu) !== 0n) return [];
  const problem = 'There are further tiers, and no memory of the CPU through which they are filled';
  return [refusedService(ID, `${field}.cpu`, problem, 'State an amount, such as 10Gi.')];
}

function checkTier(tier: JsonValue, field: string): readonly Fault[] {
  const fileSystem = valueAt(tier, 'fileSystem');
  if (!isObject(fileSystem)) {
    return [refusedService(ID, field, 'The tier is in no file system, and there are no others', 'State `fileSystem`.')];
  }
  const faults = checkChoice(fileSystem, ['emptyDir', 'pvc'], `${field}.fileSystem`);
  const claim = fileSystem.pvc;
  if (faults.length > 0 || !isObject(claim)) return faults;
  const inClaim = checkChoice(claim, ['spec', 'ref'], `${field}.fileSystem.pvc`);
  if (inClaim.length > 0 || valueAt(claim, 'ref', 'name') !== '') return inClaim;
  const problem = 'The claim has no name';
  return [refusedService(ID, `${field}.fileSystem.pvc.ref.name`, problem, 'Name a PersistentVolumeClaim.')];
}

/** That exactly one of two fields is stated. */
function checkChoice(fields: JsonObject, names: readonly string[], field: string): readonly Fault[] {
  const stated = names.filter((name) => isStated(fields[name]));
  if (stated.length === 1) return [];
  const choice = names.map((name) => `\`${name}\``).join(' or ');
  const problem =
    stated.length === 0 ? 'Nothing says where the tier is' : `The tier is at two places: ${stated.join(', ')}`;
  return [refusedService(ID, field, problem, `State ${choice}, one of them.`)];
}
