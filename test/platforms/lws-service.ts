import { Accelerator, Cluster, CustomRuntime, FleetApp, ModelStorage } from '../../index';
import type { CustomRuntimeProps, Finding, Model, ServeProps } from '../../index';
import { arrayAt, isObject, nameOf, objectAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import { Lws } from '../../platforms/lws/lws';
import { fleetLayout } from '../../synth/layout';
import { render } from '../../synth/render';

/** What a service becomes on a platform of LeaderWorkerSets. */
export interface Written {
  readonly objects: readonly Manifest[];
  readonly findings: readonly Finding[];
  /** The one object of a kind, and of a name where there are several. */
  readonly only: (kind: string, name?: string) => Manifest;
}

/** An engine that answers at port 8000, in pods with one NVIDIA GPU. */
export const ENGINE: CustomRuntimeProps = {
  engine: 'engine',
  image: 'registry.example/engine:1',
  servingPort: 8000,
  formats: [{ name: 'safetensors' }],
  accelerator: Accelerator.nvidia(),
};

/** A model on a claim. */
export const MODEL: Model = { name: 'Llama-3', task: 'text-generation', storage: ModelStorage.pvc('weights', 'llama') };

/** Writes one service `llama` in the namespace `models`. */
export function written(
  engine: Partial<CustomRuntimeProps> = {},
  service: Partial<ServeProps> = {},
  platform = new Lws(),
): Written {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'lws', { platform, namespace: 'models' });
  const runtime = new CustomRuntime(cluster, 'engine', { ...ENGINE, ...engine });
  runtime.serve(cluster, 'llama', { model: MODEL, ...service });
  const { objects, findings } = render(app, fleetLayout);
  const manifests = objects.map(({ manifest }) => manifest);
  return {
    objects: manifests,
    findings,
    only: (kind, name) => {
      const found = manifests.filter(
        (manifest) => manifest.kind === kind && (name ?? nameOf(manifest)) === nameOf(manifest),
      );
      const [first] = found;
      if (first === undefined || found.length > 1) throw new Error(`${found.length} objects of kind ${kind}`);
      return first;
    },
  };
}

/** The pod of a template of a LeaderWorkerSet. */
export function podOf(set: Manifest, template: 'leaderTemplate' | 'workerTemplate'): JsonObject {
  return objectAt(set, 'spec', 'leaderWorkerTemplate', template, 'spec');
}

/** The first container of a pod. */
export function containerOf(pod: JsonObject): JsonObject {
  const [container] = arrayAt(pod, 'containers');
  if (!isObject(container)) throw new Error('The pod has no container');
  return container;
}
