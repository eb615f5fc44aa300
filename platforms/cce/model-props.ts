import type { CceModelType } from '../../catalog/cce-model-facts';
import type { Replicas, Toleration } from '../../constructs/pod';
import type { Labels } from './labels';
import type { CceModelCache } from './model-cache';
import type { CceModelFolder } from './model-folder';

/** A preset model of the CCE AI inference framework, served without the add-on. */
export interface CceModelProps {
  readonly type: CceModelType;
  /** Where the weights are. */
  readonly folder: CceModelFolder;
  /** Huawei's vLLM image for Ascend; its entry point takes the arguments of vLLM's API server. */
  readonly image: string;
  /** Name of the LeaderWorkerSet, at most 50 characters. @default the construct's id */
  readonly name?: string;
  /** @default the chart's */
  readonly namespace?: string;
  /** Name under which clients address the model. @default the type */
  readonly servedModelName?: string;
  /**
   * How many pods serve the model. A range leaves the number to an autoscaler, and one pod runs until it acts.
   *
   * @default one
   */
  readonly instances?: Replicas;
  /** Memory of one NPU. @default 64 */
  readonly npuMemoryGB?: 64 | 32;
  /** NPUs of one pod, over which each layer is split. @default the least that is known to suffice */
  readonly tensorParallel?: number;
  /**
   * Longest sequence in tokens, prompt and answer together. Models that reason before they answer need more than the
   * default.
   *
   * @default 2048, as in the template
   */
  readonly maxModelLen?: number;
  /** Arguments after the template's, of which the last wins. @default none */
  readonly args?: readonly string[];
  /** Environment, over the template's by name. @default none */
  readonly env?: Labels;
  /** Fast storage between the weights and the engine. @default the engine loads from the claim itself */
  readonly cache?: CceModelCache;
  /** Label `xds/version`, in the template the revision of the add-on's Helm release. @default 1 */
  readonly revision?: string;
  /** Label `xds/teGroupId`. @default the name */
  readonly groupId?: string;
  /** Label `xds/modelId`. @default the name */
  readonly modelId?: string;
  /** Label `xds/teGroupType`, of which no value is documented. @default default */
  readonly groupType?: string;
  /** @default volcano */
  readonly schedulerName?: string;
  readonly nodeSelector?: Labels;
  readonly tolerations?: readonly Toleration[];
  /** Secrets for the registry; CCE keeps one named `default-secret` in every namespace. @default none */
  readonly imagePullSecrets?: readonly string[];
  readonly labels?: Labels;
  readonly annotations?: Labels;
}
