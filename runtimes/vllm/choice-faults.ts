import { inWords } from '../../checks/finding';
import type { Fault } from '../../checks/finding';
import type { VllmLwsServeProps } from './lws-settings';

/** What is none of the choices that there are, where nobody has checked types. */
export function choiceFaults({
  dataParallel,
  distributedExecutorBackend,
  disaggregation,
}: VllmLwsServeProps): readonly Fault[] {
  const faults = [
    choiceFault('dataParallel.loadBalancing', dataParallel?.loadBalancing ?? 'internal', LOAD_BALANCING),
    choiceFault('distributedExecutorBackend', distributedExecutorBackend ?? 'mp', ['mp', 'ray']),
    ...(disaggregation === undefined ? [] : disaggregationFaults(disaggregation)),
  ];
  return faults.filter((fault) => fault !== undefined);
}

const LOAD_BALANCING = ['internal', 'hybrid', 'external'];

function disaggregationFaults(disaggregation: object): readonly (Fault | undefined)[] {
  const { connector, router } = { connector: undefined, router: undefined, ...disaggregation };
  return [
    choiceFault('disaggregation.connector.kind', memberOf(connector, 'kind'), ['nixl', 'mooncake', 'other']),
    memberOf(router, 'image') === undefined ? NO_ROUTER : undefined,
  ];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

function choiceFault(field: string, value: unknown, choices: readonly string[]): Fault | undefined {
  if (typeof value === 'string' && choices.includes(value)) return undefined;
  return {
    id: 'vllm/choice',
    severity: 'error',
    field,
    problem: `${field} is ${inWords(value)}`,
    consequence: 'Nothing is known of what it would start.',
    mend: `Use ${choices.map((choice) => `'${choice}'`).join(', ')}.`,
  };
}

const NO_ROUTER: Fault = {
  id: 'vllm/no-router',
  severity: 'error',
  field: 'disaggregation.router',
  problem: 'Prefill and decode are apart, and no router with an image is stated',
  consequence: 'A client reaches pods that only read prompts or only generate tokens, and gets no answer.',
  mend: "State router: { image, args }, such as the image 'vllm/vllm-router:v0.1.5'.",
};
