import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';
import { refusedStart } from './refused-start';

const CONFIG = '--kv-transfer-config';
const ROLES = ['kv_producer', 'kv_consumer', 'kv_both'];

const ALLOCATOR = 'PYTORCH_CUDA_ALLOC_CONF';

/**
 * Keys and values that are handed over to other pods.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/kv_transfer.py KVTransferConfig.__post_init__
 */
export function checkTransfer(start: EngineStart): readonly Fault[] {
  const { kv_connector: connector, kv_role: role } = start.members(CONFIG);
  return [...checkRole(connector, role, start), ...checkMovingMemory(connector, start)];
}

function checkRole(connector: unknown, role: unknown, start: EngineStart): readonly Fault[] {
  const isMissing = start.isWhole && typeof connector === 'string' && (role === undefined || role === null);
  const isUnknown = typeof role === 'string' && !ROLES.includes(role);
  if (!isMissing && !isUnknown) return [];
  return refusedStart(start, {
    id: 'vllm/kv-role',
    flag: CONFIG,
    problem: isMissing ? `kv_connector is ${connector}, and no kv_role is stated` : `'${String(role)}' is no kv_role`,
    mend: `State kv_role: ${ROLES.join(', ')}.`,
  });
}

/** @see https://github.com/vllm-project/vllm/blob/main/vllm/config/vllm.py _verify_kv_transfer_compat */
function checkMovingMemory(connector: unknown, start: EngineStart): readonly Fault[] {
  const setting = start.launch.variable(ALLOCATOR) ?? '';
  const isPinned = start.has('--enable-sleep-mode') || start.has('--enable-cumem-allocator');
  if (typeof connector !== 'string' || !setting.includes('expandable_segments:True') || isPinned) return [];
  return refusedStart(start, {
    id: 'vllm/moving-memory',
    flag: CONFIG,
    problem: `${ALLOCATOR} is '${setting}', and ${connector} hands keys and values over from the device's memory`,
    mend: `Leave expandable_segments out of ${ALLOCATOR}.`,
    since: '>0.19.x,<=0.23.0',
  });
}
