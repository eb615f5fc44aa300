import type { Accelerator } from '../../constructs/accelerator';
import type { EngineComponent, EnginePod } from '../../constructs/engine';
import { acceleratorOf } from './parallelism';
import type { SglangVendor } from './parallelism';
import { defaultAccelerator, podParallelism, sglangPod } from './pod';
import type { SglangDisaggregation, SglangPodSettings, SglangRuntimeProps } from './settings';

/** What a pod does where prefill and decode are apart. */
export type SglangRole = 'prefill' | 'decode';

/** Where the pods of the two kinds find each other unless another port is stated. */
export const BOOTSTRAP_PORT = 8998;

/** Pods that read prompts; those that generate ask them for keys and values. */
export function prefill(props: SglangRuntimeProps, disaggregation: SglangDisaggregation): EnginePod {
  const pod = sglangPod(props, props, disaggregationArguments(props, disaggregation, 'prefill'));
  return {
    ...pod,
    ports: [
      { number: pod.servingPort, name: 'http' },
      { number: disaggregation.bootstrapPort ?? BOOTSTRAP_PORT, name: 'bootstrap' },
    ],
  };
}

/** Pods that generate tokens. */
export function decoder(props: SglangRuntimeProps, disaggregation: SglangDisaggregation): EngineComponent {
  const settings = decodeSettings(props, disaggregation);
  return {
    ...sglangPod(props, settings, disaggregationArguments(settings, disaggregation, 'decode')),
    replicas: disaggregation.decode?.replicas,
  };
}

/** The settings of the pods that generate tokens: they have as many devices as the others unless they state a size. */
export function decodeSettings(prefill: SglangRuntimeProps, { decode = {} }: SglangDisaggregation): SglangPodSettings {
  const base = prefill.accelerator ?? defaultAccelerator();
  const derived = decode.tensorParallel === undefined ? acceleratorOf(base, podParallelism(prefill)) : oneOf(base);
  return {
    tensorParallel: decode.tensorParallel,
    pipelineParallel: decode.pipelineParallel ?? prefill.pipelineParallel,
    dataParallel: decode.dataParallel ?? prefill.dataParallel,
    flags: { ...prefill.flags, ...decode.flags },
    accelerator: decode.accelerator ?? derived,
    nodes: decode.nodes ?? prefill.nodes,
    args: decode.args ?? prefill.args,
    env: { ...prefill.env, ...decode.env },
    resources: decode.resources ?? prefill.resources,
  };
}

/** Devices whose number follows from the sizes. */
function oneOf(accelerator: Accelerator<SglangVendor>): Accelerator<SglangVendor> {
  return accelerator.vendor === 'cpu' ? accelerator : accelerator.withCount(1);
}

/** The flags by which a pod knows its role and reaches the pods of the other. */
export function disaggregationArguments(
  { accelerator }: SglangPodSettings,
  { transferBackend, bootstrapPort, ibDevices }: SglangDisaggregation,
  role: SglangRole,
): readonly string[] {
  const backend = transferBackend ?? (accelerator?.vendor === 'ascend' ? 'ascend' : undefined);
  return [
    `--disaggregation-mode=${role}`,
    ...(backend === undefined ? [] : [`--disaggregation-transfer-backend=${backend}`]),
    ...(bootstrapPort === undefined ? [] : [`--disaggregation-bootstrap-port=${bootstrapPort}`]),
    ...(ibDevices === undefined ? [] : [`--disaggregation-ib-device=${ibDevices.join(',')}`]),
  ];
}
