import { isObject, valueAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { flagsOf, wordsOf } from './command-line';
import { containersOf } from './pod-set';
import type { PodSet, PodTemplate } from './pod-set';

/** Port of Ray's own head, which answers before there are workers. */
const RAY_PORT = 6379;

/**
 * A leader that is ready only once its workers have joined, in a set that makes workers only once the leader is ready.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/controllers/pod_controller.go Reconcile
 */
export function checkStartUp({ path, spec, leader, worker }: PodSet): readonly Fault[] {
  if (worker === undefined || spec.startupPolicy !== 'LeaderReady') return [];
  const waits = waitsForWorkers(leader, worker);
  if (waits === undefined || !isProbed(leader)) return [];
  return [
    {
      id: 'lws/leader-ready',
      severity: 'error',
      field: `${path}.startupPolicy`,
      problem: `Workers are made once the leader is ready, and the leader waits for its workers (${waits})`,
      consequence: 'No group ever starts.',
      mend: "Use 'LeaderCreated', which makes all pods of a group at once.",
    },
  ];
}

/** The words of the leader's command line that say so. */
function waitsForWorkers(leader: PodTemplate, worker: PodTemplate): string | undefined {
  const words = wordsOf(leader);
  const flags = flagsOf(words);
  const nodes = flags.get('--nnodes');
  if (nodes !== undefined && nodes !== '1') return '--nnodes';
  if (flags.get('--distributed-executor-backend') === 'ray') return '--distributed-executor-backend ray';
  if (['--data-parallel-size', '-dp'].some((flag) => flags.has(flag) && flagsOf(wordsOf(worker)).has(flag))) {
    return '--data-parallel-size';
  }
  return ['--dist-init-addr', '--ray-cluster-size'].find((flag) => flags.has(flag));
}

/** Whether readiness depends on more than running: without a probe, a pod is ready as soon as its containers run. */
function isProbed(pod: PodTemplate): boolean {
  return containersOf(pod).some(({ container }) => [container.readinessProbe, container.startupProbe].some(asksEngine));
}

function asksEngine(probe: JsonValue | undefined): boolean {
  if (!isObject(probe) || probe.exec !== undefined) return false;
  return valueAt(probe, 'tcpSocket', 'port') !== RAY_PORT;
}
