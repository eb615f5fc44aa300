import { textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { mergedService } from '../../preview/ome/merged-service';
import type { PodsResult } from '../../preview/pods-result';
import { OmeIndex } from './ome-index';
import { chosenAccelerators } from './selection/chosen-accelerators';
import type { Accelerators } from './selection/chosen-accelerators';
import { DecidedRuntimes, isComplete } from './selection/decided-runtime';
import { selectOmeRuntime } from './selection/select-runtime';
import { modelSpec } from './selection/spec';

/** A service of OME whose runtime is known, and the pods that come of both. */
export interface MadeOmeService {
  readonly model: Manifest | undefined;
  readonly runtime: Manifest;
  readonly accelerators: Accelerators;
  readonly result: PodsResult;
}

/** Puts the services of one cluster together with what OME gives them. */
export class OmeServices {
  private readonly index: OmeIndex;
  private readonly runtimes: DecidedRuntimes;

  /** @param manifests - of objects with the same name, the last one holds */
  public constructor(manifests: readonly Manifest[]) {
    this.index = new OmeIndex(manifests);
    this.runtimes = new DecidedRuntimes(this.index);
  }

  /** Undefined where its runtime or its accelerators depend on what only the cluster knows. */
  public made(service: Manifest): MadeOmeService | undefined {
    const model = this.index.modelOf(service);
    const runtime = this.runtimes.runtimeOf(service, model);
    const accelerators = runtime === undefined ? undefined : chosenAccelerators(service, runtime, this.index);
    if (runtime === undefined || accelerators === undefined) return undefined;
    return { model, runtime, accelerators, result: mergedService(service, { runtime, model, accelerators }) };
  }

  /** Whether a service names no runtime, and none of those that are known suits its model. */
  public hasNoRuntimeFor(service: Manifest): boolean {
    const model = this.index.modelOf(service);
    if (model === undefined || textAt(service, 'spec', 'runtime', 'name') !== undefined) return false;
    if (!isComplete(modelSpec(model))) return false;
    return selectOmeRuntime(model, this.index.manifests, service).outcome === 'refused';
  }
}
