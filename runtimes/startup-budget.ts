import { modelFacts, modelWeightsGiB } from '../catalog/models';
import type { Model } from '../constructs/model';

/** Seconds an engine takes besides reading weights: imports, compilation, graph capture, warm-up. */
const ENGINE_START_SECONDS = 300;

/** GiB per second at which weights are read from a volume; a slow network file system, so that no load is cut off. */
const READ_RATE = 0.2;

/** Least time any start is given. */
const LEAST_SECONDS = 600;

/** Seconds a start may take before it counts as failed, from the size of the model's weights. */
export function startupSeconds(model: Model | undefined): number {
  const weights = weightsGiB(model);
  return weights === undefined
    ? LEAST_SECONDS
    : Math.max(LEAST_SECONDS, Math.ceil(ENGINE_START_SECONDS + weights / READ_RATE));
}

/** A quantized checkpoint of unknown size counts as a byte for each parameter, which is more than it has or nearly so. */
function weightsGiB(model: Model | undefined): number | undefined {
  if (model?.weightsGiB !== undefined) return model.weightsGiB;
  const facts = model?.huggingFaceId === undefined ? undefined : modelFacts(model.huggingFaceId);
  if (facts === undefined) return undefined;
  const { paramsExact, paramsNominalBillions } = facts;
  const parameters = paramsExact ?? (paramsNominalBillions === undefined ? undefined : paramsNominalBillions * 1e9);
  return modelWeightsGiB(facts) ?? (parameters === undefined ? undefined : parameters / 2 ** 30);
}
