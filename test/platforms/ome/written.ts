import { Accelerator, Cluster, CustomRuntime, FleetApp, ModelStorage } from '../../../index';
import type { CustomRuntimeProps, EngineComponent, ModelFormat, ServeProps } from '../../../index';
import { objectAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import { Ome } from '../../../platforms/ome/ome';
import type { OmeOptions } from '../../../platforms/ome/ome';
import { fleetLayout } from '../../../synth/layout';
import { render } from '../../../synth/render';

export const mistral: ModelFormat = {
  name: 'safetensors',
  version: '1.0.0',
  framework: { name: 'transformers', version: '4.36.2' },
  architecture: 'MistralForCausalLM',
  autoSelect: true,
  priority: 1,
};

const runtimeProps: CustomRuntimeProps = {
  engine: 'engine',
  image: 'registry.example/engine:1',
  args: ['--serve'],
  servingPort: 30000,
  formats: [mistral],
  accelerator: Accelerator.nvidia({ count: 2 }),
};

export const storage = ModelStorage.huggingFace('mistralai/Mistral-7B-Instruct-v0.2');

export const model = { name: 'mistral', storage };

/** An engine and services of it on OME. */
export function written(
  engine: Partial<CustomRuntimeProps> = {},
  services: Readonly<Record<string, Partial<ServeProps>>> = { service: {} },
  options?: OmeOptions,
) {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'cluster', { platform: new Ome(options), namespace: 'models' });
  const runtime = new CustomRuntime(cluster, 'engine', { ...runtimeProps, ...engine });
  for (const [name, props] of Object.entries(services)) runtime.serve(cluster, name, { model, ...props });
  const { objects, findings } = render(app, fleetLayout);
  const manifests = objects.map(({ manifest }) => manifest);
  const find = (kind: string): Manifest => {
    const found = manifests.find((manifest) => manifest.kind === kind);
    if (found === undefined) throw new Error(`There is no ${kind}`);
    return found;
  };
  return { manifests, findings, ids: findings.map(({ id }) => id), find };
}

export function runtimeOf(engine: Partial<CustomRuntimeProps>) {
  return objectAt(written(engine).find('ClusterServingRuntime'), 'spec');
}

export const pod: EngineComponent = { image: 'i:1', servingPort: 8000, accelerator: Accelerator.cpu() };

export const probed: EngineComponent = { ...pod, probes: { readiness: { path: '/ready' } } };
