/** What is scaled; scaler and monitors are made in its namespace. */
export type ScaleTarget = LeaderWorkerSetTarget | DisaggregatedRoleTarget | DeploymentTarget;

/** Groups of pods; the pods that answer are measured. */
interface PodGroups {
  /** Whether workers answer requests too, as with vLLM's hybrid load balancing. @default leaders alone */
  readonly workersAnswer?: boolean;
}

export interface LeaderWorkerSetTarget extends PodGroups {
  readonly kind: 'LeaderWorkerSet';
  readonly name: string;
}

/**
 * One role of a DisaggregatedSet, whose `scaling.mode` must be `External`: LeaderWorkerSet 0.10 then makes the
 * `DisaggregatedSetRoleScaler` that is scaled.
 */
export interface DisaggregatedRoleTarget extends PodGroups {
  readonly kind: 'DisaggregatedSetRoleScaler';
  /** Name of the DisaggregatedSet. */
  readonly set: string;
  readonly role: string;
}

export interface DeploymentTarget {
  readonly kind: 'Deployment';
  readonly name: string;
  /** Labels by which its pods are found, and no others. */
  readonly podLabels: Readonly<Record<string, string>>;
}

const API_VERSIONS = {
  LeaderWorkerSet: 'leaderworkerset.x-k8s.io/v1',
  DisaggregatedSetRoleScaler: 'disaggregatedset.x-k8s.io/v1',
  Deployment: 'apps/v1',
} as const satisfies Record<ScaleTarget['kind'], string>;

const LEADER = { 'leaderworkerset.sigs.k8s.io/worker-index': '0' };

/** Name of the object that is scaled. */
export function targetName(target: ScaleTarget): string {
  return target.kind === 'DisaggregatedSetRoleScaler' ? `${target.set}-${target.role}` : target.name;
}

/** The target as a scaler refers to it. */
export function targetReference(target: ScaleTarget) {
  return { apiVersion: API_VERSIONS[target.kind], kind: target.kind, name: targetName(target) };
}

/** Labels of the pods that answer. */
export function answeringPods(target: ScaleTarget): Readonly<Record<string, string>> {
  if (target.kind === 'Deployment') return target.podLabels;
  return { ...podsOf(target), ...(target.workersAnswer === true ? {} : LEADER) };
}

function podsOf(target: LeaderWorkerSetTarget | DisaggregatedRoleTarget): Readonly<Record<string, string>> {
  if (target.kind === 'LeaderWorkerSet') return { 'leaderworkerset.sigs.k8s.io/name': target.name };
  return { 'disaggregatedset.x-k8s.io/name': target.set, 'disaggregatedset.x-k8s.io/role': target.role };
}
