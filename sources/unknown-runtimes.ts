import type { ClusterFacts } from '../checks/cluster-facts';
import { OmeIndex } from '../checks/ome/ome-index';
import { groupOf, nameOf, namespaceOf, textAt } from '../kubernetes/manifest';
import type { Manifest } from '../kubernetes/manifest';
import { modelDemands } from '../preview/kserve/model-demands';
import { RuntimeIndex } from '../preview/kserve/runtime-index';
import type { NotChecked } from '../reports/report';

/**
 * Services of one cluster that name a runtime which is not known, or of which OME selects by a model that is not: there is
 * nothing to merge them with, no template is expanded, and no pod is checked. Where KServe is to select, a finding says
 * what it has to select from.
 */
export function unknownRuntimes(manifests: readonly Manifest[], facts: ClusterFacts = {}): readonly NotChecked[] {
  const ofOme = omeServices(manifests, facts);
  return [
    counted([...kserveServices(manifests, facts), ...ofOme.withoutRuntime], 'the runtime that it names'),
    counted(ofOme.withoutModel, 'the model by which OME selects its runtime'),
  ].flat();
}

function counted(services: readonly Manifest[], what: string): readonly NotChecked[] {
  if (services.length === 0) return [];
  return [
    {
      what: 'pod of an InferenceService',
      count: services.length,
      why: `${what} stands in no file and in no inventory`,
      names: services.map((service) => [namespaceOf(service) ?? [], nameOf(service)].flat().join('/')),
    },
  ];
}

function kserveServices(manifests: readonly Manifest[], facts: ClusterFacts): readonly Manifest[] {
  const services = servicesOf('serving.kserve.io', manifests);
  if (services.length === 0) return [];
  const runtimes = new RuntimeIndex(manifests, facts.inventory ?? []);
  return services.filter((service) => {
    const demands = modelDemands(service, facts.kserve?.defaultDeploymentMode);
    return demands?.runtime !== undefined && runtimes.named(demands.runtime, demands.namespace) === undefined;
  });
}

function omeServices(manifests: readonly Manifest[], { inventory = [] }: ClusterFacts) {
  const services = servicesOf('ome.io', manifests);
  if (services.length === 0) return { withoutRuntime: [], withoutModel: [] };
  const index = new OmeIndex([...inventory, ...manifests]);
  const names = (service: Manifest, field: 'runtime' | 'model') => textAt(service, 'spec', field, 'name') !== undefined;
  const named = services.filter((service) => names(service, 'runtime'));
  const selecting = services.filter((service) => !names(service, 'runtime') && names(service, 'model'));
  return {
    withoutRuntime: named.filter((service) => index.runtimeOf(service) === undefined),
    withoutModel: selecting.filter((service) => index.modelOf(service) === undefined),
  };
}

function servicesOf(group: string, manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests.filter((manifest) => manifest.kind === 'InferenceService' && groupOf(manifest) === group);
}
