import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { refused } from '../pods-result';
import type { PodsResult } from '../pods-result';
import { mergedComponent } from './component-parts';
import type { MergedComponent } from './component-parts';
import { podsOfComponent } from './component-pods';
import { deploymentModeOf } from './deployment-mode';
import type { OmeContext } from './model-context';

/**
 * The pods that OME v0.1.5 makes of a service: of its engine, its decoder and its router, each merged with the runtime's.
 * What annotations ask OME's webhook for pods to add is left out. Engines on Ray and fine-tuned weights are not known.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/controller.go Reconcile
 */
export function mergedService(service: Manifest, context: OmeContext = {}): PodsResult {
  if (textAt(service, 'metadata', 'annotations', 'ome.io/deploymentMode') === 'VirtualDeployment') {
    return { outcome: 'pods', pods: [], expanded: [] };
  }
  const { runtime } = context;
  if (runtime === undefined) return { outcome: 'unknown', because: 'the runtime is not known', expanded: [] };
  if (arrayAt(service, 'spec', 'model', 'fineTunedWeights').length > 0) {
    return { outcome: 'unknown', because: 'it has fine-tuned weights', expanded: [] };
  }
  const components: MergedComponent[] = [];
  for (const name of ['engine', 'decoder', 'router'] as const) {
    const result = mergedComponent(service, runtime, name);
    if (result?.ok === false) return refused(`failed to merge ${name} specs: ${result.problem}`);
    if (result !== undefined) components.push(result.component);
  }
  if (!components.some(({ name }) => name === 'engine')) return refused('engine component is required');
  const hasDecoder = components.some(({ name }) => name === 'decoder');
  const results = components.map((component) => {
    const mode = deploymentModeOf(component, hasDecoder);
    return podsOfComponent({ service, component, mode, context });
  });
  const expanded = results.flatMap((result) => result.expanded);
  const failed = results.find((result) => result.outcome !== 'pods');
  if (failed !== undefined) return { ...failed, expanded };
  return {
    outcome: 'pods',
    expanded,
    pods: results.flatMap((result) => (result.outcome === 'pods' ? result.pods : [])),
  };
}
