import type { ClusterFacts } from '../../checks/cluster-facts';
import { isInferenceService, KserveServices } from '../../checks/kserve/kserve-services';
import { madeServices } from '../../checks/llm-inference-service/made-services';
import { OmeServices } from '../../checks/ome/ome-services';
import { groupOf } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { defaultedService } from '../../preview/kserve/defaulted-service';
import type { PodsResult } from '../../preview/pods-result';
import { countOf } from './count';
import { llmPods } from './llm-pods';
import { ownPods } from './own-pods';
import type { OwnPods } from './own-pods';
import { Scalers } from './scalers';
import type { PodSet, Workload } from './workload';

/** The workloads among the objects of one cluster, with the pods that come of them. */
export function workloadsOf(objects: readonly LocatedManifest[], facts: ClusterFacts): readonly Workload[] {
  const made = new Making(objects, facts);
  return objects.flatMap(({ manifest }) => made.workloadOf(manifest) ?? []);
}

type LlmService = ReturnType<typeof madeServices>['services'][number];

class Making {
  private readonly kserve: KserveServices;
  private readonly ome: OmeServices;
  private readonly llm: ReadonlyMap<Manifest, LlmService>;
  private readonly scalers: Scalers;

  public constructor(objects: readonly LocatedManifest[], facts: ClusterFacts) {
    const manifests = objects.map(({ manifest }) => manifest);
    this.kserve = new KserveServices(objects, facts);
    this.ome = new OmeServices([...(facts.inventory ?? []), ...manifests]);
    this.scalers = new Scalers(manifests);
    const hasLlm = manifests.some(({ kind }) => kind === 'LLMInferenceService');
    const services = hasLlm ? madeServices(objects, facts).services : [];
    this.llm = new Map(services.map((service) => [service.service.manifest, service]));
  }

  public workloadOf(manifest: Manifest): Workload | undefined {
    if (isInferenceService(manifest)) {
      const runtime = this.kserve.runtimeOf(manifest);
      const madeOf = runtime === undefined ? [] : [runtime];
      const mode = defaultedService(manifest, this.kserve.configuration)?.mode;
      return { ...this.ofResult(manifest, madeOf, this.kserve.podsOf(manifest)), isRevisioned: mode === 'Knative' };
    }
    if (manifest.kind === 'InferenceService' && groupOf(manifest) === 'ome.io') {
      const made = this.ome.made(manifest);
      if (made === undefined) return unforeseen(manifest, 'which runtime or accelerator OME chooses is not known');
      const madeOf = [made.runtime, ...(made.model === undefined ? [] : [made.model])];
      return this.ofResult(manifest, madeOf, made.result);
    }
    const llm = this.llm.get(manifest);
    if (llm !== undefined) return this.ofLlm(manifest, llm);
    const pods = ownPods(manifest);
    return pods.length === 0 ? undefined : this.ofPods(manifest, [], pods);
  }

  private ofLlm(manifest: Manifest, { made }: LlmService): Workload {
    const { rendered, combination } = made;
    const madeOf = combination.layers.flatMap(({ config }) => config?.manifest ?? []);
    if (rendered === undefined) return unforeseen(manifest, 'one of its configurations is not known', madeOf);
    return this.ofPods(manifest, madeOf, llmPods(made));
  }

  private ofResult(manifest: Manifest, madeOf: readonly Manifest[], result: PodsResult): Workload {
    switch (result.outcome) {
      case 'pods':
        return this.ofPods(manifest, madeOf, result.pods);
      case 'refused':
        return unforeseen(manifest, `the controller refuses it: ${result.message}`, madeOf);
      case 'unknown':
        return unforeseen(manifest, result.because, madeOf);
    }
  }

  private ofPods(manifest: Manifest, madeOf: readonly Manifest[], pods: readonly OwnPods[]): Workload {
    const sets = pods.map(({ component, labels, annotations, spec, replicas }): PodSet => {
      const count = countOf(manifest, { component, replicas }, this.scalers);
      return { component, labels, annotations, spec, count };
    });
    return { manifest, madeOf, pods: sets };
  }
}

function unforeseen(manifest: Manifest, why: string, madeOf: readonly Manifest[] = []): Workload {
  return { manifest, madeOf, pods: undefined, unforeseen: why };
}
