import type { ClusterFacts } from '../checks/cluster-facts';
import { groupOf } from '../kubernetes/manifest';
import type { Manifest } from '../kubernetes/manifest';
import { modelDemands } from '../preview/kserve/model-demands';
import { RuntimeIndex } from '../preview/kserve/runtime-index';
import type { NotChecked } from '../reports/report';

/**
 * Services of one cluster that name a runtime which is not known: without it there is nothing to merge them with, no
 * template is expanded, and no pod is checked. Where KServe is to select, a finding says what it has to select from.
 */
export function unknownRuntimes(manifests: readonly Manifest[], facts: ClusterFacts = {}): readonly NotChecked[] {
  const services = manifests.filter(isInferenceService);
  if (services.length === 0) return [];
  const runtimes = new RuntimeIndex(manifests, facts.inventory ?? []);
  const count = services.filter((service) => {
    const demands = modelDemands(service, facts.kserve?.defaultDeploymentMode);
    return demands?.runtime !== undefined && runtimes.named(demands.runtime, demands.namespace) === undefined;
  }).length;
  return count === 0 ? [] : [{ what: 'pod of an InferenceService', count, why: WHY }];
}

const WHY = 'the runtime that it names stands in no file and in no inventory';

function isInferenceService(manifest: Manifest): boolean {
  return manifest.kind === 'InferenceService' && groupOf(manifest) === 'serving.kserve.io';
}
