import type { ClusterFacts } from '../../checks/cluster-facts';
import { isInferenceService, KserveServices } from '../../checks/kserve/kserve-services';
import { madeServices } from '../../checks/llm-inference-service/made-services';
import { OmeServices } from '../../checks/ome/ome-services';
import { isComplete } from '../../checks/ome/selection/decided-runtime';
import { namedRuntimeRefusal } from '../../checks/ome/selection/select-runtime';
import { modelSpec } from '../../checks/ome/selection/spec';
import { groupOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { defaultedService } from '../../preview/kserve/defaulted-service';
import { namedMisfits } from '../../preview/kserve/runtime-misfit';
import { runtimeSpec } from '../../preview/kserve/runtime-spec';
import type { PodsResult } from '../../preview/pods-result';
import { countOf } from './count';
import { llmPods } from './llm-pods';
import { ownPods } from './own-pods';
import type { OwnPods } from './own-pods';
import { componentScaled } from './scale-targets';
import { Scalers } from './scalers';
import { podsBeside, statedPods } from './stated-pods';
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
    if (isInferenceService(manifest)) return this.ofKserve(manifest);
    if (manifest.kind === 'InferenceService' && groupOf(manifest) === 'ome.io') return this.ofOme(manifest);
    const llm = this.llm.get(manifest);
    if (llm !== undefined) return this.ofLlm(manifest, llm);
    const pods = ownPods(manifest);
    return pods.length === 0 ? undefined : this.ofPods({ manifest, madeOf: [] }, pods);
  }

  private ofKserve(manifest: Manifest): Workload {
    const runtime = this.kserve.runtimeOf(manifest);
    const madeOf = runtime === undefined ? [] : [runtime];
    const isRevisioned = defaultedService(manifest, this.kserve.configuration)?.mode === 'Knative';
    const made = { manifest, madeOf, isRevisioned, isFrozen: isFrozen(manifest) };
    const demands = this.kserve.demandsOf(manifest);
    const spec = runtime && runtimeSpec(runtime);
    const [misfit] = demands?.runtime === undefined || spec === undefined ? [] : namedMisfits(spec, demands);
    if (misfit !== undefined) {
      const lost = spec?.isDisabled === true ? ({ manifest: spec.manifest, how: 'disabled' } as const) : undefined;
      return this.refused(
        { ...made, lost },
        `of the runtime '${demands?.runtime ?? ''}' that it names, ${misfit.text}`,
      );
    }
    const isWithoutRuntime =
      demands !== undefined && demands.runtime === undefined && this.kserve.selection.contenders(demands).length === 0;
    return this.ofResult({ ...made, isWithoutRuntime }, this.kserve.podsOf(manifest));
  }

  private ofOme(manifest: Manifest): Workload {
    const made = this.ome.made(manifest);
    if (made === undefined) {
      const isWithoutRuntime = this.ome.hasNoRuntimeFor(manifest);
      const why = 'which runtime or accelerator OME chooses is not known';
      return this.unforeseen({ manifest, madeOf: [], isWithoutRuntime }, why);
    }
    const { runtime, model } = made;
    const madeOf = [runtime, ...(model === undefined ? [] : [model])];
    const named = textAt(manifest, 'spec', 'runtime', 'name');
    const refusal = named === undefined ? undefined : omeRefusal(manifest, runtime, model);
    if (refusal !== undefined) {
      const lost = isDisabled(runtime) ? ({ manifest: runtime, how: 'disabled' } as const) : undefined;
      return this.refused({ manifest, madeOf, lost }, `of the runtime '${named ?? ''}' that it names: ${refusal}`);
    }
    return this.ofResult({ manifest, madeOf }, made.result);
  }

  private ofLlm(manifest: Manifest, { made }: LlmService): Workload {
    const { rendered, combination, merged } = made;
    const madeOf = combination.layers.flatMap(({ config }) => config?.manifest ?? []);
    const combined = merged && { ...manifest, spec: merged };
    if (rendered === undefined) {
      return this.unforeseen({ manifest, madeOf, combined }, 'one of its configurations is not known');
    }
    if (rendered.ok === 'unknown') {
      return this.unforeseen({ manifest, madeOf, combined }, 'what its templates come to is not known');
    }
    const pods = llmPods(made);
    if (pods.length === 0) {
      return this.refused({ manifest, madeOf, combined }, 'its templates or its sizes cannot be used');
    }
    return this.ofPods({ manifest, madeOf, combined }, pods);
  }

  private ofResult(made: Made, result: PodsResult): Workload {
    switch (result.outcome) {
      case 'pods':
        return this.ofPods(made, result.pods);
      case 'refused':
        return this.refused(made, result.message);
      case 'unknown':
        return this.unforeseen(made, result.because);
    }
  }

  private ofPods(made: Made, pods: readonly OwnPods[]): Workload {
    const { manifest, combined = manifest, isRevisioned = false } = made;
    const sets = pods.map(({ component, labels, annotations, spec, replicas }): PodSet => {
      const count = countOf(combined, { component, replicas }, this.scalers, isRevisioned);
      const isScaled = this.scalers.boundsOf(manifest, componentScaled(manifest, component)) !== undefined;
      return { component, labels, annotations, spec, count, isScaled };
    });
    const stated = isInferenceService(manifest) ? podsBeside(manifest, this.scalers, isRevisioned) : [];
    return { ...made, pods: sets, stated };
  }

  private unforeseen(made: Made, unforeseen: string): Workload {
    const { manifest, combined = manifest, isRevisioned = false } = made;
    return { ...made, pods: undefined, stated: statedPods(combined, this.scalers, isRevisioned), unforeseen };
  }

  /** Controllers stop at such an error, before they touch what they have made. */
  private refused(made: Made, message: string): Workload {
    return { ...this.unforeseen(made, `the controller refuses it: ${message}`), isRefused: true };
  }
}

/** Why OME refuses a runtime; what its agents find out of a model may change that, but for one that is disabled. */
function omeRefusal(service: Manifest, runtime: Manifest, model: Manifest | undefined): string | undefined {
  const isKnown = model !== undefined && (isDisabled(runtime) || isComplete(modelSpec(model)));
  return isKnown ? namedRuntimeRefusal(model, runtime, service) : undefined;
}

function isDisabled(runtime: Manifest): boolean {
  return valueAt(runtime, 'spec', 'disabled') === true;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/controller.go Reconcile */
function isFrozen(service: Manifest): boolean {
  return textAt(service, 'metadata', 'annotations', 'serving.kserve.io/disable-auto-update') === 'true';
}

/** A workload whose pods are not looked at yet. */
type Made = Omit<Workload, 'pods' | 'stated' | 'unforeseen' | 'isRefused'>;
