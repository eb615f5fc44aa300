import { SERVING_PORT } from '../../catalog/llm-presets';
import type { JsonObject } from '../../kubernetes/manifest';
import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { LlmPod } from '../../preview/llm-inference-service/pods';
import { servingPort } from '../engines/serving-address';
import type { StartedEngine } from '../engines/started-engine';
import type { Fault } from '../finding';

/** The proxy beside what decodes, and the port of the engine that it asks. */
const SIDECAR = 'llm-d-routing-sidecar';
const BEHIND_SIDECAR = 8001;

/**
 * An engine that listens where nobody asks: the Service, the scheduler and the probes of presets know one port.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload.go reconcileWorkloadService
 */
export function checkServingPort(pod: LlmPod, { launch, flags }: StartedEngine, merged: JsonObject): readonly Fault[] {
  const port = servingPort(launch, flags);
  if (pod.path.endsWith('worker') || isInPool(port, merged)) return [];
  const behind = hasSidecar(pod.spec);
  const expected = behind ? BEHIND_SIDECAR : SERVING_PORT;
  if (port === undefined || port === expected) return [];
  return [
    {
      id: 'llmisvc/serving-port',
      severity: 'error',
      field: launch.fieldOf(Math.max(launch.words.findLastIndex(isPort), 0)),
      problem: `The engine listens on port ${port}, and ${behind ? `the proxy '${SIDECAR}' asks` : 'the Service sends requests to'} ${expected}`,
      consequence: 'No request reaches it, and probes of the preset find nobody: the pod is never ready.',
      mend: flags.has('--port') ? `Leave --port out, or state ${expected}.` : `Start it with --port ${expected}.`,
    },
  ];
}

function isPort(word: string): boolean {
  return word === '--port' || word.startsWith('--port=');
}

/** Whether an InferencePool of one's own may lead to the port. */
function isInPool(port: number | undefined, merged: JsonObject): boolean {
  const pool = objectAt(merged, 'router', 'scheduler', 'pool');
  if (isObject(pool.ref)) return true;
  return arrayAt(pool, 'spec', 'targetPorts').some((target) => valueAt(target, 'number') === port);
}

function hasSidecar(spec: JsonObject): boolean {
  return arrayAt(spec, 'initContainers').some((container) => textAt(container, 'name') === SIDECAR);
}
