import { claimKey, claimsOf } from '../../checks/delivery/claims';
import { isHook, statedWave } from '../../checks/delivery/sync-wave';
import type { ArgoWaveChoice } from '../../constructs/argo-cd/delivered-clusters';
import { ArgoWaves } from '../../constructs/argo-cd/waves';
import { groupOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { CollectedObject } from '../objects/collect-objects';

/** Kinds that others need, and those that need others, with their waves; all else is applied in wave 0. */
const WAVES: ReadonlyMap<number, readonly string[]> = new Map([
  [
    -30,
    [
      '/Namespace',
      '/ResourceQuota',
      '/LimitRange',
      'node.k8s.io/RuntimeClass',
      'scheduling.k8s.io/PriorityClass',
      'storage.k8s.io/StorageClass',
    ],
  ],
  [
    -20,
    [
      '/PersistentVolume',
      '/Secret',
      '/ServiceAccount',
      'bitnami.com/SealedSecret',
      'external-secrets.io/ClusterSecretStore',
      'external-secrets.io/ExternalSecret',
      'external-secrets.io/SecretStore',
      'keda.sh/ClusterTriggerAuthentication',
      'keda.sh/TriggerAuthentication',
      'networking.k8s.io/NetworkPolicy',
      'rbac.authorization.k8s.io/ClusterRole',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
      'rbac.authorization.k8s.io/Role',
      'rbac.authorization.k8s.io/RoleBinding',
    ],
  ],
  [
    -10,
    [
      'ome.io/AcceleratorClass',
      'ome.io/BaseModel',
      'ome.io/ClusterBaseModel',
      'ome.io/ClusterServingRuntime',
      'ome.io/ServingRuntime',
      'serving.kserve.io/ClusterServingRuntime',
      'serving.kserve.io/ClusterStorageContainer',
      'serving.kserve.io/LLMInferenceServiceConfig',
      'serving.kserve.io/ServingRuntime',
    ],
  ],
  [10, ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject', 'policy/PodDisruptionBudget']],
  [
    20,
    [
      'gateway.networking.k8s.io/GRPCRoute',
      'gateway.networking.k8s.io/HTTPRoute',
      'inference.networking.k8s.io/InferencePool',
      'inference.networking.x-k8s.io/InferenceObjective',
      'inference.networking.x-k8s.io/InferencePool',
      'networking.k8s.io/Ingress',
    ],
  ],
]);

const WAVE_OF_KIND: ReadonlyMap<string, number> = new Map(
  [...WAVES].flatMap(([wave, kinds]) => kinds.map((kind) => [kind, wave] as const)),
);

/** The waves of a cluster's objects. */
export class ClusterWaves {
  /** The first wave of the pods that mount a claim, by layer and claim. */
  private readonly ofClaims = new Map<string, number>();

  public constructor(
    objects: readonly CollectedObject[],
    private readonly choice: ArgoWaveChoice,
  ) {
    const layers = new Set(objects.filter(({ manifest }) => isClaim(manifest)).map(({ layer }) => layer));
    for (const object of objects.filter(({ layer }) => layers.has(layer))) {
      const wave = statedWave(object.manifest) ?? this.ownWave(object);
      // Runtimes mount their volumes in the pods of services, which come later.
      if (isHook(object.manifest) || wave === undefined || kindWave(object.manifest) < 0) continue;
      for (const claim of claimsOf(object.manifest)) {
        const key = `${object.layer} ${claim}`;
        this.ofClaims.set(key, Math.min(wave, this.ofClaims.get(key) ?? wave));
      }
    }
  }

  /** The wave to state of an object; undefined where it states one, or is a hook, which others do not wait for. */
  public of(object: CollectedObject): number | undefined {
    const { manifest, layer } = object;
    if (statedWave(manifest) !== undefined || isHook(manifest)) return undefined;
    const wave = this.ownWave(object);
    // A claim that no pod mounts yet is pending for ever where it waits for its first consumer.
    const ofPods = isClaim(manifest) ? this.ofClaims.get(`${layer} ${claimKey(manifest)}`) : undefined;
    return ArgoWaves.assignedTo(object.construct) === undefined ? (ofPods ?? wave) : wave;
  }

  private ownWave({ manifest, construct }: CollectedObject): number | undefined {
    const assigned = ArgoWaves.assignedTo(construct);
    if (assigned !== undefined) return assigned;
    if (this.choice === 'none') return 0;
    const wave = kindWave(manifest);
    return this.choice === 'all' ? wave : Math.min(wave, 0);
  }
}

function kindWave(manifest: Manifest): number {
  return WAVE_OF_KIND.get(`${groupOf(manifest)}/${manifest.kind}`) ?? 0;
}

function isClaim(manifest: Manifest): boolean {
  return manifest.apiVersion === 'v1' && manifest.kind === 'PersistentVolumeClaim';
}
