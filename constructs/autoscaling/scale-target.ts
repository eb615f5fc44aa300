/** What is scaled; scaler and monitors are made in its namespace. */
export type ScaleTarget = LeaderWorkerSetTarget | DisaggregatedRoleTarget | DeploymentTarget;

/** Groups of pods, of which the leaders answer and are measured. */
export interface LeaderWorkerSetTarget {
  readonly kind: 'LeaderWorkerSet';
  readonly name: string;
}

/**
 * One role of a DisaggregatedSet, whose `scaling.mode` must be `External`: LeaderWorkerSet 0.10 then makes the
 * `DisaggregatedSetRoleScaler` that is scaled.
 */
export interface DisaggregatedRoleTarget {
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

/** Labels of the pods that answer; the workers of a group open no port. */
export function answeringPods(target: ScaleTarget): Readonly<Record<string, string>> {
  switch (target.kind) {
    case 'LeaderWorkerSet':
      return { 'leaderworkerset.sigs.k8s.io/name': target.name, ...LEADER };
    case 'DisaggregatedSetRoleScaler':
      return {
        'disaggregatedset.x-k8s.io/name': target.set,
        'disaggregatedset.x-k8s.io/role': target.role,
        ...LEADER,
      };
    case 'Deployment':
      return target.podLabels;
  }
}
