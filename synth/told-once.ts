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
  ['vllm/expert-parallel', ['vllm/expert-parallel']],
  ['vllm/dense-external', ['vllm/dense-external']],
  ['vllm/headless-servers', ['vllm/headless-servers']],
  ['vllm/moving-memory', ['vllm/moving-memory']],
  ['vllm/load-balancing', ['vllm/data-parallel']],
  ['sglang/parallel-size', ['sglang/flag-value']],
  ['sglang/nodes', ['sglang/nodes', 'lws/group-nodes']],
  ['sglang/data-parallel-nodes', ['sglang/data-parallel-nodes']],
  ['sglang/attention-copies', ['sglang/attention-copies']],
  ['sglang/prefill-chunk', ['sglang/prefill-chunk']],
  ['sglang/grpc-port', ['sglang/grpc-port']],
  ['sglang/bootstrap-port', ['sglang/bootstrap-port']],
  ['sglang/served-name', ['sglang/served-name']],
  ['sglang/pipeline-speculation', ['sglang/pipeline-speculation']],
  ['sglang/pipeline-mixed-chunk', ['sglang/pipeline-mixed-chunk']],
]);

/** A finding of a manifest that the props which the manifest is made of have told already. */
export interface ToldFinding {
  readonly finding: Finding;
  /** Those of props, each of which tells it. */
  readonly by: readonly Finding[];
}

/** What manifests show, apart by whether it is told a second time. */
export interface ToldOnce {
  readonly open: readonly Finding[];
  readonly told: readonly ToldFinding[];
}

/**
 * What manifests show, and what of it the props that they are made of have told already: the same rule at the same place,
 * or the same sentence, as a runtime's fault shows in the objects of each of its services.
 */
export function toldOnce(ofManifests: readonly Finding[], ofProps: readonly Finding[]): ToldOnce {
  if (ofProps.length === 0) return { open: ofManifests, told: [] };
  const known = new Map<string, Finding[]>();
  const add = (key: string, finding: Finding): void => {
    const others = known.get(key);
    if (others === undefined) known.set(key, [finding]);
    else others.push(finding);
  };
  for (const finding of ofProps) {
    for (const key of keysOf(finding)) add(key, finding);
    for (const consequence of CONSEQUENCES.get(finding.id) ?? []) add(consequence, finding);
  }
  const open: Finding[] = [];
  const told: ToldFinding[] = [];
  for (const finding of ofManifests) {
    const by = [...keysOf(finding), finding.id].map((key) => known.get(key)).find((findings) => findings !== undefined);
    if (by === undefined) open.push(finding);
    else told.push({ finding, by });
  }
  return { open, told };
}

function keysOf({ id, where, problem }: Finding): readonly string[] {
  return [`${id}\nat ${where}`, `${id}\n: ${problem}`];
}
