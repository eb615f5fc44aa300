import type { ClusterFacts } from '../../checks/cluster-facts';
import { kserveConfiguration } from '../../checks/kserve/kserve-facts';
import { namespaceOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { DEFAULT_PROTOCOL, modelDemands } from '../../preview/kserve/model-demands';
import type { ModelDemands } from '../../preview/kserve/model-demands';
import { RuntimeIndex } from '../../preview/kserve/runtime-index';
import { inWords } from '../../preview/kserve/runtime-misfit';
import type { RuntimeSpec } from '../../preview/kserve/runtime-spec';
import { selectRuntime } from '../../preview/kserve/select-runtime';
import type { RuntimeIdentity, Selection } from './selection-report';

/** Where OME runs, whose ConfigMap is called like KServe's. */
export const OME_NAMESPACE = 'ome';

/** Which runtime KServe gives to a service, from the manifests of its cluster and what stands there already. */
export function kserveSelection(
  service: Manifest,
  manifests: readonly Manifest[],
  { inventory, kserve }: ClusterFacts,
): Selection {
  const ofKserve = [...manifests, ...(inventory ?? [])].filter((manifest) => namespaceOf(manifest) !== OME_NAMESPACE);
  const { defaultDeploymentMode } = kserveConfiguration(ofKserve, kserve);
  const demands = modelDemands(service, defaultDeploymentMode);
  if (demands === undefined) return WITHOUT;
  const selection = selectRuntime(demands, new RuntimeIndex(manifests, inventory).visibleIn(demands.namespace));
  const common = {
    asks: asksOf(demands),
    others: selection.others.map(({ runtime, reasons }) => ({ ...identity(runtime), reasons })),
  };
  switch (selection.outcome) {
    case 'selected':
      return { ...common, runtimes: [identity(selection.runtime)], because: selection.because };
    case 'ambiguous':
      return {
        ...common,
        runtimes: selection.among.map(identity),
        because: 'nothing but their age decides: it is the one that was created last',
      };
    case 'none':
      return { ...common, runtimes: [], because: selection.because };
  }
}

const WITHOUT: Selection = {
  asks: [],
  runtimes: [],
  because: 'no runtime is selected for it: it has a container of its own, is for ModelMesh, or states no model',
  others: [],
};

function asksOf(demands: ModelDemands): readonly string[] {
  const { runtime, protocol, isMultiNode } = demands;
  return [
    inWords(demands),
    protocol ?? (runtime === undefined ? `${DEFAULT_PROTOCOL}, since it states no protocol` : 'any protocol'),
    isMultiNode ? 'several nodes' : 'one node',
  ];
}

function identity({ kind, namespace, name }: RuntimeSpec): RuntimeIdentity {
  return { kind, namespace, name };
}
