import { groupOf } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { mergedPredictor } from '../../preview/kserve/merged-predictor';
import { modelDemands } from '../../preview/kserve/model-demands';
import type { ModelDemands } from '../../preview/kserve/model-demands';
import { RuntimeIndex } from '../../preview/kserve/runtime-index';
import { Selection } from '../../preview/kserve/selection';
import type { PodsResult } from '../../preview/pods-result';
import type { ClusterFacts } from '../cluster-facts';
import { kserveConfiguration } from './kserve-facts';
import type { KserveConfiguration } from './kserve-facts';

/** What checks of one cluster's services share, each found out once: their runtimes, and the pods that come of both. */
export class KserveServices {
  public readonly runtimes: RuntimeIndex;
  public readonly selection: Selection;
  public readonly configuration: KserveConfiguration;
  private readonly demands = new Map<Manifest, ModelDemands | undefined>();
  private readonly pods = new Map<Manifest, PodsResult>();

  public constructor(objects: readonly LocatedManifest[], facts: ClusterFacts = {}) {
    const manifests = objects.map(({ manifest }) => manifest);
    const inventory = facts.inventory ?? [];
    this.runtimes = new RuntimeIndex(manifests, inventory);
    this.selection = new Selection(this.runtimes);
    this.configuration = kserveConfiguration([...manifests, ...inventory], facts.kserve);
  }

  /** Undefined where a runtime plays no part. */
  public demandsOf(service: Manifest): ModelDemands | undefined {
    if (!this.demands.has(service)) {
      this.demands.set(service, modelDemands(service, this.configuration.defaultDeploymentMode));
    }
    return this.demands.get(service);
  }

  /** The runtime that a service gets, unless it is not known or nothing but the cluster decides between several. */
  public runtimeOf(service: Manifest): Manifest | undefined {
    const demands = this.demandsOf(service);
    if (demands === undefined) return undefined;
    if (demands.runtime !== undefined) return this.runtimes.named(demands.runtime, demands.namespace)?.manifest;
    const [first, second] = this.selection.contenders(demands);
    return second === undefined ? first?.manifest : undefined;
  }

  /** The pods of a service's predictor. */
  public podsOf(service: Manifest): PodsResult {
    const known = this.pods.get(service);
    if (known !== undefined) return known;
    const pods = mergedPredictor(service, this.runtimeOf(service), this.configuration);
    this.pods.set(service, pods);
    return pods;
  }
}

/** Of versions that KServe no longer serves, nothing can be said. */
export function isInferenceService({ apiVersion, kind }: Manifest): boolean {
  return kind === 'InferenceService' && apiVersion === 'serving.kserve.io/v1beta1';
}

export function isOfKserve(manifest: Manifest): boolean {
  return groupOf(manifest) === 'serving.kserve.io';
}
