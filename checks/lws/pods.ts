import { arrayAt, isObject, textAt, valueAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { flagsOf, wordsOf } from './command-line';
import { containersOf } from './pod-set';
import type { PodSet } from './pod-set';

/** Variables that the pod webhook sets, whatever the pod says of them. */
const GROUP_VARIABLES: ReadonlySet<string> = new Set(['LWS_LEADER_ADDRESS', 'LWS_GROUP_SIZE', 'LWS_WORKER_INDEX']);

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** What the templates of a set say of its pods. */
export function checkPods(set: PodSet): readonly Fault[] {
  return [
    ...checkContainers(set),
    ...checkVariables(set),
    ...checkWorkerProbes(set),
    ...checkRestartPolicy(set),
    ...checkClaims(set),
  ];
}

/** Only a group of one needs no worker, and then no StatefulSet is made for them. */
function checkContainers({ leader, worker, size, spec }: PodSet): readonly Fault[] {
  // What is no template, the schema tells.
  if (!isObject(valueAt(spec, 'leaderWorkerTemplate', 'workerTemplate'))) return [];
  if (worker !== undefined && arrayAt(worker.spec, 'containers').length === 0) {
    return [
      {
        id: 'lws/no-worker-container',
        severity: 'error',
        field: `${worker.path}.spec.containers`,
        problem: `Groups have ${size ?? 0} pods, and the workers among them have no container`,
        consequence: 'The workers are never made, and a leader that counts on them waits for ever.',
        mend: 'Give workerTemplate a container, or set size to 1.',
      },
    ];
  }
  if (arrayAt(leader.spec, 'containers').length > 0) return [];
  return [
    {
      id: 'lws/no-leader-container',
      severity: 'error',
      field: `${leader.path}.spec.containers`,
      problem: 'The leader has no container',
      consequence: 'No pod is ever made.',
      mend: 'Give leaderTemplate a container, or workerTemplate where leader and workers are the same.',
    },
  ];
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/pod/pod_utils.go addEnvVarsIfNotExists */
function checkVariables(set: PodSet): readonly Fault[] {
  const pods =
    set.worker === undefined || set.worker.path === set.leader.path ? [set.leader] : [set.leader, set.worker];
  return pods.flatMap((pod) =>
    containersOf(pod, 'containers', 'initContainers').flatMap(({ container, path }) =>
      arrayAt(container, 'env').flatMap((variable, index): readonly Fault[] => {
        const name = textAt(variable, 'name') ?? '';
        if (!GROUP_VARIABLES.has(name)) return [];
        return [
          {
            id: 'lws/group-variable',
            severity: 'warning',
            field: `${path}.env[${index}]`,
            problem: `${name} is set by hand`,
            consequence: "LeaderWorkerSet's webhook drops it and sets its own value.",
            mend: 'Leave it out; it is there in every container.',
          },
        ];
      }),
    ),
  );
}

/** A vLLM that is headless opens no port. */
function checkWorkerProbes({ worker }: PodSet): readonly Fault[] {
  if (worker === undefined || !flagsOf(wordsOf(worker)).has('--headless')) return [];
  return containersOf(worker).flatMap(({ container, path }) =>
    PROBES.filter((probe) => {
      const { [probe]: stated } = container;
      return isObject(stated) && stated.exec === undefined;
    }).map((probe): Fault => ({
      id: 'lws/worker-probe',
      severity: 'error',
      field: `${path}.${probe}`,
      problem: 'A probe asks a port of a worker that runs with --headless, and such a worker opens none',
      consequence:
        probe === 'readinessProbe'
          ? 'The worker is never ready, so that the group is not either and a rollout stops there.'
          : 'The kubelet ends the worker again and again, and the whole group with it.',
      mend: 'Leave probes to the leader.',
    })),
  );
}

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/webhooks/leaderworkerset_webhook.go Default */
function checkRestartPolicy({ path, spec }: PodSet): readonly Fault[] {
  if (textAt(spec, 'leaderWorkerTemplate', 'restartPolicy') !== 'Default') return [];
  return [
    {
      id: 'lws/restart-policy',
      severity: 'warning',
      field: `${path}.leaderWorkerTemplate.restartPolicy`,
      problem: "The restart policy 'Default' is deprecated",
      consequence: "LeaderWorkerSet's webhook writes 'None' instead, and a GitOps tool sees a difference for ever.",
      mend: "Write 'None', or 'RecreateGroupOnPodRestart' to start a group again as a whole.",
    },
  ];
}

const KEPT_CLAIM_FIELDS: ReadonlySet<string> = new Set(['accessModes', 'storageClassName', 'volumeMode', 'resources']);

/** @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/controller/controller_utils.go GetPVCApplyConfiguration */
function checkClaims({ path, spec }: PodSet): readonly Fault[] {
  const template = spec.leaderWorkerTemplate;
  return arrayAt(template, 'volumeClaimTemplates').flatMap((claim, index): readonly Fault[] => {
    if (!isObject(claim)) return [];
    const { metadata, spec: claimSpec } = claim;
    const lost = [
      ...['labels', 'annotations'].filter((field) => isObject(metadata) && metadata[field] !== undefined),
      ...Object.keys(isObject(claimSpec) ? claimSpec : {}).filter((field) => !KEPT_CLAIM_FIELDS.has(field)),
    ];
    if (lost.length === 0) return [];
    return [
      {
        id: 'lws/claim-fields',
        severity: 'warning',
        field: `${path}.leaderWorkerTemplate.volumeClaimTemplates[${index}]`,
        problem: `The claim '${textAt(claim, 'metadata', 'name') ?? ''}' states ${lost.join(', ')}`,
        consequence:
          'LeaderWorkerSet copies access modes, storage class, volume mode and resources alone; the claims are made without the rest.',
        mend: 'Make the claim an object of its own, and mount it as a volume.',
      },
    ];
  });
}
