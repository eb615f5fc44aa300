import type { Fault } from '../../checks/finding';
import type { Engine } from '../../constructs/engine';
import type { StorageLocation } from '../../constructs/model-storage';
import type { ServiceDescription } from '../../constructs/service';
import type { Volume, VolumeMount } from '../../imports/shared';
import { isDnsSubdomain } from '../../kubernetes/names';

/** A volume and where the engine's container sees it. */
export interface MountedVolume {
  readonly volume: Volume;
  readonly mount: Omit<VolumeMount, 'name'>;
}

/** How the pods of a service come by the model's files. */
export interface Weights {
  /** What the engine is given as the model: a folder, or the identifier of a repository that it downloads itself. */
  readonly modelPath: string;
  /** Folder in which storage is mounted. */
  readonly modelRoot: string;
  /** @default nothing is mounted */
  readonly mounted?: MountedVolume;
  /** Folder for what the engine downloads, as the value of `HF_HOME`. @default it downloads nothing */
  readonly downloadFolder?: string;
  /** @default none */
  readonly faults?: readonly Fault[];
}

/** Where weights are mounted, as on KServe, so that an engine finds them in the same place. */
export const MODEL_ROOT = '/mnt/models';

const HUGGING_FACE_HOME = '/mnt/huggingface';
const WEIGHTS_VOLUME = 'model';

/** How LeaderWorkerSet's pods, which have no storage initializer, come by the weights of a service. */
export function weightsOf(service: ServiceDescription): Weights {
  const { storage, huggingFaceId } = service.model;
  if (storage !== undefined) return weightsAt(storage.location, service);
  if (huggingFaceId !== undefined) {
    return isRepository(huggingFaceId)
      ? downloaded(huggingFaceId, undefined, service)
      : nowhere(huggingFaceId, HUGGING_FACE);
  }
  return { modelPath: MODEL_ROOT, modelRoot: MODEL_ROOT };
}

function weightsAt(location: StorageLocation, service: ServiceDescription): Weights {
  if (location.kind === 'connection') return unsupported(`a connection ('${location.key}')`);
  if (location.kind === 'uris') return unsupported('several places');
  const [, scheme, rest = ''] = /^([a-z0-9+.-]+):\/\/(.*)$/.exec(location.uri) ?? [];
  switch (scheme) {
    case 'pvc':
      return claimed(rest, service.runtime.engine);
    case 'hf': {
      const [repository = '', revision] = rest.split(':');
      return isRepository(repository) ? downloaded(repository, revision, service) : nowhere(location.uri, HUGGING_FACE);
    }
    case 'oci':
      return rest === '' ? nowhere(location.uri, IMAGE) : pulled(rest, service.runtime.engine);
    default:
      return unsupported(`'${location.uri}'`);
  }
}

function claimed(address: string, { writesModelFolder }: Engine): Weights {
  const [claimName = '', ...folders] = address.split('/').filter((part) => part !== '');
  if (!isDnsSubdomain(claimName) || folders.includes('..')) {
    return {
      modelPath: MODEL_ROOT,
      modelRoot: MODEL_ROOT,
      faults: [
        {
          id: 'lws/storage',
          severity: 'error',
          field: 'model.storage',
          problem: `'pvc://${address}' is no claim with a folder below its root`,
          consequence:
            'The API server refuses the pods: a claim has a name in lower case, and a subPath must not contain `..`.',
          mend: "Use ModelStorage.pvc('claim', 'folder/of/the/model').",
        },
      ],
    };
  }
  return mounted(
    { persistentVolumeClaim: { claimName } },
    folders.length === 0 ? undefined : folders.join('/'),
    writesModelFolder !== true,
  );
}

/**
 * An image volume. The files are below `/models` of the image, and a part of an image can be mounted since Kubernetes
 * 1.33.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/
 */
function pulled(reference: string, { writesModelFolder }: Engine): Weights {
  const weights = mounted({ image: { reference, pullPolicy: 'IfNotPresent' } }, 'models', true);
  const version: Fault = {
    id: 'lws/image-volume',
    severity: 'note',
    field: 'model.storage',
    problem: `The weights are the image volume '${reference}', and the cluster's version is not known here`,
    consequence:
      'Kubernetes mounts folders of images from 1.33 with the feature gate ImageVolume, and without it from 1.35; older API servers drop the volume or refuse the pods.',
    mend: 'Make sure of version, feature gate and container runtime, or use ModelStorage.pvc().',
  };
  const readOnly: Fault = {
    id: 'lws/read-only-model',
    severity: 'error',
    field: 'model.storage',
    problem: "The engine changes files in the model's folder, and an image volume is read-only",
    consequence: 'The engine fails when it starts, as it cannot write.',
    mend: 'Copy the weights to a claim and use ModelStorage.pvc().',
  };
  return { ...weights, faults: writesModelFolder === true ? [version, readOnly] : [version] };
}

function mounted(source: Omit<Volume, 'name'>, subPath: string | undefined, readOnly: boolean): Weights {
  return {
    modelPath: MODEL_ROOT,
    modelRoot: MODEL_ROOT,
    mounted: {
      volume: { name: WEIGHTS_VOLUME, ...source },
      mount: { mountPath: MODEL_ROOT, subPath, readOnly: readOnly ? true : undefined },
    },
  };
}

function downloaded(repository: string, revision: string | undefined, service: ServiceDescription): Weights {
  return {
    modelPath: repository,
    modelRoot: MODEL_ROOT,
    downloadFolder: huggingFaceHome(service) ?? HUGGING_FACE_HOME,
    faults: revision === undefined || passesOn(service, revision) ? [] : [lostRevision(repository, revision)],
  };
}

const HUGGING_FACE = "ModelStorage.huggingFace('org/model')";
const IMAGE = "ModelStorage.oci('registry.example/model:v1')";

/** @see https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/utils/_validators.py validate_repo_id */
function isRepository(id: string): boolean {
  return /^[\w.-]+(?:\/[\w.-]+)?$/.test(id);
}

function nowhere(place: string, wanted: string): Weights {
  return {
    modelPath: MODEL_ROOT,
    modelRoot: MODEL_ROOT,
    faults: [
      {
        id: 'lws/storage',
        severity: 'error',
        field: 'model.storage',
        problem: `'${place}' names no place that weights could come from`,
        consequence: 'The engine would start without its model.',
        mend: `Use such as ${wanted}.`,
      },
    ],
  };
}

function huggingFaceHome({ runtime, env }: ServiceDescription): string | undefined {
  const stated = [...(runtime.engine.env ?? []), ...env].findLast(({ name }) => name === 'HF_HOME');
  if (stated === undefined || !('value' in stated) || typeof stated.value !== 'string') return undefined;
  return stated.value.startsWith('/') ? stated.value : undefined;
}

function passesOn({ runtime, args }: ServiceDescription, revision: string): boolean {
  return [...(runtime.engine.args ?? []), ...(args ?? [])].some(
    (arg) => typeof arg === 'string' && (arg === revision || arg.endsWith(`=${revision}`)),
  );
}

function lostRevision(repository: string, revision: string): Fault {
  return {
    id: 'lws/model-revision',
    severity: 'warning',
    field: 'model.storage',
    problem: `The engine downloads '${repository}' itself, and nothing tells it the revision '${revision}'`,
    consequence: 'It loads the main branch, which may have other weights after a restart.',
    mend: `Pass the revision in its own flag, such as \`args: ['--revision=${revision}']\` for vLLM, or put the files on a claim.`,
  };
}

function unsupported(place: string): Weights {
  return {
    modelPath: MODEL_ROOT,
    modelRoot: MODEL_ROOT,
    faults: [
      {
        id: 'lws/storage',
        severity: 'error',
        field: 'model.storage',
        problem: `The weights are in ${place}, and the pods of a LeaderWorkerSet have no storage initializer that fetches them`,
        consequence: 'The engine would start without its model.',
        mend: 'Use ModelStorage.pvc() for a claim, ModelStorage.huggingFace() to let the engine download, or ModelStorage.oci() for an image.',
      },
    ],
  };
}
