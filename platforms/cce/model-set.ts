import type { LeaderWorkerSetProps } from '../../imports/leaderworkerset.x-k8s.io';
import { groupSpec } from '../lws/group-spec';
import { setLabels } from './labels';
import type { Labels } from './labels';
import { modelPod } from './model-pod';
import type { CcePodOptions, CcePodValues } from './model-pod';

/** What the set of a model is given; where the add-on fills the template, these are its placeholders. */
export interface CceSetValues extends CcePodValues {
  readonly name: string;
  readonly namespace?: string;
  readonly revision: string;
  /** @default left to an autoscaler */
  readonly replicas?: number;
}

/** What is decided about a set when the manifest is made. */
export interface CceSetOptions extends CcePodOptions {
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/**
 * The LeaderWorkerSet that serves one preset model in groups of one pod. It is the add-on's template with these
 * differences:
 *
 * - a startup probe that allows for reading the weights, where the template has the liveness probe wait for 180 seconds
 *   and then ends a pod that still loads; probes wait 5 seconds for an answer, and liveness for a minute of failures,
 *   since a busy engine answers late;
 * - `--tensor-parallel-size` and a memory-backed `/dev/shm` where there are several NPUs, which the engine would not use
 *   otherwise;
 * - memory for 1.2 times the weights and for `/dev/shm`;
 * - `--model` as an absolute path, which does not depend on the image's working directory;
 * - `--max-num-batched-tokens` at least as large as `--max-model-len`;
 * - `schedulerName: volcano`, which places NPUs by their links;
 * - `enableServiceLinks: false`, so that no Service of the namespace sets a variable of the engine;
 * - what LeaderWorkerSet's webhook and the API server would add is stated.
 *
 * @see https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html
 */
export function modelSet(values: CceSetValues, options: CceSetOptions): LeaderWorkerSetProps {
  return {
    metadata: {
      name: values.name,
      namespace: values.namespace,
      labels: { ...setLabels(values.revision), ...options.labels },
      annotations: options.annotations,
    },
    spec: groupSpec({ leader: modelPod(values, options) }, values.replicas),
  };
}
