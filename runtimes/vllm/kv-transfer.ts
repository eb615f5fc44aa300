import type { EngineVariable } from '../../constructs/engine';
import type { KvTransferConfig, VllmKvConnector, MooncakeConnector } from './kv-connector';
import type { VllmLwsVendor } from './vendor';
import type { VllmTopology } from './topology';

/** What a pod does where prefill and decode are apart. */
export type VllmRole = 'prefill' | 'decode';

/** The two kinds of pods, as each must know of the other. */
export interface VllmHalves {
  readonly connector: VllmKvConnector;
  readonly vendor: VllmLwsVendor;
  readonly prefill: VllmTopology;
  readonly decode: VllmTopology;
}

const NIXL_PORT = 5600;
const MOONCAKE_PORT = 8998;
const MOONCAKE_ASCEND_PORT = 30_000;

/** The value of `--kv-transfer-config` for pods of one kind. */
export function kvTransferConfig(halves: VllmHalves, role: VllmRole): KvTransferConfig {
  const { connector } = halves;
  const kv_role = role === 'prefill' ? 'kv_producer' : 'kv_consumer';
  switch (connector.kind) {
    case 'nixl': {
      const { backends, loadFailurePolicy } = connector;
      return {
        kv_connector: 'NixlConnector',
        kv_role,
        ...(loadFailurePolicy === undefined ? {} : { kv_load_failure_policy: loadFailurePolicy }),
        ...(backends === undefined ? {} : { kv_connector_extra_config: { backends } }),
      };
    }
    case 'mooncake':
      return halves.vendor === 'ascend'
        ? ascendMooncake(halves, connector, kv_role)
        : {
            kv_connector: 'MooncakeConnector',
            kv_role,
            ...(connector.protocol === undefined
              ? {}
              : { kv_connector_extra_config: { mooncake_protocol: connector.protocol } }),
          };
    case 'other':
      return connector[role];
  }
}

/**
 * Each kind is told the sizes of both.
 *
 * @see https://docs.vllm.ai/projects/ascend/en/latest/tutorials/features/pd_disaggregation_mooncake_multi_node.html
 */
function ascendMooncake(
  { prefill, decode }: VllmHalves,
  { bootstrapPort = MOONCAKE_ASCEND_PORT }: MooncakeConnector,
  kv_role: KvTransferConfig['kv_role'],
): KvTransferConfig {
  const sizes = ({ dataParallel, tensorParallel }: VllmTopology) => ({
    dp_size: dataParallel,
    tp_size: tensorParallel,
  });
  return {
    kv_connector: 'MooncakeConnectorV1',
    kv_role,
    kv_port: String(bootstrapPort),
    kv_connector_extra_config: { prefill: sizes(prefill), decode: sizes(decode) },
  };
}

/** The variables by which a connector finds its way; without them it listens to its own pod alone. */
export function kvTransferVariables({ connector, vendor }: VllmHalves, role: VllmRole): readonly EngineVariable[] {
  switch (connector.kind) {
    case 'nixl':
      return [
        { name: 'VLLM_NIXL_SIDE_CHANNEL_HOST', field: 'status.podIP' },
        { name: 'VLLM_NIXL_SIDE_CHANNEL_PORT', value: String(connector.sideChannelPort ?? NIXL_PORT) },
      ];
    case 'mooncake': {
      const port = String(connector.bootstrapPort ?? MOONCAKE_PORT);
      return vendor === 'ascend' || role === 'decode' ? [] : [{ name: 'VLLM_MOONCAKE_BOOTSTRAP_PORT', value: port }];
    }
    case 'other':
      return [];
  }
}
