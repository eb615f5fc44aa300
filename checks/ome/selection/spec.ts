import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

/** A format or a framework: of a model, or of what a runtime supports. */
export interface NamedVersion {
  readonly name: string;
  readonly version?: string;
  /** How the runtime's version compares with the model's. */
  readonly operator: string;
  readonly weight: number;
}

/** What selection reads of a model. */
export interface ModelSpec {
  readonly modelFormat: NamedVersion;
  readonly modelFramework?: NamedVersion;
  readonly modelArchitecture?: string;
  readonly quantization?: string;
  readonly modelParameterSize?: string;
  readonly diffusionPipeline?: JsonObject;
}

/** One entry of a runtime's `supportedModelFormats`. */
export interface SupportedFormat extends Omit<ModelSpec, 'modelFormat' | 'modelParameterSize'> {
  readonly modelFormat?: NamedVersion;
  readonly autoSelect?: boolean;
  readonly priority?: number;
}

/** What selection reads of a runtime. */
export interface RuntimeSpec {
  readonly name: string;
  /** Absent for a runtime of the whole cluster. */
  readonly namespace?: string;
  readonly createdAt: string;
  readonly disabled: boolean;
  readonly supportedFormats: readonly SupportedFormat[];
  readonly modelSizeRange?: { readonly min?: string; readonly max?: string };
  readonly acceleratorClasses: readonly string[];
}

/** Reads a `ClusterBaseModel` or `BaseModel`. */
export function modelSpec(model: Manifest): ModelSpec {
  const spec = objectAt(model, 'spec');
  return {
    ...metadata(spec),
    modelFormat: namedVersion(spec, 'modelFormat') ?? { name: '', operator: 'Equal', weight: 1 },
    modelParameterSize: textAt(spec, 'modelParameterSize'),
  };
}

/** Reads a `ClusterServingRuntime` or `ServingRuntime`, with the defaults that the API server writes into it. */
export function runtimeSpec(runtime: Manifest): RuntimeSpec {
  const spec = objectAt(runtime, 'spec');
  const range = valueAt(spec, 'modelSizeRange');
  return {
    name: nameOf(runtime),
    namespace: runtime.kind === 'ServingRuntime' ? (namespaceOf(runtime) ?? '') : undefined,
    createdAt: textAt(runtime, 'metadata', 'creationTimestamp') ?? '',
    disabled: spec.disabled === true,
    supportedFormats: arrayAt(spec, 'supportedModelFormats').filter(isObject).map(supportedFormat),
    modelSizeRange: isObject(range) ? { min: textAt(range, 'min'), max: textAt(range, 'max') } : undefined,
    acceleratorClasses: arrayAt(spec, 'acceleratorRequirements', 'acceleratorClasses').map(String),
  };
}

function supportedFormat(entry: JsonObject): SupportedFormat {
  return {
    ...metadata(entry),
    modelFormat: namedVersion(entry, 'modelFormat'),
    autoSelect: typeof entry.autoSelect === 'boolean' ? entry.autoSelect : undefined,
    priority: typeof entry.priority === 'number' ? entry.priority : undefined,
  };
}

function metadata(spec: JsonObject) {
  const pipeline = valueAt(spec, 'diffusionPipeline');
  return {
    modelFramework: namedVersion(spec, 'modelFramework'),
    modelArchitecture: textAt(spec, 'modelArchitecture'),
    quantization: textAt(spec, 'quantization'),
    diffusionPipeline: isObject(pipeline) ? pipeline : undefined,
  };
}

/** The schema's defaults are `operator: Equal` and `weight: 1`; a weight of 0 has to be written. */
function namedVersion(spec: JsonObject, field: 'modelFormat' | 'modelFramework'): NamedVersion | undefined {
  const value = valueAt(spec, field);
  if (!isObject(value)) return undefined;
  return {
    name: textAt(value, 'name') ?? '',
    version: textAt(value, 'version'),
    operator: textAt(value, 'operator') ?? 'Equal',
    weight: typeof value.weight === 'number' ? value.weight : 1,
  };
}
