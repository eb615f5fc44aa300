import type { PresetPod } from '../../catalog/llm-presets';
import { isObject, objectAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import { groupSize, parallelismOf } from '../../preview/llm-inference-service/parallelism';
import { isStated } from '../../preview/llm-inference-service/workload';
import { devicesOf } from '../engines/devices';
import type { GivenFlags } from '../engines/flags';
import type { Fault } from '../finding';

/** A workload whose pods are started by the script of a preset. */
export interface PresetWorkload {
  readonly path: 'spec' | 'spec.prefill';
  readonly preset: PresetPod;
  /** As the service states it, which is all that templates see. */
  readonly own: JsonObject;
  /** With what configurations state. */
  readonly merged: JsonObject;
}

const SIZES = ['tensor', 'data', 'dataLocal', 'dataRPCPort', 'expert'] as const;

/** Sizes that the script of a preset never hears of. */
export function checkHeardSizes({ path, preset, own, merged }: PresetWorkload, flags: GivenFlags): readonly Fault[] {
  const [stated, all] = [objectAt(own, 'parallelism'), objectAt(merged, 'parallelism')];
  return [
    ...checkInherited({ path, preset, own, merged }, stated, all),
    ...(preset.starts === 'alone' ? checkUnused(path, all, flags) : []),
  ];
}

/**
 * Sizes of a configuration: templates are expanded with what the service itself states.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go ReplaceVariables
 */
function checkInherited({ path, preset, own }: PresetWorkload, stated: JsonObject, all: JsonObject): readonly Fault[] {
  const heard = preset.starts === 'alone' ? (['tensor'] as const) : SIZES;
  const unheard = heard.filter((name) => isStated(all[name]) && all[name] !== stated[name] && all[name] !== false);
  const [first] = unheard;
  if (first === undefined) return [];
  const fails = preset.starts !== 'alone' && !isObject(own.parallelism);
  return [
    {
      id: 'llmisvc/sizes-in-config',
      severity: preset.starts === 'alone' ? 'warning' : 'error',
      field: `${path}.parallelism`,
      problem: `${unheard.join(', ')} of \`parallelism\` ${unheard.length === 1 ? 'is' : 'are'} stated by a configuration alone`,
      consequence: fails
        ? 'Templates read what the service itself states: that of the preset finds no `parallelism`, and the controller makes no pod (CombineBaseError).'
        : 'Templates read what the service itself states: vLLM is started without it.',
      mend: `State ${unheard.map((name) => `${name}: ${JSON.stringify(all[name])}`).join(', ')} in \`${path}.parallelism\` of the service, too.`,
    },
  ];
}

/** What stands for sizes in the arguments of vLLM. */
const UNUSED: readonly (readonly [name: string, flag: string])[] = [
  ['data', '--data-parallel-size'],
  ['pipeline', '--pipeline-parallel-size'],
  ['expert', '--enable-expert-parallel'],
];

/** Without workers, the preset passes on the size of tensor parallelism alone. */
function checkUnused(path: string, sizes: JsonObject, flags: GivenFlags): readonly Fault[] {
  const unused = UNUSED.filter(([name, flag]) => {
    const { [name]: size } = sizes;
    return isStated(size) && size !== 1 && size !== false && !flags.has(flag);
  });
  const [first] = unused;
  if (first === undefined) return [];
  return [
    {
      id: 'llmisvc/unused-sizes',
      severity: 'warning',
      field: `${path}.parallelism.${first[0]}`,
      problem: `There are no workers, and vLLM is started without ${unused.map(([name]) => name).join(', ')}`,
      consequence: 'The preset for a single pod passes on `tensor` alone: the other sizes have no effect.',
      mend: `State \`${path}.worker\`, or pass ${unused.map(([, flag]) => flag).join(', ')} in the arguments.`,
    },
  ];
}

/**
 * Whether the copies of a group's pods come to those that vLLM waits for.
 *
 * @see https://github.com/vllm-project/vllm/blob/main/vllm/config/parallel.py ParallelConfig
 */
export function checkCopies({ path, preset, merged }: PresetWorkload, flags: GivenFlags): readonly Fault[] {
  if (preset.starts !== 'leader') return [];
  const all = flags.count('--data-parallel-size', 1);
  const local = flags.count('--data-parallel-size-local', 1);
  const pods = groupSize(parallelismOf(merged));
  if (all === undefined || local === undefined || pods * local === all) return [];
  return [
    {
      id: 'llmisvc/uneven-data',
      severity: 'error',
      field: `${path}.parallelism.data`,
      problem: `A group has ${inWords(pods, 'pod')} of ${inWords(local, 'copy', 'copies')} each, and ${inWords(all, 'copy', 'copies')} in all are stated`,
      consequence:
        local > all
          ? 'vLLM refuses to start: a pod is to have more copies than there are.'
          : `vLLM waits for ${all - pods * local} more, which nobody starts, and never answers.`,
      mend: 'Let `data` be a multiple of `dataLocal`: it is their quotient that says how many pods a group has.',
    },
  ];
}

/** Devices of a pod of a group, where each copy has as many as it shares its tensors among. */
export function checkGroupDevices(
  { path, preset }: PresetWorkload,
  flags: GivenFlags,
  container: JsonObject,
  field: string,
): readonly Fault[] {
  if (preset.starts === 'alone') return [];
  const local = flags.count('--data-parallel-size-local', 1);
  const tensor = flags.count('--tensor-parallel-size', 1);
  const given = devicesOf(container);
  if (local === undefined || tensor === undefined || given === undefined || given === 0) return [];
  const used = local * tensor;
  if (used === given) return [];
  const limits = `${field}.resources.limits`;
  if (used > given) {
    return [
      {
        id: 'llmisvc/too-few-devices',
        severity: 'error',
        field: limits,
        problem: `A pod has ${inWords(local, 'copy', 'copies')} of the model on ${inWords(tensor, 'device')} each, and gets ${inWords(given, 'device')}`,
        consequence:
          'vLLM refuses to start: it sees fewer devices than it is to use, and the group starts again for ever.',
        mend: `Ask for ${used} devices, or state a smaller \`dataLocal\` or \`tensor\`.`,
      },
    ];
  }
  return [
    {
      id: 'llmisvc/idle-devices',
      severity: 'warning',
      field: limits,
      problem: `A pod gets ${inWords(given, 'device')}, and computes on ${used}: ${inWords(local, 'copy', 'copies')} on ${inWords(tensor, 'device')} each`,
      consequence: `${given - used} of them are held and never compute.`,
      mend: `Ask for ${used}, or state another \`${path}.parallelism.dataLocal\` or \`tensor\`.`,
    },
  ];
}

function inWords(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
