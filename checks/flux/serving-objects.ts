import { groupOf, isObject, nameOf, namespaceOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { componentName } from '../../preview/children/kserve/component';
import type { ClusterFacts } from '../cluster-facts';
import { kserveConfiguration } from '../kserve/kserve-facts';
import type { KserveConfiguration } from '../kserve/kserve-facts';
import { serviceOf } from '../kserve/service';
import { OmeIndex } from '../ome/ome-index';
import { DecidedRuntimes } from '../ome/selection/decided-runtime';
import { omeServingObjects } from './ome-serving-objects';
import type { ServingObject, ServingResult } from './serving-object';

/** Kinds that show it themselves. */
const OWN_HEALTH: ReadonlySet<string> = new Set([
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/StatefulSet',
  'disaggregatedset.x-k8s.io/DisaggregatedSet',
  'leaderworkerset.x-k8s.io/LeaderWorkerSet',
  'serving.knative.dev/Service',
]);

/**
 * The objects by whose health one knows that the services of a cluster serve. That of an `InferenceService` itself does
 * not show it: the controllers of KServe and of OME copy `status.observedGeneration` of the Deployment into it, which
 * tools compare with the service's own generation.
 */
export class ServingObjects {
  private readonly configuration: KserveConfiguration;
  private readonly ome: OmeIndex;
  private readonly runtimes: DecidedRuntimes;

  /** @param manifests - all that is known of the cluster's */
  public constructor(manifests: readonly Manifest[], { kserve, inventory = [] }: ClusterFacts = {}) {
    this.configuration = kserveConfiguration([...manifests, ...inventory], kserve);
    this.ome = new OmeIndex([...inventory, ...manifests]);
    this.runtimes = new DecidedRuntimes(this.ome);
  }

  /** What shows that an object serves; nothing of one that serves no model, or that is stopped. */
  public of(manifest: Manifest): ServingResult {
    const key = `${groupOf(manifest)}/${manifest.kind}`;
    if (OWN_HEALTH.has(key)) return [itself(manifest)];
    switch (key) {
      case 'serving.kserve.io/InferenceService':
        return isStopped(manifest) ? [] : this.ofKserve(manifest);
      case 'serving.kserve.io/LLMInferenceService':
        return isStopped(manifest) ? [] : [itself(manifest)];
      case 'ome.io/InferenceService':
        return omeServingObjects(manifest, this.runtimes.runtimeOf(manifest, this.ome.modelOf(manifest)));
      case 'batch/Job':
        return endsByItself(manifest) ? [itself(manifest)] : [];
      default:
        return [];
    }
  }

  private ofKserve(manifest: Manifest): ServingResult {
    const { mode, isModeKnown, components, name } = serviceOf(manifest, this.configuration);
    if (!isModeKnown) return { because: 'neither the service nor the cluster states the deployment mode' };
    if (mode === 'ModelMesh') return { because: 'ModelMesh serves it in pods that it shares with others' };
    const workload =
      mode === 'Knative'
        ? { apiVersion: 'serving.knative.dev/v1', kind: 'Service' }
        : { apiVersion: 'apps/v1', kind: 'Deployment' };
    return components.map(({ kind, fields }) => {
      const own = kind === 'predictor' ? textAt(fields, 'name') : undefined;
      return { ...workload, name: componentName(name, kind, own), namespace: namespaceOf(manifest) };
    });
  }
}

function itself(manifest: Manifest): ServingObject {
  const { apiVersion, kind } = manifest;
  return { apiVersion, kind, name: nameOf(manifest), namespace: namespaceOf(manifest) };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/utils/utils.go GetForceStopRuntime */
function isStopped(manifest: Manifest): boolean {
  return textAt(manifest, 'metadata', 'annotations', 'serving.kserve.io/stop')?.toLowerCase() === 'true';
}

/** Jobs that are suspended do not start, and those with a time to live are gone when somebody looks. */
function endsByItself(manifest: Manifest): boolean {
  const spec = valueAt(manifest, 'spec');
  return isObject(spec) && spec.suspend !== true && spec.ttlSecondsAfterFinished === undefined;
}
