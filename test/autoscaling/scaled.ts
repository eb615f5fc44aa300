import { Accelerator, Cluster, CustomRuntime, FleetApp, Lws, SloAutoscaling } from '../../index';
import type {
  CustomRuntimeProps,
  Finding,
  HpaSettings,
  KedaSettings,
  Platform,
  ScaledWorkload,
  ServeProps,
  ServiceAutoscalingProps,
  SloAutoscalingProps,
  SloSettings,
} from '../../index';
import type { Manifest } from '../../kubernetes/manifest';
import { fleetLayout } from '../../synth/layout';
import { render } from '../../synth/render';

/** What scaling comes to. */
export interface Written {
  readonly autoscaling: SloAutoscaling;
  readonly objects: readonly Manifest[];
  /** Of the construct alone. */
  readonly findings: readonly Finding[];
  /** The one object of a kind. */
  readonly only: (kind: string) => Manifest;
}

export const PROMETHEUS = 'http://prometheus-operated.monitoring:9090';

/** A LeaderWorkerSet of vLLM. */
export const WORKLOAD: ScaledWorkload = {
  target: { kind: 'LeaderWorkerSet', name: 'llama' },
  minReplicas: 1,
  maxReplicas: 4,
  engine: { name: 'vllm', version: '0.11.0' },
  servedModelName: 'Llama-3',
  metricsPort: 'http',
};

/** An objective on the bounds of vLLM's buckets, scaled by KEDA. */
export const BY_KEDA: SloSettings & KedaSettings = {
  objective: { timeToFirstTokenMs: 1000, timePerOutputTokenMs: 25 },
  prometheus: PROMETHEUS,
};

/** The same objective, scaled by an HPA. */
export const BY_HPA: SloSettings & HpaSettings = { objective: BY_KEDA.objective, scaler: 'hpa' };

/** vLLM in pods of one GPU. */
export const VLLM: CustomRuntimeProps = {
  engine: 'vllm',
  image: 'vllm/vllm-openai:v0.11.0',
  servingPort: 8000,
  ports: [{ number: 8000 }],
  metricsPath: '/metrics',
  formats: [{ name: 'safetensors' }],
  accelerator: Accelerator.nvidia(),
};

/** Scales what is said in full, in the namespace `models` unless the chart is of another or of none. */
export function scaled(
  props: SloAutoscalingProps,
  chart: { readonly namespace?: string } = { namespace: 'models' },
): Written {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'gpu', { platform: new Lws(), ...chart });
  return written(app, new SloAutoscaling(cluster, 'scaling', props));
}

/** Scales the workload with KEDA, with other settings. */
export function scaledByKeda(
  settings: Partial<SloSettings & KedaSettings> = {},
  workload: Partial<ScaledWorkload> = {},
): Written {
  return scaled({ ...WORKLOAD, ...workload, ...BY_KEDA, ...settings });
}

/** Scales a service `llama` of vLLM. */
export function scaledService(
  settings: Partial<ServiceAutoscalingProps> = {},
  service: Partial<ServeProps> = {},
  engine: Partial<CustomRuntimeProps> = {},
  platform: Platform = new Lws(),
): Written {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'gpu', { platform, namespace: 'models' });
  const runtime = new CustomRuntime(cluster, 'vllm', { ...VLLM, ...engine });
  const llama = runtime.serve(cluster, 'llama', {
    model: { name: 'Llama-3' },
    replicas: { min: 1, max: 4 },
    ...service,
  });
  return written(app, SloAutoscaling.of(llama, { ...BY_KEDA, ...settings }));
}

function written(app: FleetApp, autoscaling: SloAutoscaling): Written {
  const { objects, findings } = render(app, fleetLayout);
  const manifests = objects.map(({ manifest }) => manifest);
  return {
    autoscaling,
    objects: manifests,
    findings: findings.filter(({ where }) => where === autoscaling.node.path),
    only: (kind) => {
      const [first, ...more] = manifests.filter((manifest) => manifest.kind === kind);
      if (first === undefined || more.length > 0) throw new Error(`not one object of kind ${kind}`);
      return first;
    },
  };
}
