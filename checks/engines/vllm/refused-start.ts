import { happenedBy, parseVersionRange } from '../../../catalog/flags/version';
import { versionDoubt } from '../../../catalog/flags/version-doubt';
import { VLLM_ENGINE_FLAGS } from '../../../catalog/vllm-engine-flags';
import type { Fault } from '../../finding';
import type { EngineStart } from '../engine-start';

/** Something for which vLLM does not start. */
export interface Refusal {
  readonly id: `vllm/${string}`;
  /** The flag at which it is told, by its whole name. */
  readonly flag: string;
  readonly problem: string;
  readonly mend: string;
  /**
   * Since when vLLM refuses it, in the words of the catalog of start.
   *
   * @default - as long as it has the flag
   */
  readonly since?: string;
}

/** Tells of a refusal where the version in the image has it for certain, and warns where that version is not known. */
export function refusedStart(start: EngineStart, refusal: Refusal): readonly Fault[] {
  const { version } = start.launch;
  const { newestVersion } = VLLM_ENGINE_FLAGS.catalog();
  const { id, flag, problem, mend, since } = refusal;
  if (since !== undefined && happenedBy(parseVersionRange(since), version ?? newestVersion) !== 'yes') return [];
  const doubt = versionDoubt(version, newestVersion);
  const consequence = 'vLLM refuses to start, and the pod restarts for ever.';
  return [
    {
      id,
      severity: doubt === undefined ? 'error' : 'warning',
      field: start.fieldOf(flag),
      problem,
      consequence: doubt === undefined ? consequence : `${consequence} ${doubt}`,
      mend,
    },
  ];
}
