import { type CatalogRow, isListOf, isNumber, isRecord, isText, readCatalog } from './catalog-row';
import { type ModelFacts, modelFacts, modelWeightsGiB } from './models';

/** The preset models of the CCE AI inference framework, as its registration spells them. */
export const CCE_MODEL_TYPES = [
  'DeepSeek-R1-Distill-Qwen-7B',
  'DeepSeek-R1-Distill-Llama-8B',
  'DeepSeek-R1-Distill-Qwen-14B',
  'DeepSeek-R1-Distill-Qwen-32B',
  'DeepSeek-R1-Distill-Llama-70B',
  'QwQ-32B',
  'Qwen2.5-Coder-32B-Instruct',
  'Qwen2.5-32B-Instruct',
  'Qwen2.5-72B-Instruct',
] as const;

export type CceModelType = (typeof CCE_MODEL_TYPES)[number];

/** Where a figure comes from. */
export interface CceFigureOrigin {
  /** Whether Huawei states the figure, or it follows from others. */
  readonly basis: 'stated' | 'derived';
  /** The document, or the arithmetic. */
  readonly how: string;
  /** Address of the document. @default none is needed */
  readonly source?: string;
}

/** A figure and where it comes from. */
export interface CceFigure<Value> {
  readonly value: Value;
  readonly origin: CceFigureOrigin;
}

/** What is known of one preset model. */
export interface CceModelFacts {
  readonly type: CceModelType;
  /** Identifier on Hugging Face; below `/workspace` it is also the folder in which the engine looks for the model. */
  readonly hfId: CceFigure<string>;
  /** The architecture, by the identifier. */
  readonly model: ModelFacts;
  /** Size of the weights. */
  readonly weightsGiB: number;
  /** Least number of NPUs with 64 GB each. */
  readonly npus64GB: CceFigure<number>;
  /** Least number of NPUs with 32 GB each. @default not known */
  readonly npus32GB?: CceFigure<number>;
  /** Numbers of NPUs over which each layer can be split. */
  readonly tensorParallelSizes: CceFigure<readonly number[]>;
  /** Longest sequence in tokens for which the least number of 64 GB cards is known to suffice. */
  readonly safeMaxModelLen: CceFigure<number>;
  /** For the least number of 64 GB cards, as the other amounts. */
  readonly cpuRequest: CceFigure<number>;
  readonly cpuLimit: CceFigure<number>;
  readonly memoryRequestGiB: CceFigure<number>;
  readonly memoryLimitGiB: CceFigure<number>;
}

/** What all templates of the add-on have in common. */
export interface CceTemplateFacts {
  /** Flags of the engine in their order; one without a value is a switch. */
  readonly flags: readonly { readonly name: string; readonly value?: string }[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
}

interface CceCatalog {
  readonly template: CceTemplateFacts;
  readonly models: ReadonlyMap<string, CceModelFacts>;
}

const FILE = 'cce-models.json';

let catalog: CceCatalog | undefined;

/** What is known of a preset model. */
export function cceModelFacts(type: CceModelType): CceModelFacts;
export function cceModelFacts(type: string): CceModelFacts | undefined;
export function cceModelFacts(type: string): CceModelFacts | undefined {
  catalog ??= read();
  return catalog.models.get(type);
}

/** The flags and variables of the add-on's templates. */
export function cceTemplateFacts(): CceTemplateFacts {
  catalog ??= read();
  return catalog.template;
}

export function isCceModelType(text: string): text is CceModelType {
  return CCE_MODEL_TYPES.some((type) => type === text);
}

function read(): CceCatalog {
  const file = readCatalog(FILE);
  const origins = new Map(file.table('origins').map((row) => [row.required('id', isText), originOf(row)]));
  return {
    template: {
      flags: file
        .table('flags')
        .map((row) => ({ name: row.required('name', isText), value: row.optional('value', isText) })),
      env: file
        .table('env')
        .map((row) => ({ name: row.required('name', isText), value: row.required('value', isText) })),
    },
    models: new Map(file.table('models').map((row) => [row.required('type', isText), factsOf(row, origins)])),
  };
}

const isBasis = (value: unknown): value is CceFigureOrigin['basis'] => value === 'stated' || value === 'derived';
const isModelType = (value: unknown): value is CceModelType => isText(value) && isCceModelType(value);

function originOf(row: CatalogRow): CceFigureOrigin {
  return {
    basis: row.required('basis', isBasis),
    how: row.required('how', isText),
    source: row.optional('source', isText),
  };
}

function factsOf(row: CatalogRow, origins: ReadonlyMap<string, CceFigureOrigin>): CceModelFacts {
  const optional = <Value>(name: string, isExpected: (value: unknown) => value is Value) => {
    const figure = row.optional(name, isRecord);
    if (figure === undefined) return undefined;
    const { value, origin } = figure;
    const from = isText(origin) ? origins.get(origin) : undefined;
    if (!isExpected(value) || from === undefined) throw new Error(`${FILE}: ${name} is ${JSON.stringify(figure)}`);
    return { value, origin: from };
  };
  const required = <Value>(name: string, isExpected: (value: unknown) => value is Value) => {
    const figure = optional(name, isExpected);
    if (figure === undefined) throw new Error(`${FILE}: a row has no ${name}`);
    return figure;
  };
  const hfId = required('hfId', isText);
  const model = modelFacts(hfId.value);
  const weightsGiB = model === undefined ? undefined : modelWeightsGiB(model);
  if (model === undefined || weightsGiB === undefined)
    throw new Error(`${FILE}: the size of ${hfId.value} is not known`);
  return {
    type: row.required('type', isModelType),
    hfId,
    model,
    weightsGiB,
    npus64GB: required('npus64GB', isNumber),
    npus32GB: optional('npus32GB', isNumber),
    tensorParallelSizes: required('tensorParallelSizes', isListOf(isNumber)),
    safeMaxModelLen: required('safeMaxModelLen', isNumber),
    cpuRequest: required('cpuRequest', isNumber),
    cpuLimit: required('cpuLimit', isNumber),
    memoryRequestGiB: required('memoryRequestGiB', isNumber),
    memoryLimitGiB: required('memoryLimitGiB', isNumber),
  };
}
