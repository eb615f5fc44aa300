import type { Construct } from 'constructs';
import { Accelerator } from '../constructs/accelerator';
import type { Engine } from '../constructs/engine';
import { Runtime } from '../constructs/runtime';
import type { RuntimeMetadata } from '../constructs/runtime-metadata';

/** An engine this library has no runtime for, in the words of the interface all engines use. */
export interface CustomRuntimeProps
  extends RuntimeMetadata, Omit<Engine, 'name' | 'accelerator'>, Partial<Pick<Engine, 'accelerator'>> {
  /** Lower-case word for the engine, such as `llama-cpp`. */
  readonly engine: string;
}

/** Any other engine: what it needs is said in full by its user. */
export class CustomRuntime extends Runtime {
  public constructor(scope: Construct, id: string, props: CustomRuntimeProps) {
    const { engine, accelerator, ...rest } = props;
    super(scope, id, props, { ...rest, name: engine, accelerator: accelerator ?? Accelerator.cpu() });
  }
}
