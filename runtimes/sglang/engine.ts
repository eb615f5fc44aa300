import type { Engine, EngineStarts } from '../../constructs/engine';
import { late, text } from '../../constructs/late-bound';
import type { Text } from '../../constructs/late-bound';
import { decoder, prefill } from './disaggregation';
import { addressArguments, groupFlags, modelArguments, ownArguments, programOf, sglangPod } from './pod';
import { router } from './router';
import type { SglangRuntimeProps } from './settings';

/** What SGLang needs of a platform. */
export function sglangEngine(props: SglangRuntimeProps): Engine {
  const { disaggregation } = props;
  const identity = { name: 'sglang', formats: props.formats ?? [{ name: 'SGLang', autoSelect: true }] };
  if (disaggregation === undefined) return { ...identity, ...sglangPod(props, props, []), starts: engineStarts(props) };
  return {
    ...identity,
    ...prefill(props, disaggregation),
    decoder: decoder(props, disaggregation),
    router: router(props, disaggregation.router),
  };
}

/** What is started where the platform decides over devices and pods. */
function engineStarts(props: SglangRuntimeProps): EngineStarts {
  const sizes: readonly Text[] = [
    text`--tp-size=${late.tensorParallel}`,
    text`--pp-size=${late.pipelineParallel}`,
    ...(props.dataParallel === undefined ? [] : [`--dp-size=${props.dataParallel}`]),
  ];
  const own = ownArguments(props);
  const worker = [...modelArguments(), ...sizes, ...groupFlags(late.groupSize), ...own];
  return {
    single: [...programOf(props), ...addressArguments(), ...modelArguments(), ...sizes, ...own],
    group: {
      leader: [...programOf(props), ...addressArguments(), ...worker],
      worker: [...programOf(props), ...worker],
      workerTakesArguments: true,
    },
  };
}
