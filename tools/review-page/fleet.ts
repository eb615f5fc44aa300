import { Accelerator, ArgoApplication, Cluster, FleetApp, Kserve, ModelStorage, VllmRuntime } from '../../index';
import { indexEntries, INDEX_FILE, printIndex } from '../../synth/files/index-file';

/** What differs between the versions of a fleet that the page compares. */
export interface FleetVersion {
  /** Of one of its models, in tokens. */
  readonly contextLength: number;
  /** Of the runtime that all models share. */
  readonly image: string;
  /** Name of the Application that delivers the models. */
  readonly application: string;
}

export const TODAY: FleetVersion = {
  contextLength: 8192,
  image: 'vllm/vllm-openai:v0.11.0',
  application: 'production-models',
};

const MODELS = ['granite-8b', 'llama-8b', 'mistral-7b'] as const;

/** The files of a fleet: three models on one runtime, in one cluster, delivered by Argo CD. */
export function filesOfFleet({ contextLength, image, application }: FleetVersion): ReadonlyMap<string, string> {
  const app = new FleetApp();
  const cluster = new Cluster(app, 'production', {
    platform: new Kserve({ defaultDeploymentMode: 'Standard' }),
    namespace: 'models',
  });
  const vllm = new VllmRuntime(cluster, 'vllm', {
    namespace: 'models',
    image,
    accelerator: Accelerator.nvidia({ count: 1 }),
  });
  for (const name of MODELS) {
    vllm.serve(cluster, name, {
      model: { storage: ModelStorage.s3('models', name) },
      replicas: { min: 2, max: 2 },
      flags: { maxModelLen: name === 'llama-8b' ? contextLength : 4096 },
    });
  }
  const management = new Cluster(app, 'management');
  new ArgoApplication(management, 'models', {
    name: application,
    source: {
      url: 'https://git.example.com/platform/fleet.git',
      revision: 'refs/heads/main',
      path: 'dist/production/30-models',
    },
    destination: { name: 'production' },
  });
  return new Map(
    app
      .render()
      .trees.flatMap((tree) =>
        [...tree.files, [INDEX_FILE, printIndex(indexEntries(tree))] as const].map(
          ([path, text]) => [`${tree.folder}/${path}`, text] as const,
        ),
      ),
  );
}
