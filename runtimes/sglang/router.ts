import type { Fault } from '../../checks/finding';
import { Accelerator } from '../../constructs/accelerator';
import type { EngineComponent } from '../../constructs/engine';
import { late, partsOf, text } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import { fixedResources } from '../../constructs/pod';
import { variables } from '../../constructs/runtime';
import { servingPort } from './pod';
import type { SglangDiscovery, SglangRouter, SglangRuntimeProps } from './settings';

const DEFAULT_PORT = 8080;

/**
 * Pods that hand each request to one pod that reads its prompt and one that generates its tokens. They are ready once
 * they know such pods, so nothing but their own process is held against them.
 *
 * @see https://github.com/sgl-project/sglang/blob/main/sgl-model-gateway/bindings/python/src/sglang_router/router_args.py
 */
export function router(props: SglangRuntimeProps, settings: SglangRouter): EngineComponent {
  const port = settings.port ?? DEFAULT_PORT;
  return {
    image: settings.image,
    command: settings.command ?? ['python3', '-m', 'sglang_router.launch_router'],
    args: [
      '--host=0.0.0.0',
      text`--port=${late.servingPort}`,
      '--pd-disaggregation',
      ...discoveryArguments(settings.discovery, servingPort(props)),
      ...(settings.args ?? []),
    ],
    env: settings.env === undefined ? undefined : variables(settings.env),
    servingPort: port,
    ports: [{ number: port }],
    accelerator: Accelerator.cpu(),
    resources: settings.resources ?? fixedResources('1', '2Gi'),
    replicas: settings.replicas,
    probes: {
      readiness: { path: '/readiness', periodSeconds: 10, timeoutSeconds: 5 },
      liveness: { path: '/liveness', periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    },
  };
}

function discoveryArguments(discovery: SglangDiscovery | undefined, enginePort: number): readonly Text[] {
  if (discovery === undefined) return [];
  return [
    '--service-discovery',
    text`--service-discovery-namespace=${late.namespace}`,
    `--service-discovery-port=${enginePort}`,
    ...selector('--prefill-selector', discovery.prefill),
    ...selector('--decode-selector', discovery.decode),
  ];
}

function selector(flag: string, labels: Readonly<Record<string, Text>>): readonly Text[] {
  return [flag, ...Object.entries(labels).map(([label, value]) => text`${label}=${value}`)];
}

/** A router that is not stated at all, where nobody has checked types. */
export const NO_ROUTER: Fault = {
  id: 'sglang/no-router',
  severity: 'error',
  field: 'disaggregation.router',
  problem: 'Prefill and decode are apart, and no router is stated',
  consequence: 'A client reaches pods that only read prompts or only generate tokens, and gets no answer.',
  mend: "State router: { image, discovery }, such as the image 'lmsysorg/sgl-model-gateway:v0.3.2'.",
};

/** A router that is told of no pods, neither by labels nor by addresses, starts and serves nothing. */
export function routerFaults({ discovery, args = [] }: SglangRouter): readonly Fault[] {
  const kinds = (['prefill', 'decode'] as const).filter((kind) => {
    const hasLabels = Object.keys(discovery?.[kind] ?? {}).length > 0;
    return !hasLabels && !args.some((arg) => namesPods(arg, kind));
  });
  if (kinds.length === 0) return [];
  return [
    {
      id: 'sglang/router-without-pods',
      severity: 'error',
      field: 'disaggregation.router.discovery',
      problem: `The router is told of no pods for ${kinds.join(' and ')}`,
      consequence: 'It never becomes ready, and clients reach nobody.',
      mend: 'State the labels of both kinds of pods in discovery, or their addresses in args with --prefill and --decode.',
    },
  ];
}

/** Whether an argument is the flag of addresses, or of labels, of a kind of pods. */
function namesPods(arg: Text, kind: 'prefill' | 'decode'): boolean {
  const [first] = partsOf(arg);
  return typeof first === 'string' && new RegExp(`^--${kind}(-selector)?(=|$)`).test(first);
}
