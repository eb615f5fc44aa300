/** Makers of the devices over which vLLM spreads a model. */
export type VllmLwsVendor = 'nvidia' | 'amd' | 'ascend';
