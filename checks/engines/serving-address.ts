import { isLoopback } from '../../kubernetes/loopback-address';
import { arrayAt, isObject, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { PROBES } from '../pods/probes';
import type { EngineLaunch, KnownEngine } from './engine-launch';
import type { GivenFlags } from './flags';

const NAMES: Readonly<Record<KnownEngine, string>> = { vllm: 'vLLM', sglang: 'SGLang' };

/**
 * Where engines listen unless they are told.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/cli_args.py FrontendArgs
 * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/server_args.py ServerArgs
 */
const DEFAULT_PORTS: Readonly<Record<KnownEngine, number>> = { vllm: 8000, sglang: 30_000 };

/** The port on which an engine answers; undefined where it is known only in the pod, or none is opened. */
export function servingPort({ engine }: EngineLaunch, flags: GivenFlags): number | undefined {
  if (flags.has('--headless')) return undefined;
  const port = flags.count('--port', DEFAULT_PORTS[engine]);
  return port === 0 ? undefined : port;
}

/** An address that nobody reaches, and probes that ask another port than the engine's. */
export function checkServingAddress(launch: EngineLaunch, flags: GivenFlags, spec: JsonObject): readonly Fault[] {
  return [...checkHost(launch, flags), ...checkProbedPort(launch, servingPort(launch, flags), spec)];
}

function checkHost({ engine, container, variable }: EngineLaunch, flags: GivenFlags): readonly Fault[] {
  // SGLang answers its own pod alone unless it is told otherwise.
  const host = flags.has('--host') ? flags.text('--host') : engine === 'sglang' ? '127.0.0.1' : undefined;
  if (host === undefined || !isLoopback(host) || variable('SGLANG_HOST') !== undefined) return [];
  // A worker answers nobody in any case.
  if (flags.has('--node-rank') && flags.text('--node-rank') !== '0') return [];
  const stated = flags.has('--host') ? `--host is ${host}` : '--host is not stated, and SGLang then takes 127.0.0.1';
  return [
    {
      id: `${engine}/host`,
      severity: 'error',
      field: `${container.path}.args`,
      problem: `${stated}, where the server answers its own pod alone`,
      consequence: 'Probes and clients reach nobody, and the kubelet restarts the pod for ever.',
      mend: 'State --host 0.0.0.0.',
    },
  ];
}

function checkProbedPort(launch: EngineLaunch, port: number | undefined, spec: JsonObject): readonly Fault[] {
  const { engine, container } = launch;
  // A probe asks the pod's address, at which another container may answer.
  if (port === undefined || arrayAt(spec, 'containers').length > 1) return [];
  return PROBES.flatMap((name): readonly Fault[] => {
    const { [name]: probe } = container.container;
    const handler = (['httpGet', 'tcpSocket'] as const).find((each) => isObject(probe) && isObject(probe[each]));
    if (handler === undefined) return [];
    const asked = portNumber(valueAt(probe, handler, 'port'), container.container);
    // A host of its own is not the container.
    if (asked === undefined || asked === port || valueAt(probe, handler, 'host') !== undefined) return [];
    return [
      {
        id: `${engine}/probe-port`,
        severity: 'error',
        field: `${container.path}.${name}.${handler}.port`,
        problem: `The probe asks port ${asked}, and ${NAMES[engine]} listens on ${port}`,
        consequence:
          name === 'readinessProbe'
            ? 'The pod is never ready, so that no request reaches it and a rollout stops there.'
            : 'The kubelet finds nobody, and restarts the container again and again.',
        mend: `Ask port ${port}, or start ${NAMES[engine]} with --port ${asked}.`,
      },
    ];
  });
}

/** A port by its number, or by its name among the container's. */
function portNumber(port: JsonValue | undefined, container: JsonObject): number | undefined {
  if (typeof port === 'number') return port;
  if (typeof port !== 'string') return undefined;
  const named = arrayAt(container, 'ports').find((each) => textAt(each, 'name') === port);
  const number = valueAt(named, 'containerPort');
  return typeof number === 'number' ? number : undefined;
}
