/** What becomes of a request whose keys and values did not arrive. */
type LoadFailurePolicy = 'fail' | 'recompute';

/** @see https://docs.vllm.ai/en/latest/features/nixl_connector_usage/ */
interface NixlConnector {
  readonly kind: 'nixl';
  /** Where pods of the two kinds find each other; each local copy of the model takes the next one. @default 5600 */
  readonly sideChannelPort?: number;
  /** NIXL's transports, such as `LIBFABRIC`. @default UCX */
  readonly backends?: readonly string[];
  /** @default fail, on NVIDIA and AMD */
  readonly loadFailurePolicy?: LoadFailurePolicy;
}

/**
 * On Ascend, the connector of vllm-ascend.
 *
 * @see https://docs.vllm.ai/en/latest/features/mooncake_connector_usage/
 */
export interface MooncakeConnector {
  readonly kind: 'mooncake';
  /** Where pods that read prompts can be found. @default 8998; on Ascend 30000 and those above it */
  readonly bootstrapPort?: number;
  /** @default rdma, on NVIDIA and AMD */
  readonly protocol?: 'rdma' | 'tcp';
}

/** Any other connector, in the words of `--kv-transfer-config`. */
interface OtherConnector {
  readonly kind: 'other';
  readonly prefill: KvTransferConfig;
  readonly decode: KvTransferConfig;
}

/** How keys and values get from pods that read prompts to pods that generate tokens. */
export type VllmKvConnector = NixlConnector | MooncakeConnector | OtherConnector;

/** @see https://github.com/vllm-project/vllm/blob/main/vllm/config/kv_transfer.py */
export interface KvTransferConfig {
  readonly kv_connector: string;
  readonly kv_role: 'kv_producer' | 'kv_consumer' | 'kv_both';
  readonly kv_connector_extra_config?: Readonly<Record<string, unknown>>;
  readonly kv_connector_module_path?: string;
  readonly kv_buffer_device?: string;
  readonly kv_buffer_size?: number;
  readonly kv_ip?: string;
  readonly kv_port?: number | string;
  readonly kv_rank?: number;
  readonly kv_parallel_size?: number;
  readonly kv_load_failure_policy?: LoadFailurePolicy;
  readonly engine_id?: string;
}
