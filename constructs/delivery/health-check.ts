/** How a tool is to judge objects of a kind that it has no judgement of. */
export interface HealthCheck {
  readonly group: string;
  readonly kind: string;
  /** Where the kind says how it is. */
  readonly reads: HealthSource;
  /**
   * Whether `status.observedGeneration` is the object's own. Where it is that of a child, comparing it says nothing.
   *
   * @default false
   */
  readonly observesOwnGeneration?: boolean;
  /**
   * Annotation by which somebody stops the object, and its values then.
   *
   * @default - it cannot be stopped
   */
  readonly stoppedBy?: { readonly annotation: string; readonly values: readonly string[] };
  /**
   * A field of the status that tells of failures which do not pass by themselves.
   *
   * @default - no failure is told from loading
   */
  readonly failedBy?: { readonly path: FieldPath; readonly values: readonly string[] };
}

/** The health of an object, in the words of Argo CD; what is none of these here is `Progressing`. */
export type HealthWord = 'Healthy' | 'Degraded' | 'Suspended';

/** Fields one below the other, from `status` on. */
type FieldPath = readonly [string, ...string[]];

/** A condition that is `True` of a healthy object, or a field with a word for it. */
export type HealthSource =
  | { readonly from: 'condition'; readonly ready: string }
  | { readonly from: 'field'; readonly path: FieldPath; readonly words: Readonly<Record<string, HealthWord>> };

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/basemodel/controller.go calculateLifecycleState */
const MODEL_STATE: HealthSource = { from: 'field', path: ['state'], words: { Ready: 'Healthy', Failed: 'Degraded' } };

/**
 * Kinds that serve models and that Argo CD has no check of, or had none until lately. Without one, Argo CD takes an object
 * for healthy as soon as it exists: no wave waits for it, and nobody is told that it never becomes ready. Lua for
 * Argo CD and expressions for Flux are made of them.
 *
 * @see https://github.com/argoproj/argo-cd/tree/master/resource_customizations
 */
export const HEALTH_CHECKS: readonly HealthCheck[] = [
  {
    // Without it, an application of applications does not wait for one layer before it makes the next.
    group: 'argoproj.io',
    kind: 'Application',
    reads: {
      from: 'field',
      path: ['health', 'status'],
      words: { Healthy: 'Healthy', Degraded: 'Degraded', Suspended: 'Suspended' },
    },
  },
  {
    // disaggregatedset_controller.go updateStatus
    group: 'disaggregatedset.x-k8s.io',
    kind: 'DisaggregatedSet',
    reads: { from: 'condition', ready: 'Available' },
    observesOwnGeneration: true,
  },
  {
    // leaderworkerset_controller.go updateConditions: `Available` is taken back while an update or a scaling is under way.
    group: 'leaderworkerset.x-k8s.io',
    kind: 'LeaderWorkerSet',
    reads: { from: 'condition', ready: 'Available' },
    observesOwnGeneration: true,
  },
  { group: 'ome.io', kind: 'BaseModel', reads: MODEL_STATE },
  {
    // benchmark_job.go BenchmarkJobStatus
    group: 'ome.io',
    kind: 'BenchmarkJob',
    reads: { from: 'field', path: ['state'], words: { Completed: 'Healthy', Failed: 'Degraded' } },
  },
  { group: 'ome.io', kind: 'ClusterBaseModel', reads: MODEL_STATE },
  {
    // inference_service_status.go TransitionStatus; its observedGeneration is that of the Deployment.
    group: 'ome.io',
    kind: 'InferenceService',
    reads: { from: 'condition', ready: 'Ready' },
    failedBy: { path: ['modelStatus', 'transitionStatus'], values: ['BlockedByFailedLoad', 'InvalidSpec'] },
  },
  {
    // llm_inference_service_lifecycle.go, and GetForceStopRuntime, which does not tell small letters from capitals; nothing
    // sets its observedGeneration. Versions of Argo CD after 3.5 have a check of their own.
    group: 'serving.kserve.io',
    kind: 'LLMInferenceService',
    reads: { from: 'condition', ready: 'Ready' },
    stoppedBy: { annotation: 'serving.kserve.io/stop', values: ['true', 'True', 'TRUE'] },
  },
];
