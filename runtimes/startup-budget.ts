import { loadingSeconds } from '../catalog/loading-time';
import { modelFacts, modelWeightsGiB } from '../catalog/models';
import type { Model } from '../constructs/model';

/** Seconds a start may take before it counts as failed, from the size of the model's weights. */
export function startupSeconds(model: Model | undefined): number {
  return loadingSeconds(weightsGiB(model)).careful;
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
