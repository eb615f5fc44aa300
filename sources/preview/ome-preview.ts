import type { ClusterFacts } from '../../checks/cluster-facts';
import { OmeIndex } from '../../checks/ome/ome-index';
import { chosenAccelerators } from '../../checks/ome/selection/chosen-accelerators';
import { modelSpec } from '../../checks/ome/selection/spec';
import { namespaceOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Inexactness, ServiceChildren } from '../../preview/children/child-object';
import { omeChildren } from '../../preview/children/ome/children';
import { omeSelection } from '../selection/ome-selection';
import { asShipped } from './as-shipped';
import { omeIngress } from './platform-configuration';
import { withoutRuntime } from './previewed';
import type { Previewed } from './previewed';

const COMPONENTS = ['engineConfig', 'decoderConfig', 'routerConfig', 'containers'];

/** What OME makes of an `InferenceService`, with the runtime that it gets. */
export function omePreview(service: Manifest, manifests: readonly Manifest[], facts: ClusterFacts): Previewed {
  const known = [...(facts.inventory ?? []), ...manifests];
  // Of objects with the same name, the last one holds.
  const index = new OmeIndex(known);
  const model = index.modelOf(service);
  const selection = omeSelection(service, manifests, facts);
  const [chosen, ...others] = selection.runtimes;
  const namespace = chosen?.kind === 'ServingRuntime' ? namespaceOf(service) : undefined;
  const runtime = chosen && index.find(chosen.kind, chosen.name, namespace);
  if (chosen === undefined || runtime === undefined || others.length > 0) return withoutRuntime(selection);
  if (COMPONENTS.every((name) => valueAt(runtime, 'spec', name) === undefined))
    return withoutRuntime(selection, chosen);
  const accelerators = chosenAccelerators(service, runtime, index);
  if (accelerators === undefined) {
    return {
      selection,
      children: { outcome: 'unknown', because: 'its accelerator is chosen in the cluster, or its class is not known' },
    };
  }
  const children = asShipped(omeChildren(service, { runtime, model, accelerators }, omeIngress(known)), runtime);
  return { selection, children: withRemarks(children, service, model) };
}

function withRemarks(children: ServiceChildren, service: Manifest, model: Manifest | undefined): ServiceChildren {
  if (children.outcome !== 'made') return children;
  return { ...children, inexact: [...children.inexact, ...remarks(service, model)] };
}

function remarks(service: Manifest, model: Manifest | undefined): readonly Inexactness[] {
  if (model === undefined) {
    return [
      { because: 'the model is not among the manifests: variables, volumes and nodes that it brings are left out' },
    ];
  }
  const isNamed = textAt(service, 'spec', 'runtime', 'name') !== undefined;
  if (isNamed || modelSpec(model).modelParameterSize !== undefined) return [];
  return [{ because: 'once agents of OME have found the size of the model, another runtime may be selected' }];
}
