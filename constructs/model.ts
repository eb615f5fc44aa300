import type { KnownModelId } from '../catalog/model-ids';
import type { ModelStorage } from './model-storage';

/** A model: what is served, as far as engines and platforms must know it. */
export interface Model {
  /**
   * Name of the model's repository, such as `Qwen2.5-7B-Instruct`; on platforms that mount repositories by name it is
   * also a folder.
   *
   * @default the name of the service
   */
  readonly name?: string;
  /** Where the weights are. @default the engine finds them itself */
  readonly storage?: ModelStorage;
  /** What the model does, in Hugging Face's words, such as `text-generation`. @default unstated */
  readonly task?: string;
  /**
   * Identifier on Hugging Face. Of a model in the catalogue, heads and size of weights are known.
   *
   * @default unstated
   */
  readonly huggingFaceId?: KnownModelId | (string & {});
  /**
   * Size of the weights in GiB; start-up probes allow for the time it takes to load them.
   *
   * @default what the catalogue knows of `huggingFaceId`
   */
  readonly weightsGiB?: number;
}
