import { givenFlags } from '../../catalog/flags/given-flags';
import { propertyOfFlag, renderVllmFlags } from '../../catalog/render-vllm-flags';
import type { VllmFlags } from '../../catalog/render-vllm-flags';
import { VLLM_ENGINE_FLAGS } from '../../catalog/vllm-engine-flags';
import type { Fault } from '../../checks/finding';

const SETTLED = [
  'model',
  'servedModelName',
  'port',
  'headless',
  'tensorParallelSize',
  'pipelineParallelSize',
  'enableExpertParallel',
  'distributedExecutorBackend',
  'nnodes',
  'nodeRank',
  'masterAddr',
  'masterPort',
] as const satisfies readonly (keyof VllmFlags)[];

/** Flags that follow from the sizes, from the platform or from props of their own. */
export type SettledFlag = (typeof SETTLED)[number] | Extract<keyof VllmFlags, `dataParallel${string}`>;

const names: ReadonlySet<string> = new Set(SETTLED);

/** The prop that says what a settled flag would say. */
const PROPS: Readonly<Record<string, string>> = {
  '--model': 'model.storage',
  '--served-model-name': 'model.name',
  '--port': "the runtime's port",
  '--tensor-parallel-size': 'tensorParallel',
  '--pipeline-parallel-size': 'pipelineParallel',
  '--enable-expert-parallel': 'expertParallel',
  '--distributed-executor-backend': 'distributedExecutorBackend',
};

/** Flags and arguments of a runtime or a service. */
interface StatedFlags {
  readonly flags?: object;
  readonly args?: readonly string[];
}

/** Settled flags among those that are stated, in whatever spelling: they win over what the pods were counted by. */
export function settledFaults({ flags = {}, args = [] }: StatedFlags, version: string | undefined): readonly Fault[] {
  const ofFlags = Object.keys(flags).flatMap((property) => {
    const [flag] = settledFlagsIn(renderVllmFlags({ [property]: true }), version);
    return flag === undefined ? [] : [settledFault(flag, `flags.${property}`)];
  });
  return [...ofFlags, ...settledFlagsIn(args, version).map((flag) => settledFault(flag, 'args'))];
}

function settledFlagsIn(args: readonly string[], version: string | undefined): readonly string[] {
  const given = [...givenFlags(VLLM_ENGINE_FLAGS, args, version).keys()];
  return given.filter((flag) => names.has(propertyOfFlag(flag)) || flag.startsWith('--data-parallel-'));
}

function settledFault(flag: string, field: string): Fault {
  const prop = flag.startsWith('--data-parallel-') ? 'dataParallel' : PROPS[flag];
  return {
    id: 'vllm/settled-flag',
    severity: 'error',
    field,
    problem: `${flag} is stated as a flag`,
    consequence: 'It wins over what the pods, their devices and their ports follow from, and these no longer fit.',
    mend:
      prop === undefined
        ? `Leave ${flag} out; it follows from tensorParallel, pipelineParallel and dataParallel.`
        : `Leave ${flag} out, and use ${prop}.`,
  };
}
