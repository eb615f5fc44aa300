import { versionDoubt } from '../../../catalog/flags/version-doubt';
import { SGLANG_ENGINE_FLAGS } from '../../../catalog/sglang-engine-flags';
import type { Fault, Severity } from '../../finding';
import type { SglangStart } from './sglang-start';

/** Something for which SGLang does not start. */
export interface Refusal {
  /** The flag at which it is told, by its whole name. */
  readonly flag: string;
  readonly problem: string;
  /** Why SGLang does not take it, as the rest of a sentence. */
  readonly because: string;
  readonly mend: string;
  /** What comes of it, before the reason. @default SGLang refuses to start */
  readonly outcome?: string;
  /** How sure it is where the image's version is known. @default `error` */
  readonly severity?: Severity;
}

const OF_SOMEBODY_ELSE = "The image is not SGLang's own, and may differ.";

/** A rule: what SGLang refuses of a command line, if anything. */
export type FindRefusal = (start: SglangStart) => Refusal | undefined;

/** Tells of a refusal for certain where the image is SGLang's own and its version known, and warns where it is not. */
export function refused(id: `sglang/${string}`, start: SglangStart, refusal: Refusal | undefined): readonly Fault[] {
  if (refusal === undefined) return [];
  const { flag, problem, because, mend, outcome, severity = 'error' } = refusal;
  const { version, isOfficial } = start.launch;
  const { newestVersion } = SGLANG_ENGINE_FLAGS.catalog();
  const doubt = versionDoubt(version, newestVersion) ?? (isOfficial ? undefined : OF_SOMEBODY_ELSE);
  const consequence = `${outcome ?? 'SGLang refuses to start, and the pod restarts for ever'}: ${because}.`;
  return [
    {
      id,
      severity: doubt === undefined || severity !== 'error' ? severity : 'warning',
      field: start.fieldOf(flag),
      problem,
      consequence: doubt === undefined ? consequence : `${consequence} ${doubt}`,
      mend,
    },
  ];
}
