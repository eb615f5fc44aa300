import type { Fault } from '../../checks/finding';
import type { ServiceDescription } from '../../constructs/service';
import type { BaseModelSpec } from '../../imports/ome.io';
import { nearestDnsLabel } from '../../kubernetes/names';
import { modelMetadata } from './model-formats';
import type { FormatChoice } from './format-choice';

/** A model that a service brings along. */
export interface DeclaredModel {
  readonly spec: BaseModelSpec;
  /** Folder on the nodes, and in the container. */
  readonly path: string;
}

/** Name of the model's object: it becomes a label and the name of a volume, so that it has no dots. */
export function modelName({ name, model }: ServiceDescription): string {
  return nearestDnsLabel(model.name ?? name);
}

/** Where the agent puts a model whose path is not stated: models of one name in two namespaces are two folders. */
export function modelFolder(modelsFolder: string, name: string, namespace: string | undefined): string {
  return [modelsFolder.replace(/\/+$/, ''), ...(namespace === undefined ? [] : [namespace]), name].join('/');
}

/** The object of a model whose weights the service says where to find, undefined where OME cannot be told so. */
export function declaredModel(
  service: ServiceDescription,
  choice: FormatChoice,
  folder: string,
): DeclaredModel | undefined {
  const uri = storageUri(service);
  if (uri === undefined) return undefined;
  const { secret, nodeSelector, vendor, path = localPath(uri) ?? folder } = service.ome?.model ?? {};
  return {
    path,
    spec: {
      ...modelMetadata(choice),
      modelParameterSize: choice.facts.parameters,
      vendor,
      storage: { storageUri: uri, path, key: secret, nodeSelector },
    },
  };
}

/** What OME cannot be told of a model's place; what is wrong with a URI, its manifest shows. */
export function storageFaults({ model }: ServiceDescription): readonly Fault[] {
  const kind = model.storage?.location.kind;
  if (kind === undefined || kind === 'uri') return [];
  return [
    {
      id: 'ome/storage',
      severity: 'error',
      field: 'model.storage',
      problem:
        kind === 'uris'
          ? 'The model is in several places, and a model of OME has one'
          : "The model is in a connection, an entry of KServe's storage-config that OME does not know",
      consequence: 'The model could not be written, and the service would name one that does not exist.',
      mend: "Use one place that OME's agent downloads from: `ModelStorage.huggingFace('org/model', 'revision')`.",
    },
  ];
}

/** OME parts the branch from the repository by `@`, KServe the revision by a colon. */
function storageUri({ model }: ServiceDescription): string | undefined {
  const location = model.storage?.location;
  if (location?.kind !== 'uri') return undefined;
  return location.uri.replace(/^(hf:\/\/[^:@]+):([^:@]+)$/, '$1@$2');
}

/** Files that are on the nodes already lie where the URI says. */
function localPath(uri: string): string | undefined {
  return /^local:\/\/(\/.+)$/.exec(uri)?.[1];
}
