import { AlaudaAi, Hydra, Kserve, Lws, ModelStorage, Ome, OpenShiftAi } from '../../index';
import type { Model, Platform } from '../../index';

/** A platform, and the model that is served on it. */
export interface TriedPlatform {
  readonly create: () => Platform;
  readonly model: Model;
}

/** OME downloads models to its nodes; of one in its catalogue the architecture is known. */
const downloaded: Model = {
  name: 'llama',
  task: 'text-generation',
  huggingFaceId: 'meta-llama/Llama-3.1-8B-Instruct',
  storage: ModelStorage.huggingFace('meta-llama/Llama-3.1-8B-Instruct'),
};

const onVolume: Model = { name: 'llama', task: 'text-generation', storage: ModelStorage.pvc('models', 'llama') };

/** Every platform of the library, by the name under which README shows it. */
export const PLATFORMS: Readonly<Record<string, TriedPlatform>> = {
  KServe: { create: () => new Kserve(), model: onVolume },
  'Alauda AI': { create: () => new AlaudaAi(), model: onVolume },
  'OpenShift AI': { create: () => new OpenShiftAi(), model: onVolume },
  LeaderWorkerSet: { create: () => new Lws(), model: onVolume },
  OME: { create: () => new Ome(), model: downloaded },
  Hydra: { create: () => new Hydra({ existing: 'none' }), model: onVolume },
};
