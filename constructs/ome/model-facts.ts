import { modelFacts } from '../../catalog/models';
import type { Model } from '../model';
import type { OmeModelSettings, ParameterCount } from './settings';

/** What selection compares of a model, as far as it is stated or in the catalogue. */
export type OmeModelFacts = Pick<OmeModelSettings, 'architecture' | 'parameters' | 'quantization'>;

/** What is known of a model: what is stated comes before what the catalogue knows. */
export function omeModelFacts({ huggingFaceId }: Model, stated: OmeModelSettings = {}): OmeModelFacts {
  const facts = huggingFaceId === undefined ? undefined : modelFacts(huggingFaceId);
  const { paramsExact, paramsNominalBillions, architecture, checkpointQuantization } = facts ?? {};
  const count = paramsExact ?? (paramsNominalBillions === undefined ? undefined : paramsNominalBillions * 1e9);
  return {
    architecture: stated.architecture ?? architecture,
    parameters: stated.parameters ?? (count === undefined ? undefined : parameterCount(count)),
    quantization: stated.quantization ?? detectedQuantization(checkpointQuantization),
  };
}

/** In billions with two decimals at most, which is what OME's agent would write. */
function parameterCount(count: number): ParameterCount {
  const [value, unit] = count >= 1e12 ? ([count / 1e12, 'T'] as const) : ([count / 1e9, 'B'] as const);
  return `${Number(value.toFixed(2))}${unit}`;
}

/**
 * What OME's agent makes of the quantization method in a model's `config.json`.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/config_parser.go extractModelMetadataFromHF
 */
function detectedQuantization(method: string | undefined): string | undefined {
  return ['int4', 'fp8'].find((name) => method?.toLowerCase().includes(name));
}
