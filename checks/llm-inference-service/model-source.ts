import { valueAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { isDnsSubdomain } from '../../kubernetes/names';
import type { OciModelMode } from '../cluster-facts';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { goUrlProblem } from './go-url';
import { failedService, refusedService } from './refusal';

const FIELD = 'spec.model.uri';

const SCHEMES = ['hf', 's3', 'pvc', 'oci', 'oci+native'];

/** Whether KServe's own container brings the files of the model to the pods. */
export function loadsModel(spec: JsonObject): boolean {
  return valueAt(spec, 'storageInitializer', 'enabled') !== false;
}

/**
 * Where the model comes from.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_storage.go attachModelArtifacts
 */
export function checkModelSource(spec: JsonObject, ociModelMode: OciModelMode): readonly Fault[] {
  const uri = valueAt(spec, 'model', 'uri') ?? '';
  if (typeof uri !== 'string') return [];
  const problem = goUrlProblem(uri);
  if (problem !== undefined) return [unreadable(FIELD, uri, problem)];
  const [scheme = '', ...rest] = uri.split('://');
  if (rest.length === 0) return [withoutScheme(uri)];
  if (!loadsModel(spec)) return [];
  if (!SCHEMES.includes(scheme.toLowerCase())) return [unknownScheme(scheme)];
  if (scheme === 'oci' && ociModelMode === 'none') {
    const told = 'The model is an image, and KServe is configured to bring no images to pods';
    return [
      failedService(
        'llmisvc/model-uri',
        FIELD,
        told,
        'Enable `ociModelMode` in inferenceservice-config, or use oci+native.',
      ),
    ];
  }
  const fault = partsProblem(scheme, rest.join('://'));
  return fault === undefined ? [] : [{ ...fault, id: 'llmisvc/model-uri', severity: 'error', field: FIELD }];
}

/** An address that cannot be read, for which the API server cannot ask the webhook. */
export function unreadable(field: string, uri: string, problem: string): Fault {
  return refusedService(
    'llmisvc/model-uri',
    field,
    `${inWords(uri)} is no address: ${problem}`,
    'Write it as scheme://…, such as hf://owner/model or pvc://claim/folder.',
  );
}

function withoutScheme(uri: string): Fault {
  return failedService(
    'llmisvc/model-uri',
    FIELD,
    uri === '' ? 'The model has no address' : `${inWords(uri)} has no scheme`,
    'Write it as scheme://…, such as hf://owner/model or pvc://claim/folder.',
  );
}

function unknownScheme(scheme: string): Fault {
  return failedService(
    'llmisvc/model-uri',
    FIELD,
    `'${scheme}://' is not what an LLMInferenceService loads models from`,
    `Use ${SCHEMES.slice(0, -1).join('://, ')}:// or ${SCHEMES.at(-1) ?? ''}://, or set storageInitializer.enabled to false and load the model in the pod.`,
  );
}

/**
 * What is after the scheme.
 *
 * @see https://github.com/kserve/kserve/blob/master/python/storage/kserve_storage/kserve_storage.py _download_hf
 * @see https://github.com/kserve/kserve/blob/master/pkg/utils/storage.go ParsePvcURI
 */
export function partsProblem(
  scheme: string,
  rest: string,
): Pick<Fault, 'problem' | 'consequence' | 'mend'> | undefined {
  const [first = '', second = '', ...others] = rest.split('/');
  if (scheme === 'hf' && (first === '' || second.replace(/:.*/s, '') === '' || others.length > 0)) {
    return {
      problem: `${inWords(`hf://${rest}`)} is no model of Hugging Face: its parts are an owner and a name`,
      consequence: 'The container that is to load it ends with an error, and the pods never start.',
      mend: 'Write it as hf://owner/model, and :revision after it, if you want.',
    };
  }
  if (scheme === 'pvc' && !isDnsSubdomain(first)) {
    return {
      problem: `'${first}' cannot be the name of a PersistentVolumeClaim`,
      consequence:
        first === '' ? 'An empty folder is mounted in its place.' : 'The pods wait for a claim that cannot be there.',
      mend: 'Write it as pvc://claim, or pvc://claim/folder.',
    };
  }
  return undefined;
}
