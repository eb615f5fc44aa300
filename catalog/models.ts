import { type CatalogRow, isBoolean, isListOf, isNumber, isText, readCatalog } from './catalog-row';
import type { KnownModelId } from './model-ids';

export type { KnownModelId } from './model-ids';

/** What is known of one model. A member is absent when no source states it. */
export interface ModelFacts {
  /** Hugging Face id, such as `Qwen/Qwen3-8B`. */
  readonly hfId: string;
  /** Class named in the model's configuration, such as `Qwen3ForCausalLM`. */
  readonly architecture: string;
  /** `GQA`, `MLA` or a description of another kind of attention. */
  readonly attention?: string;
  /** Parameters in billions, as the publisher names them. */
  readonly paramsNominalBillions?: number;
  /** Parameters, computed from the configuration. */
  readonly paramsExact?: number;
  /** Parameters used for one token, in billions. */
  readonly activeParamsBillions?: number;
  readonly layers?: number;
  readonly hiddenSize?: number;
  readonly attentionHeads?: number;
  readonly kvHeads?: number;
  readonly headDim?: number;
  readonly intermediateSize?: number;
  readonly kvLoraRank?: number;
  readonly qkRopeHeadDim?: number;
  readonly qLoraRank?: number;
  readonly qkNopeHeadDim?: number;
  readonly vHeadDim?: number;
  /** Routed experts: absent for a dense model. */
  readonly experts?: number;
  readonly expertsPerToken?: number;
  readonly sharedExperts?: number;
  readonly moeIntermediateSize?: number;
  /** Layers without experts in a model that has experts. */
  readonly denseLayers?: number;
  readonly vocabSize?: number;
  /** Longest sequence of the model's configuration, in tokens. */
  readonly maxContext?: number;
  readonly tieWordEmbeddings?: boolean;
  /** Window of the sliding-window layers, in tokens. */
  readonly slidingWindow?: number;
  readonly fullAttentionLayers?: number;
  readonly slidingLayers?: number;
  readonly linearLayers?: number;
  /** Chunk of the chunked-attention layers, in tokens. */
  readonly attentionChunkSize?: number;
  readonly chunkedLayers?: number;
  readonly attentionLayers?: number;
  readonly noAttentionLayers?: number;
  readonly headsPerKvGroup?: readonly number[];
  readonly mambaLayers?: number;
  readonly mlpOrMoeLayers?: number;
  /** Quantization method of the published checkpoint: absent for a checkpoint of 16-bit weights. */
  readonly checkpointQuantization?: string;
  /** Sum of the checkpoint's files. */
  readonly weightsFileGiB?: number;
  /** The base model whose configuration gave the dimensions. */
  readonly configOf?: string;
  readonly sources: readonly string[];
}

function modelOf(row: CatalogRow): ModelFacts {
  const number = (name: string) => row.optional(name, isNumber);
  return {
    hfId: row.required('hfId', isText),
    architecture: row.required('architecture', isText),
    attention: row.optional('attention', isText),
    paramsNominalBillions: number('paramsNominalBillions'),
    paramsExact: number('paramsExact'),
    activeParamsBillions: number('activeParamsBillions'),
    layers: number('layers'),
    hiddenSize: number('hiddenSize'),
    attentionHeads: number('attentionHeads'),
    kvHeads: number('kvHeads'),
    headDim: number('headDim'),
    intermediateSize: number('intermediateSize'),
    kvLoraRank: number('kvLoraRank'),
    qkRopeHeadDim: number('qkRopeHeadDim'),
    qLoraRank: number('qLoraRank'),
    qkNopeHeadDim: number('qkNopeHeadDim'),
    vHeadDim: number('vHeadDim'),
    experts: number('experts'),
    expertsPerToken: number('expertsPerToken'),
    sharedExperts: number('sharedExperts'),
    moeIntermediateSize: number('moeIntermediateSize'),
    denseLayers: number('denseLayers'),
    vocabSize: number('vocabSize'),
    maxContext: number('maxContext'),
    tieWordEmbeddings: row.optional('tieWordEmbeddings', isBoolean),
    slidingWindow: number('slidingWindow'),
    fullAttentionLayers: number('fullAttentionLayers'),
    slidingLayers: number('slidingLayers'),
    linearLayers: number('linearLayers'),
    attentionChunkSize: number('attentionChunkSize'),
    chunkedLayers: number('chunkedLayers'),
    attentionLayers: number('attentionLayers'),
    noAttentionLayers: number('noAttentionLayers'),
    headsPerKvGroup: row.optional('headsPerKvGroup', isListOf(isNumber)),
    mambaLayers: number('mambaLayers'),
    mlpOrMoeLayers: number('mlpOrMoeLayers'),
    checkpointQuantization: row.optional('checkpointQuantization', isText),
    weightsFileGiB: number('weightsFileGiB'),
    configOf: row.optional('configOf', isText),
    sources: row.optional('sources', isListOf(isText)) ?? [],
  };
}

let models: ReadonlyMap<string, ModelFacts> | undefined;

function modelsByLowerCaseId(): ReadonlyMap<string, ModelFacts> {
  models ??= new Map(
    readCatalog('models.json')
      .table('models')
      .map((row) => modelOf(row))
      .map((facts) => [facts.hfId.toLowerCase(), facts]),
  );
  return models;
}

/** What is known of a catalogued model by its Hugging Face id in any case, or undefined for another model. */
export function modelFacts(hfId: KnownModelId): ModelFacts;
export function modelFacts(hfId: string): ModelFacts | undefined;
export function modelFacts(hfId: string): ModelFacts | undefined {
  return modelsByLowerCaseId().get(hfId.toLowerCase());
}

const BYTES_PER_16_BIT_WEIGHT = 2;

/**
 * Memory that the weights take, in GiB, over all devices.
 *
 * The size of the checkpoint's files where it is known: an engine loads 1.00 to 1.02 times that. Else two bytes for
 * each parameter, which holds for checkpoints of 16-bit weights only: a quantized checkpoint keeps a part of its
 * weights in 16 bits that the catalog does not know, so without a file size its answer is undefined.
 *
 * @see https://github.com/kaito-project/kaito/blob/main/presets/workspace/models/model_catalog.yaml
 */
export function modelWeightsGiB(facts: ModelFacts): number | undefined {
  if (facts.weightsFileGiB !== undefined) return facts.weightsFileGiB;
  if (facts.checkpointQuantization !== undefined) return undefined;
  const nominal = facts.paramsNominalBillions === undefined ? undefined : facts.paramsNominalBillions * 1e9;
  const parameters = facts.paramsExact ?? nominal;
  return parameters === undefined ? undefined : (parameters * BYTES_PER_16_BIT_WEIGHT) / 2 ** 30;
}

/** Whether a model has routed experts; undefined where the catalogue does not tell. */
export function isMixture({ experts, architecture, attentionHeads: heads }: ModelFacts): boolean | undefined {
  if (experts !== undefined || /moe/i.test(architecture)) return true;
  return heads === undefined ? undefined : false;
}
