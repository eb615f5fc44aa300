import { arrayAt, groupOf, objectAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { isAccelerator } from '../engines/devices';

/** Kinds whose objects are served models. */
const MODEL_KINDS: ReadonlySet<string> = new Set([
  'disaggregatedset.x-k8s.io/DisaggregatedSet',
  'leaderworkerset.x-k8s.io/LeaderWorkerSet',
  'ome.io/InferenceService',
  'serving.kserve.io/InferenceService',
  'serving.kserve.io/LLMInferenceService',
]);

/** Kinds that take models or weights with them: agents of OME delete those of a model from every node. */
const HOLDING_KINDS: ReadonlySet<string> = new Set([
  '/Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'ome.io/BaseModel',
  'ome.io/ClusterBaseModel',
]);

const WORKLOADS: ReadonlySet<string> = new Set(['apps/Deployment', 'apps/StatefulSet']);

const STORED_KINDS: ReadonlySet<string> = new Set(['/PersistentVolume', '/PersistentVolumeClaim']);

/** Whether an object serves a model. */
export function isModel(manifest: Manifest): boolean {
  const kind = kindOf(manifest);
  return MODEL_KINDS.has(kind) || (WORKLOADS.has(kind) && usesAccelerators(manifest));
}

/** Whether deleting an object ends models that serve, or takes hours to undo. */
export function isServing(manifest: Manifest): boolean {
  return HOLDING_KINDS.has(kindOf(manifest)) || isModel(manifest);
}

/** Whether an object holds weights, or is a claim to them. */
export function holdsWeights(manifest: Manifest): boolean {
  return STORED_KINDS.has(kindOf(manifest));
}

function usesAccelerators(workload: Manifest): boolean {
  return arrayAt(workload, 'spec', 'template', 'spec', 'containers').some((container) =>
    Object.keys(objectAt(container, 'resources', 'limits')).some(isAccelerator),
  );
}

function kindOf(manifest: Manifest): string {
  return `${groupOf(manifest)}/${manifest.kind}`;
}
