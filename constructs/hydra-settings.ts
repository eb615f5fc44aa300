/** What only Hydra has a word for. */
export interface HydraRuntimeSettings {
  /** Name of the runtime type in the Chinese console (`runtimeZH`). @default `displayName` */
  readonly chineseName?: string;
  /** How the engine is started. @default a line for a shell */
  readonly start?: HydraStart;
  /**
   * Devices that the image is for (`match_gpu_types`), in the words that the work cluster has for them; Hydra's
   * documentation names `cpu` alone.
   *
   * @default cpu for processors
   */
  readonly gpuTypes?: readonly string[];
}

/** How Hydra starts an engine. */
export type HydraStart = HydraShellStart | HydraArgumentsStart;

/** A line for `bash -c`: variables can be set, and a model can be split over nodes. */
export interface HydraShellStart {
  readonly by: 'shell';
  /**
   * Whether each parameter of a deployment is one word, whatever stands in it, such as JSON. Otherwise the shell splits
   * and expands parameters, as Hydra's documentation has it: `--max-model-len 4096` is two words, and JSON loses its
   * quotation marks.
   *
   * @default false
   */
  readonly quoteParameters?: boolean;
}

/** A list of arguments for the image's entry point, to which Hydra adds the parameters of a deployment. */
export interface HydraArgumentsStart {
  readonly by: 'arguments';
  /** Words that the entry point starts already, such as `['vllm', 'serve']`. */
  readonly entryPoint: readonly string[];
}
