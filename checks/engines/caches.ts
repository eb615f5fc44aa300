import { compareVersions } from '../../catalog/flags/version';
import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { WritableFolders } from '../pods/writable-folders';
import type { Unwritable } from '../pods/writable-folders';
import { namedModel } from './model';
import type { StartedEngine } from './started-engine';
import { isForProcessors } from './processor-image';

/** A folder that an engine writes to when it starts. */
interface Cache {
  readonly what: string;
  readonly isWritten: (engine: StartedEngine) => boolean;
  /** The variables that say where it is, the first to be asked first, with what follows their value. */
  readonly variables: readonly (readonly [name: string, within: string])[];
}

const CACHES: readonly Cache[] = [
  {
    what: 'what vLLM compiles',
    isWritten: compiles,
    variables: [
      ['VLLM_CACHE_ROOT', ''],
      ['XDG_CACHE_HOME', '/vllm'],
      ['HOME', '/.cache/vllm'],
    ],
  },
  {
    what: 'kernels of Triton',
    isWritten: (started) => started.launch.engine === 'sglang' || compiles(started),
    variables: [
      ['TRITON_CACHE_DIR', ''],
      ['TRITON_HOME', '/.triton/cache'],
      ['HOME', '/.triton/cache'],
    ],
  },
  {
    what: 'the model, which is downloaded from Hugging Face',
    isWritten: downloads,
    variables: [
      ['HF_HUB_CACHE', ''],
      ['HUGGINGFACE_HUB_CACHE', ''],
      ['HF_HOME', '/hub'],
      ['XDG_CACHE_HOME', '/huggingface/hub'],
      ['HOME', '/.cache/huggingface/hub'],
    ],
  },
];

/** Flags of vLLM by which nothing is compiled, or into another folder. */
const COMPILES_OTHERWISE = ['--enforce-eager', '--compilation-config', '-O', '--optimization-level'];

/**
 * Variables that send the caches of an engine to a folder that it cannot write to. Of images of somebody else nothing is
 * said, which may have filled the cache or set other variables; nor of folders in volumes, whose owners are not known.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/envs.py get_default_cache_root
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/compilation/backends.py VllmBackend.__call__
 * @see https://github.com/triton-lang/triton/blob/main/python/triton/knobs.py cache_knobs
 * @see https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/constants.py
 */
export function checkCaches(started: StartedEngine, spec: JsonObject): readonly Fault[] {
  const { launch } = started;
  const { container, path } = launch.container;
  // Engines for processors have other caches.
  if (!launch.isOfficial || isForProcessors(textAt(container, 'image') ?? '')) return [];
  const folders = new WritableFolders(launch.container, spec);
  const faults = new Map<string, Fault>();
  for (const { what, isWritten, variables } of CACHES) {
    const place = isWritten(started) ? placeOf(variables, container) : undefined;
    const reason = place === undefined ? undefined : folders.whyNot(place.folder);
    if (place === undefined || reason === undefined || faults.has(place.name)) continue;
    faults.set(place.name, faultOf(place, what, reason, `${path}.env[${place.index}].value`));
  }
  return [...faults.values()];
}

/** The variable that says where a cache is, and the folder. */
interface CachePlace {
  readonly name: string;
  readonly index: number;
  readonly folder: string;
}

/** Undefined where no variable of the container says it, or it is known in the pod alone. */
function placeOf(variables: Cache['variables'], container: JsonObject): CachePlace | undefined {
  const env = arrayAt(container, 'env');
  const isElsewhere = arrayAt(container, 'envFrom').length > 0;
  for (const [position, [name, within]] of variables.entries()) {
    const index = env.findLastIndex((variable) => textAt(variable, 'name') === name);
    if (index === -1) continue;
    const value = textAt(env[index], 'value') ?? '';
    if (!/^\/[^$]*$/.test(value) || (isElsewhere && position > 0)) return undefined;
    return { name, index, folder: `${value.replace(/\/+$/, '')}${within}` };
  }
  return undefined;
}

function faultOf({ name, folder }: CachePlace, what: string, reason: Unwritable, field: string): Fault {
  return {
    id: 'pod/unwritable-cache',
    severity: 'warning',
    field,
    problem: `${name} leads to ${folder} for ${what}, and ${reason}`,
    consequence: 'The engine ends while it starts, as it may not write there, and the pod restarts for ever.',
    mend: `Mount an emptyDir there, or let ${name} lead to a folder that is mounted to be written to.`,
  };
}

/** Whether it is a vLLM that compiles its model: since 0.8, but for Ascend, which has a compiler of its own. */
function compiles({ launch, flags }: StartedEngine): boolean {
  const { engine, container, version, variable } = launch;
  if (engine !== 'vllm' || textAt(container.container, 'image')?.includes('ascend') === true) return false;
  if (version !== undefined && compareVersions(version, '0.8.0') < 0) return false;
  return variable('VLLM_USE_V1') === undefined && !COMPILES_OTHERWISE.some((flag) => flags.has(flag));
}

/** Whether the model is one of Hugging Face, which is there only once it is downloaded. */
function downloads({ launch, flags }: StartedEngine): boolean {
  const model = namedModel(launch, flags);
  if (model === undefined || !/^[\w.-]+\/[\w.-]+$/.test(model)) return false;
  const isOffline = ['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'].some((name) => launch.variable(name) !== undefined);
  const isOther = ['VLLM_USE_MODELSCOPE', 'SGLANG_USE_MODELSCOPE'].some((name) => launch.variable(name) !== undefined);
  return !isOffline && !isOther && !flags.has('--download-dir') && !flags.has('--load-format');
}
