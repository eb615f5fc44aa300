import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { containerNamed } from '../pod-edits';
import type { PodConfiguration } from './configuration';
import type { DefaultedService } from './defaulted-service';
import { MAIN_CONTAINER } from './model-containers';
import type { ModelStorage } from './model-storage';
import { MODEL_PATH } from './server-defaults';

/** Stands for the kind of storage, which a secret of the cluster says. */
const UNKNOWN_SCHEME = '<scheme-placeholder>';

export type StorageResult =
  | {
      readonly ok: true;
      readonly storage: ModelStorage;
      /** The one address, which the pods are annotated with. */
      readonly modelUri: string | undefined;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Where the models of a predictor come from.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go addStorageInitializerAnnotations
 */
export function predictorStorage(
  { model, predictor, annotations }: DefaultedService,
  { ociModelMode }: PodConfiguration,
): StorageResult {
  const uri = model === undefined ? statedUri(predictor) : textAt(model.fields, 'storageUri');
  const path = model === undefined ? undefined : textAt(model.fields, 'storage', 'path');
  if (uri !== undefined && path !== undefined) {
    return { ok: false, problem: 'must provide only one of storageUri and storage.path' };
  }
  const modelUri = uri ?? (path === undefined ? undefined : `${UNKNOWN_SCHEME}://${path.replace(/^\//, '')}`);
  const isReadOnly = annotations['storage.kserve.io/readonly'] !== 'false';
  const list = arrayAt(predictor, 'storageUris').flatMap((item) => {
    const own = textAt(item, 'uri');
    return own === undefined ? [] : [{ uri: own, mountPath: textAt(item, 'mountPath') ?? MODEL_PATH }];
  });
  const isList = list.length > 0;
  const places = modelUri === undefined ? [] : [{ uri: modelUri, mountPath: MODEL_PATH }];
  return { ok: true, storage: { places: isList ? list : places, isList, isReadOnly, ociModelMode }, modelUri };
}

/** That of a container which the service states itself. */
function statedUri(predictor: JsonObject): string | undefined {
  const variables = arrayAt(containerNamed(predictor, MAIN_CONTAINER), 'env');
  return textAt(
    variables.find((variable) => textAt(variable, 'name') === 'STORAGE_URI'),
    'value',
  );
}
