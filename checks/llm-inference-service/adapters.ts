import { isArray, isObject, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { isDnsLabel } from '../../kubernetes/names';
import { childName } from '../../preview/llm-inference-service/child-name';
import { isStated } from '../../preview/llm-inference-service/workload';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { goUrlProblem } from './go-url';
import { loadsModel, partsProblem, unreadable } from './model-source';
import { failedService, refusedService } from './refusal';

const FIELD = 'spec.model.lora.adapters';

/** Where adapters can be loaded from. */
const SCHEMES = ['hf', 's3', 'pvc'];

interface Adapter {
  readonly field: string;
  readonly name: string;
  readonly uri: string;
}

/**
 * Adapters by which a model is tuned. The schema says nothing of them.
 *
 * @param modelName - of the model that they tune
 */
export function checkAdapters(spec: JsonObject, modelName: string): readonly Fault[] {
  const stated = objectAt(spec, 'model', 'lora').adapters;
  if (!isStated(stated)) return [];
  if (!isArray(stated)) {
    return [refusedService('llmisvc/adapter', FIELD, `${inWords(stated)} is no list`, 'Write a list of adapters.')];
  }
  const misshapen = stated.flatMap((adapter, index) => checkShape(adapter, `${FIELD}[${index}]`));
  if (misshapen.length > 0) return misshapen;
  const adapters = stated.map((adapter, index) => adapterOf(adapter, `${FIELD}[${index}]`));
  return [
    ...checkNames(adapters, modelName),
    ...adapters.flatMap((adapter) => checkSource(adapter, loadsModel(spec))),
    ...checkFolders(adapters),
  ];
}

/** What Go cannot read into its types. */
function checkShape(adapter: JsonValue, field: string): readonly Fault[] {
  if (!isObject(adapter)) {
    return [refusedService('llmisvc/adapter', field, `${inWords(adapter)} is no adapter`, 'State its name and uri.')];
  }
  return ['name', 'uri'].flatMap((name) => {
    const { [name]: value } = adapter;
    if (value === undefined || value === null || typeof value === 'string') return [];
    return [refusedService('llmisvc/adapter', `${field}.${name}`, `${inWords(value)} is no text`, 'Write it as text.')];
  });
}

function adapterOf(adapter: JsonValue, field: string): Adapter {
  const text = (name: string) => {
    const value = valueAt(adapter, name);
    return typeof value === 'string' ? value : '';
  };
  return { field, name: text('name'), uri: text('uri') };
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go ValidateLoRAAdapters */
function checkNames(adapters: readonly Adapter[], modelName: string): readonly Fault[] {
  const seen = new Set<string>();
  return adapters.flatMap(({ field, name }) => {
    const problem = nameProblem(name, modelName, seen);
    seen.add(name);
    if (problem === undefined) return [];
    return [refusedService('llmisvc/adapter', `${field}.name`, problem, 'Give each adapter a name of its own.')];
  });
}

function nameProblem(name: string, modelName: string, seen: ReadonlySet<string>): string | undefined {
  if (name === '') return 'The adapter has no name';
  if (name === '.' || name === '..') return `The adapter is named '${name}', which leads out of its folder`;
  if (seen.has(name)) return `Two adapters are named '${name}'`;
  return name === modelName ? `The adapter is named like the model, '${name}'` : undefined;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_lora.go enumerateLoRAAdapters */
function checkSource({ field, name, uri }: Adapter, loads: boolean): readonly Fault[] {
  const place = `${field}.uri`;
  const problem = goUrlProblem(uri);
  if (problem !== undefined) return [{ ...unreadable(place, uri, problem), id: 'llmisvc/adapter-uri' }];
  const [scheme = '', ...rest] = uri.split('://');
  if (rest.length === 0 || !SCHEMES.includes(scheme.toLowerCase())) {
    const told = uri === '' ? 'The adapter has no address' : `${inWords(uri)} is not what adapters are loaded from`;
    return [failedService('llmisvc/adapter-uri', place, told, `Use ${SCHEMES.join('://, ')}://.`)];
  }
  if (!loads) {
    const told = `The adapter '${name}' is to be loaded, and storageInitializer.enabled is false`;
    return [
      failedService('llmisvc/adapter-uri', place, told, 'Leave storageInitializer out, or load adapters in the pod.'),
    ];
  }
  const fault = partsProblem(scheme, rest.join('://'));
  return fault === undefined ? [] : [{ ...fault, id: 'llmisvc/adapter-uri', severity: 'error', field: place }];
}

/**
 * The folder of each adapter, and the volume of one that is mounted, are named after it.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/workload_lora.go sanitizeLoRAPathSegment, attachLoRAAdapters
 */
function checkFolders(adapters: readonly Adapter[]): readonly Fault[] {
  const nameOf = new Map<string, string>();
  return adapters.flatMap(({ field, name, uri }): readonly Fault[] => {
    const folder = name.replace(/[^a-zA-Z0-9._-]/g, '-');
    const other = nameOf.get(folder) ?? name;
    nameOf.set(folder, other);
    const volume = childName('lora-pvc-', name);
    if (uri.startsWith('pvc://') && name !== '' && !isDnsLabel(volume)) {
      const problem = `The volume of the adapter is named '${volume}', which the API server does not take`;
      return [failedService('llmisvc/adapter', `${field}.name`, problem, 'Use lower-case letters, digits and dashes.')];
    }
    if (other === name) return [];
    return [
      {
        id: 'llmisvc/adapter',
        severity: 'error',
        field: `${field}.name`,
        problem: `The adapters '${other}' and '${name}' have the same folder, /mnt/lora/${folder}`,
        consequence: 'Their files are mixed: the engine loads one for the other, or neither.',
        mend: 'Let their names differ in letters, digits, dots, dashes or underscores.',
      },
    ];
  });
}
