import type { JsonObject } from '../../kubernetes/manifest';
import type { OciModelMode } from '../cluster-facts';
import type { Fault } from '../finding';
import { checkAdapters } from './adapters';
import { checkCacheTiers } from './cache-tiers';
import { checkConfidential } from './confidential';
import { checkModelSource } from './model-source';
import { checkRollout } from './rollout';
import { checkRoutes, checkTraffic } from './routes';
import { checkScalingModes } from './scaling-modes';
import { checkScheduler } from './scheduler';
import type { ServiceVersion } from './service';
import { checkSizes } from './sizes';

/** What a spec is looked at with. */
export interface Admission {
  readonly version: ServiceVersion;
  readonly modelName: string;
  readonly ociModelMode: OciModelMode;
}

/**
 * What KServe's validating webhook refuses of the spec of an LLMInferenceService, as the mutating one has left it, and
 * sources of models that its controller cannot bring to pods. What the schema and its rules say too is left to them.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha2/llm_inference_service_validation.go validate
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha1/llm_inference_service_validation.go validate
 */
export function checkAdmission(spec: JsonObject, { version, modelName, ociModelMode }: Admission): readonly Fault[] {
  return [
    ...checkRoutes(spec, version),
    ...checkTraffic(spec),
    ...checkSizes(spec),
    ...checkScheduler(spec),
    ...checkScalingModes(spec),
    ...checkAdapters(spec, modelName),
    ...checkRollout(spec),
    // Fields that the older version does not have.
    ...(version === 'v1alpha2' ? [...checkCacheTiers(spec), ...checkConfidential(spec)] : []),
    ...checkModelSource(spec, ociModelMode),
  ];
}
