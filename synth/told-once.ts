import type { Finding } from '../checks/finding';

/** Rules of props, and the rules of manifests that tell what comes of the same fault. */
const CONSEQUENCES: ReadonlyMap<string, readonly string[]> = new Map([
  ['construct/image', ['pod/no-image']],
  ['cce/model-folder', ['pod/sub-path']],
  [
    'cce/settled-flag',
    ['vllm/probe-port', 'vllm/metrics-port', 'vllm/too-few-devices', 'pod/service-port', 'pod/shared-memory'],
  ],
  ['vllm/parallel-size', ['vllm/flag-value']],
  ['sglang/parallel-size', ['sglang/flag-value']],
]);

/**
 * What manifests show, without what the props that they are made of have told already: the same rule at the same place,
 * or the same sentence, as a runtime's fault shows in the objects of each of its services.
 */
export function notYetTold(ofManifests: readonly Finding[], ofProps: readonly Finding[]): readonly Finding[] {
  if (ofProps.length === 0) return ofManifests;
  const places = new Set(ofProps.map(({ id, where }) => `${id}\n${where}`));
  const sentences = new Set(ofProps.map(({ id, problem }) => `${id}\n${problem}`));
  const rules = new Set(ofProps.flatMap(({ id }) => CONSEQUENCES.get(id) ?? []));
  return ofManifests.filter(
    ({ id, where, problem }) => !places.has(`${id}\n${where}`) && !sentences.has(`${id}\n${problem}`) && !rules.has(id),
  );
}
