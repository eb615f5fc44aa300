import type { ModelFormat } from '../constructs/engine';

/** What MLServer knows of one way to load models. */
interface ImplementationFacts {
  /** Python class. */
  readonly path: string;
  /** Formats that it loads, as KServe ships them. */
  readonly formats: readonly ModelFormat[];
  /** It runs a pipeline that is chosen by the model's task. */
  readonly needsTask?: boolean;
}

const TRANSFORMERS: readonly ModelFormat[] = [{ name: 'transformers', version: '1' }];

/**
 * MLServer's ways to load models, by a short word.
 *
 * @see https://github.com/SeldonIO/MLServer/tree/master/runtimes
 * @see https://github.com/kserve/kserve/blob/master/config/runtimes/kserve-mlserver.yaml for the formats
 */
const IMPLEMENTATIONS = {
  huggingface: { path: 'mlserver_huggingface.HuggingFaceRuntime', formats: TRANSFORMERS, needsTask: true },
  diffusers: { path: 'mlserver_diffusers.StableDiffusionRuntime', formats: TRANSFORMERS, needsTask: true },
  sklearn: { path: 'mlserver_sklearn.SKLearnModel', formats: versions('sklearn', '0', '1') },
  xgboost: { path: 'mlserver_xgboost.XGBoostModel', formats: versions('xgboost', '1', '2') },
  lightgbm: { path: 'mlserver_lightgbm.LightGBMModel', formats: versions('lightgbm', '3', '4') },
  mlflow: { path: 'mlserver_mlflow.MLflowRuntime', formats: versions('mlflow', '1', '2') },
} as const satisfies Readonly<Record<string, ImplementationFacts>>;

type KnownImplementation = keyof typeof IMPLEMENTATIONS;

/** How MLServer loads a model: one of its own ways, or a Python class in the image, such as `my_models.Churn`. */
export type MLServerImplementation = KnownImplementation | `${string}.${string}`;

/** Formats of a runtime that leaves the implementation to each service and its task. */
const FORMATS_BY_TASK: readonly ModelFormat[] = [{ name: 'mlflow', version: '1' }, ...TRANSFORMERS];

/** The Python class of an implementation. */
export function implementationPath(implementation: MLServerImplementation): string {
  return isKnown(implementation) ? IMPLEMENTATIONS[implementation].path : implementation;
}

/** What an implementation loads, the preferred format first. */
export function implementationFormats(implementation: MLServerImplementation | undefined): readonly ModelFormat[] {
  if (implementation === undefined || !isKnown(implementation)) return FORMATS_BY_TASK;
  return IMPLEMENTATIONS[implementation].formats;
}

/** Whether the model's task must be known; without an implementation it is chosen by the task. */
export function needsTask(implementation: MLServerImplementation | undefined): boolean {
  if (implementation === undefined) return true;
  if (!isKnown(implementation)) return false;
  const facts: ImplementationFacts = IMPLEMENTATIONS[implementation];
  return facts.needsTask ?? false;
}

function isKnown(implementation: MLServerImplementation): implementation is KnownImplementation {
  return Object.hasOwn(IMPLEMENTATIONS, implementation);
}

function versions(name: string, ...numbers: readonly string[]): readonly ModelFormat[] {
  return numbers.map((version) => ({ name, version }));
}
