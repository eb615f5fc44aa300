/** How many nodes compute a model together, and the devices of each. */
export interface NodeSizes {
  readonly nodes: number;
  readonly head: number;
  readonly worker: number;
}

export type NodeSizesResult =
  { readonly ok: true; readonly sizes: NodeSizes } | { readonly ok: false; readonly problem: string };

/**
 * The nodes that Ray joins.
 *
 * @param total - devices that the model needs
 * @param head - devices that the first node requests, 0 where it requests none
 * @param worker - those that each other node requests
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go computeRayNodeAndGPUs
 */
export function raySizes(total: number, head: number, worker: number): NodeSizesResult {
  if (worker > 0) {
    const nodes = head >= total ? 1 : Math.ceil(total / worker);
    if (nodes === 1) return { ok: true, sizes: { nodes, head: total, worker: 0 } };
    return checked(total, { nodes, head: head === 0 ? total - worker * (nodes - 1) : head, worker });
  }
  if (head === 0) return { ok: true, sizes: { nodes: total, head: 1, worker: 1 } };
  return checked(total, { nodes: 1 + Math.max(0, total - head), head, worker: 1 });
}

function checked(total: number, sizes: NodeSizes): NodeSizesResult {
  const others = sizes.worker * (sizes.nodes - 1);
  if (total <= sizes.head + others) return { ok: true, sizes };
  return {
    ok: false,
    problem: `the total required number of GPUs(${total}) is less than the number of GPUs assigned to the head node(${sizes.head}) + worker node(${others})`,
  };
}
