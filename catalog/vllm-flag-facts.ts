import { isListOf, isText, readCatalog } from './catalog-row';
import { type FlagCatalog, type FlagFacts, readFlagCatalog } from './flags/flag-facts';

/** A flag of the newest catalogued version of vLLM. */
export type VllmFlagFacts = FlagFacts;

/** The catalog of vLLM's flags. */
export interface VllmFlagCatalog extends FlagCatalog {
  /** Registered KV connectors, for `kv_connector` of `--kv-transfer-config`. */
  readonly kvConnectors: readonly string[];
}

const FILE = 'vllm-flags.json';

let catalog: VllmFlagCatalog | undefined;

/** The catalog, read on first use. */
export function vllmFlagCatalog(): VllmFlagCatalog {
  catalog ??= {
    ...readFlagCatalog(FILE),
    kvConnectors: readCatalog(FILE).required('kvConnectors', isListOf(isText)),
  };
  return catalog;
}
