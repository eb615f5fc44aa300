import type { ClusterFacts } from '../../checks/cluster-facts';
import { arrayAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { ServiceChildren } from '../../preview/children/child-object';
import { kserveChildren } from '../../preview/children/kserve/children';
import { modelDemands } from '../../preview/kserve/model-demands';
import { RuntimeIndex } from '../../preview/kserve/runtime-index';
import { kserveSelection } from '../selection/kserve-selection';
import { asShipped } from './as-shipped';
import { childConfiguration } from './platform-configuration';
import type { Previewed } from './previewed';
import { withoutRuntime } from './previewed';

/** What KServe makes of an `InferenceService`, with the runtime that it gets. */
export function kservePreview(service: Manifest, manifests: readonly Manifest[], facts: ClusterFacts): Previewed {
  const { inventory = [] } = facts;
  const configuration = childConfiguration([...manifests, ...inventory], facts);
  const { defaultDeploymentMode } = configuration;
  const demands = modelDemands(service, defaultDeploymentMode);
  const runtimeOf = () => undefined;
  if (demands === undefined) return { children: kserveChildren(service, runtimeOf, configuration) };
  const selection = kserveSelection(service, manifests, facts);
  const index = new RuntimeIndex(manifests, inventory);
  const [chosen] = selection.runtimes;
  const runtime = index
    .visibleIn(demands.namespace)
    .find(
      ({ kind, name, namespace }) => kind === chosen?.kind && name === chosen.name && namespace === chosen.namespace,
    );
  if (selection.runtimes.length !== 1 || runtime === undefined) return withoutRuntime(selection);
  if (arrayAt(runtime.manifest, 'spec', 'containers').length === 0) return withoutRuntime(selection, runtime);
  const ofCanary = (canary: Manifest) => {
    const { runtime: name, namespace } = modelDemands(canary, defaultDeploymentMode) ?? {};
    return name === undefined ? runtime.manifest : index.named(name, namespace)?.manifest;
  };
  const made = kserveChildren(service, (one) => (one === service ? runtime.manifest : ofCanary(one)), configuration);
  const children = asShipped(made, runtime.manifest);
  return { selection, children: facts.platform === 'openshift-ai' ? withOpenShift(children) : children };
}

/** @see https://github.com/opendatahub-io/odh-model-controller/tree/main/internal/controller/serving/reconcilers */
function withOpenShift(children: ServiceChildren): ServiceChildren {
  if (children.outcome !== 'made') return children;
  const because =
    "OpenShift AI's own controller adds to it: Routes, accounts and bindings for authentication, monitors of metrics, and certificates";
  return { ...children, inexact: [...children.inexact, { because }] };
}
