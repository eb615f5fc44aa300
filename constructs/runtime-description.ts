import type { Engine } from './engine';
import type { RuntimeMetadata } from './runtime-metadata';

/** An engine under the name by which services refer to it. */
export interface RuntimeDescription extends RuntimeMetadata {
  readonly name: string;
  readonly engine: Engine;
}
