import { METERED_ENGINES, isMeteredEngine } from '../../catalog/engine-metrics';
import type { MeteredEngine } from '../../catalog/engine-metrics';
import { sglangVersionOfImage } from '../../catalog/sglang-version';
import { vllmVersionOfImage } from '../../catalog/vllm-version';
import type { Fault } from '../../checks/finding';
import type { EnginePod } from '../engine';
import type { Replicas } from '../pod';
import type { ServiceDescription } from '../service';
import type { ScaledService } from './settings';
import { targetOfService } from './target-of-service';
import type { ServiceRole } from './target-of-service';
import type { Workload } from './workload';

const VERSION_OF_IMAGE = {
  vllm: vllmVersionOfImage,
  sglang: sglangVersionOfImage,
} as const satisfies Record<MeteredEngine, (image: string) => string | undefined>;

/**
 * Flag with which vLLM counts nothing.
 *
 * @see https://docs.vllm.ai/en/latest/cli/serve.html
 */
const WITHOUT_METRICS = '--disable-log-stats';

/** What is scaled of a service, or why it cannot be. */
export function workloadOfService(scaled: ScaledService): Workload | Fault {
  const { service, role } = scaled;
  const { description } = service;
  const { name } = description.runtime.engine;
  if (!isMeteredEngine(name)) return unknownEngine(name);
  const found = targetOfService(service, role);
  if (!('target' in found)) return found;
  const { pod, replicas } = part(description, role);
  const { min = 1, max = min } = replicas ?? {};
  if (min === max) return fixedReplicas(description.name, role, min, max);
  if (pod.metricsPath === undefined) return noMetrics(name);
  if ([...(pod.args ?? []), ...(description.args ?? [])].includes(WITHOUT_METRICS)) return METRICS_OFF;
  if (found.target.kind === 'Deployment' && !declaresServingPort(pod)) return undeclaredPort(pod.servingPort);
  return {
    target: found.target,
    namespace: description.namespace,
    min,
    max,
    engine: { name, version: scaled.engineVersion ?? VERSION_OF_IMAGE[name](pod.image) },
    servedModelName: scaled.servedModelName ?? found.servedModelName,
    metricsPort: pod.servingPort,
    metricsPath: pod.metricsPath,
  };
}

function part(
  { runtime: { engine }, replicas }: ServiceDescription,
  role: ServiceRole | undefined,
): { readonly pod: EnginePod; readonly replicas: Replicas | undefined } {
  const { decoder } = engine;
  return role === 'decode' && decoder !== undefined
    ? { pod: decoder, replicas: decoder.replicas }
    : { pod: engine, replicas };
}

/** The platform of LeaderWorkerSets declares the port itself. */
function declaresServingPort({ ports = [], servingPort }: EnginePod): boolean {
  return ports.some(({ number }) => number === servingPort);
}

function unknownEngine(engine: string): Fault {
  return {
    id: 'autoscaling/unknown-engine',
    severity: 'error',
    field: 'service',
    problem: `The metrics of '${engine}' are not known`,
    consequence: 'No scaler is written, and the number of replicas never changes.',
    mend: `Metrics are known of ${METERED_ENGINES.join(' and ')}; for another build of them, state \`target\` and \`engine\` instead of \`service\`.`,
  };
}

function fixedReplicas(service: string, role: ServiceRole | undefined, min: number, max: number): Fault {
  const owner = role === 'decode' ? `The decoder of '${service}'` : `'${service}'`;
  return {
    id: 'autoscaling/fixed-replicas',
    severity: 'error',
    field: role === 'decode' ? 'decoder.replicas' : 'replicas',
    problem: `${owner} has a fixed number of replicas, ${max}, and is to be scaled`,
    consequence:
      'Git states the number, and every sync sets back what the autoscaler has set: replicas that serve end.',
    mend: `State a range instead, between which it is scaled: replicas: { min: ${min}, max: ${Math.max(min, 1) + 1} }.`,
  };
}

function noMetrics(engine: string): Fault {
  return {
    id: 'autoscaling/no-metrics',
    severity: 'error',
    field: 'service',
    problem: `The engine '${engine}' says of no path at which it has metrics`,
    consequence: 'Prometheus has nothing to measure, and the number of replicas never changes.',
    mend: 'State `metricsPath` of the engine, and the flag that turns metrics on, such as `--enable-metrics` of SGLang.',
  };
}

function undeclaredPort(port: number): Fault {
  return {
    id: 'autoscaling/undeclared-port',
    severity: 'error',
    field: 'service',
    problem: `The engine answers on port ${port}, which it does not declare`,
    consequence:
      'A PodMonitor finds declared ports alone: nothing is measured, and the number of replicas never changes.',
    mend: `State it of the engine: ports: [{ number: ${port} }].`,
  };
}

const METRICS_OFF: Fault = {
  id: 'autoscaling/no-metrics',
  severity: 'error',
  field: 'service',
  problem: `The engine is started with '${WITHOUT_METRICS}'`,
  consequence: 'It counts nothing for Prometheus, and the number of replicas never changes.',
  mend: 'Leave the flag out.',
};
