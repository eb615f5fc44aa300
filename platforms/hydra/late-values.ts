import { partsOf } from '../../constructs/late-bound';
import type { LateBoundName, Text } from '../../constructs/late-bound';
import { valueOf, verbatim } from './template';
import type { HydraVariable, Template, TemplateNode } from './template';

/** Which pod of a deployment a text is for. */
export type HydraPod = 'single' | 'leader' | 'worker';

/** Where Hydra's clients reach every engine. */
export const HYDRA_PORT = 8000;

const VARIABLES: Readonly<Partial<Record<LateBoundName, HydraVariable>>> = {
  modelPath: 'MODEL_PATH',
  modelRoot: 'MODEL_PATH',
  modelName: 'MODEL_NAME',
  namespace: 'NAMESPACE',
  servingPort: 'MODEL_PORT',
  tensorParallel: 'TP_SIZE',
  pipelineParallel: 'PP_SIZE',
};

/** Values that Hydra's variables do not tell. */
export type UnknownToHydra = 'modelTask' | 'serviceName';

/**
 * What the kubelet writes into the command of a pod of a group.
 *
 * @see https://github.com/kubernetes-sigs/lws/blob/main/pkg/utils/pod/pod_utils.go AddLWSVariables
 */
const OF_GROUP = {
  leaderAddress: '$(LWS_LEADER_ADDRESS)',
  groupSize: '$(LWS_GROUP_SIZE)',
  podIndex: '$(LWS_WORKER_INDEX)',
} as const;

const OF_SINGLE = { leaderAddress: '127.0.0.1', groupSize: '1', podIndex: '0' } as const;

/** An engine's text as a template. */
export function textTemplate(text: Text, pod: HydraPod): Template {
  return partsOf(text).map((part) => (typeof part === 'string' ? verbatim(part) : valueTemplate(part.lateBound, pod)));
}

/** Late-bound values of these texts that Hydra does not know. */
export function unknownValues(texts: readonly Text[]): readonly UnknownToHydra[] {
  const names = texts.flatMap((text) => partsOf(text).map((part) => (typeof part === 'string' ? '' : part.lateBound)));
  return (['modelTask', 'serviceName'] as const).filter((name) => names.includes(name));
}

/** A late-bound value as a template. */
export function valueTemplate(name: LateBoundName, pod: HydraPod): TemplateNode {
  const variable = VARIABLES[name];
  if (variable !== undefined) return valueOf(variable);
  const values: Readonly<Partial<Record<LateBoundName, string>>> = pod === 'single' ? OF_SINGLE : OF_GROUP;
  return verbatim(values[name] ?? '');
}
