import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';
import { countIn } from '../../../kubernetes/quantity-amount';
import type { Fault } from '../../finding';
import { MAIN_CONTAINER } from '../component';
import { KNOWN_DEVICES } from '../admission/devices';
import type { KserveConfiguration } from '../kserve-facts';
import { WORKER_CONTAINER } from '../admission/runtime-admission';
import type { Service } from '../service';

/** Devices that the nodes of a service request, 0 where they request none. */
interface RequestedDevices {
  /** As many as the model needs. */
  readonly total: number;
  readonly head: number;
  readonly worker: number;
}

/**
 * Whether the devices that the nodes of a service request are as many as its parallel sizes need.
 *
 * @param runtime - the one that the service names
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go multiNodeProcess
 */
export function checkMultiNodeDevices(
  { predictor }: Service,
  runtime: Manifest,
  configuration: KserveConfiguration,
): readonly Fault[] {
  const [own, theirs] = [predictor.fields.workerSpec, valueAt(runtime, 'spec', 'workerSpec')];
  const [model] = predictor.implementations;
  if (!isObject(own) || !isObject(theirs) || model?.kind !== 'model' || computesByProcesses(runtime)) return [];
  const devices = new Set([...KNOWN_DEVICES, ...configuration.customGpuResourceTypes]);
  const head = devicesOf(named(arrayAt(runtime, 'spec', 'containers'), MAIN_CONTAINER), model.fields, devices);
  const [ownWorker] = arrayAt(own, 'containers');
  const worker = devicesOf(named(arrayAt(theirs, 'containers'), WORKER_CONTAINER), ownWorker, devices);
  const [pipeline, tensor] = [sizeIn('pipelineParallelSize', own, theirs), sizeIn('tensorParallelSize', own, theirs)];
  const total = pipeline * tensor;
  if (head === undefined || worker === undefined || !Number.isInteger(total) || total < 1) return [];
  const missing = missingDevices({ total, head, worker });
  if (missing === 0) return [];
  return [
    {
      id: 'kserve/multi-node-devices',
      severity: 'error',
      field: `${predictor.path}.workerSpec`,
      problem: `The model needs ${total} devices, ${pipeline} times ${tensor}, and its nodes get ${total - missing}: the first ${head}, ${workersInWords(total, worker)}`,
      consequence: 'The controller finds the devices insufficient, and makes no pod (InvalidGPUAllocation).',
      mend: `Request ${head + missing} devices for the first node, or none there, which gives it what the workers leave over.`,
    },
  ];
}

/**
 * How many devices are missing. A first node that has enough of its own is alone; workers are as many as would compute
 * the model without it, less one.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go computeRayNodeAndGPUs
 */
export function missingDevices({ total, head, worker }: RequestedDevices): number {
  // Without workers' devices, as many nodes of one device are made as are needed.
  if (worker === 0 || head === 0 || head >= total) return 0;
  const nodes = Math.ceil(total / worker);
  return nodes === 1 ? 0 : Math.max(0, total - head - worker * (nodes - 1));
}

function workersInWords(total: number, worker: number): string {
  const workers = Math.ceil(total / worker) - 1;
  return workers === 1 ? `one worker ${worker}` : `${workers} workers ${worker} each`;
}

/** A size of another type is the schema's to tell. */
function sizeIn(name: string, own: JsonObject, theirs: JsonObject): number {
  const size = own[name] ?? theirs[name] ?? 1;
  return typeof size === 'number' ? size : NaN;
}

/** There, the sizes say how many nodes and devices there are, whatever is requested. */
function computesByProcesses(runtime: Manifest): boolean {
  return textAt(runtime, 'spec', 'annotations', 'multinode/executor-backend') === 'mp';
}

/**
 * The devices that a container requests once the service's is merged onto the runtime's; limits do not count. Undefined
 * where it requests several kinds, of which the controller takes any.
 */
function devicesOf(
  runtimes: JsonObject | undefined,
  services: JsonValue | undefined,
  devices: ReadonlySet<string>,
): number | undefined {
  if (runtimes === undefined) return undefined;
  const requests = { ...objectAt(runtimes, 'resources', 'requests'), ...objectAt(services, 'resources', 'requests') };
  const [first, second] = Object.keys(requests).filter((name) => devices.has(name));
  if (second !== undefined) return undefined;
  return first === undefined ? 0 : countIn(requests, first);
}

function named(containers: readonly JsonValue[], name: string): JsonObject | undefined {
  return containers.filter(isObject).find((container) => container.name === name);
}
