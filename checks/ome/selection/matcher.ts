import { isObject, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';
import { parseModelSize } from './model-size';
import type { ModelSpec, NamedVersion, RuntimeSpec, SupportedFormat } from './spec';
import { compareVersions, isUnofficial, parseVersion } from './version';

/*
 * Whether a runtime can serve a model, and if not, why, in OME's own words.
 * Each function restates the one of the same purpose in
 * https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/matcher.go (v0.1.5)
 */

/**
 * Why a runtime cannot serve a model: the first reason, as OME says it; undefined where it can.
 *
 * @see GetCompatibilityDetails
 */
export function incompatibility(
  runtime: RuntimeSpec,
  model: ModelSpec,
  service: Manifest | undefined,
): string | undefined {
  if (runtime.disabled) return 'runtime is disabled';
  if (!supportsAcceleratorClasses(runtime, service)) return 'runtime does not support the required accelerator class';
  if (!runtime.supportedFormats.some((format) => matchesFormat(model, format))) {
    const mismatches = runtime.supportedFormats.map((format) => formatMismatch(model, format));
    const words = mismatches.length === 0 ? 'no supported formats defined' : mismatches.join('; ');
    return `model format '${formatLabel(model)}' not in supported formats: ${words}`;
  }
  return sizeMismatch(runtime, model);
}

/**
 * Whether a runtime lists every accelerator class that a service asks for; one that asks for none fits any.
 *
 * @see compareAcceleratorClass
 */
export function supportsAcceleratorClasses(runtime: RuntimeSpec, service: Manifest | undefined): boolean {
  if (service === undefined) return true;
  return askedAcceleratorClasses(service).every((name) => runtime.acceleratorClasses.includes(name));
}

/** The accelerator classes that a service asks for, of all its components. */
export function askedAcceleratorClasses(service: Manifest): readonly string[] {
  const spec = objectAt(service, 'spec');
  const asked = [
    textAt(service, 'metadata', 'annotations', 'ome.io/accelerator-class'),
    textAt(spec, 'acceleratorSelector', 'acceleratorClass'),
    textAt(spec, 'engine', 'acceleratorOverride', 'acceleratorClass'),
    textAt(spec, 'decoder', 'acceleratorOverride', 'acceleratorClass'),
  ];
  return asked.filter((name) => name !== undefined);
}

/**
 * Whether an entry of a runtime is for a model. Text is compared letter by letter, and what only one of the two states
 * does not match.
 *
 * @see compareSupportedModelFormats
 */
export function matchesFormat(model: ModelSpec, format: SupportedFormat): boolean {
  return (
    pipelineMismatch(model.diffusionPipeline, format.diffusionPipeline) === undefined &&
    model.modelArchitecture === format.modelArchitecture &&
    model.quantization === format.quantization &&
    format.modelFormat !== undefined &&
    matchesNamedVersion(model.modelFormat, format.modelFormat) &&
    (model.modelFramework === undefined || format.modelFramework === undefined
      ? model.modelFramework === format.modelFramework
      : matchesNamedVersion(model.modelFramework, format.modelFramework))
  );
}

/**
 * Whether the runtime's version stands to the model's as the runtime's operator says.
 *
 * @see compareModelFormatVersions, compareModelFrameworkVersions
 */
export function matchesVersion(runtimeVersion: string, operator: string, modelVersion: string): boolean {
  const [runtime, model] = [parseVersion(runtimeVersion), parseVersion(modelVersion)];
  if (runtime === undefined || model === undefined) return false;
  const comparison = compareVersions(runtime, model);
  if (isUnofficial(runtime) || isUnofficial(model) || operator === 'Equal') return comparison === 0;
  if (runtime.precision !== model.precision || runtime.prefix !== model.prefix) return false;
  switch (operator) {
    case 'GreaterThan':
      return comparison > 0;
    case 'GreaterThanOrEqual':
      return comparison >= 0;
    default:
      return comparison === 0;
  }
}

/**
 * Whether a runtime's size range states one end only, which OME's controller does not survive.
 *
 * @see checkModelSize, which dereferences both
 */
export function isHalfRange({ modelSizeRange }: RuntimeSpec): boolean {
  return modelSizeRange !== undefined && (modelSizeRange.min === undefined || modelSizeRange.max === undefined);
}

/** @see checkModelSize */
function sizeMismatch({ modelSizeRange }: RuntimeSpec, { modelParameterSize }: ModelSpec): string | undefined {
  if (modelParameterSize === undefined || modelSizeRange === undefined) return undefined;
  const { min = '', max = '' } = modelSizeRange;
  const size = parseModelSize(modelParameterSize);
  if (size >= parseModelSize(min) && size <= parseModelSize(max)) return undefined;
  return `model size ${modelParameterSize} is outside supported range [${min}, ${max}]`;
}

function matchesNamedVersion(model: NamedVersion, runtime: NamedVersion): boolean {
  if (model.name !== runtime.name) return false;
  if (model.version === undefined || runtime.version === undefined) return model.version === runtime.version;
  return matchesVersion(runtime.version, runtime.operator, model.version);
}

/** @see getFormatMismatchReason */
function formatMismatch(model: ModelSpec, format: SupportedFormat): string {
  const reasons = [
    pipelineMismatch(model.diffusionPipeline, format.diffusionPipeline),
    textMismatch('architecture', model.modelArchitecture, format.modelArchitecture),
    textMismatch('quantization', model.quantization, format.quantization),
    format.modelFormat && namedVersionMismatch('format', model.modelFormat, format.modelFormat),
    frameworkMismatch(model.modelFramework, format.modelFramework),
  ].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? 'unknown mismatch' : reasons.join(', ');
}

function textMismatch(what: string, model: string | undefined, runtime: string | undefined): string | undefined {
  if (model === runtime) return undefined;
  if (model === undefined) return `model has no ${what} but runtime requires ${runtime ?? ''}`;
  if (runtime === undefined) return `model has ${what} ${model} but runtime has no ${what} requirement`;
  return `${what} mismatch (model=${model}, runtime=${runtime})`;
}

function namedVersionMismatch(what: string, model: NamedVersion, runtime: NamedVersion): string | undefined {
  if (model.name !== runtime.name) return `${what} name mismatch (model=${model.name}, runtime=${runtime.name})`;
  if (model.version === undefined && runtime.version === undefined) return undefined;
  if (model.version === undefined) return `model has no ${what} version but runtime requires ${runtime.version ?? ''}`;
  if (runtime.version === undefined) return `model has ${what} version but runtime has no version requirement`;
  if (matchesVersion(runtime.version, runtime.operator, model.version)) return undefined;
  return `${what} version mismatch (model=${model.version}, runtime=${runtime.version})`;
}

function frameworkMismatch(model: NamedVersion | undefined, runtime: NamedVersion | undefined): string | undefined {
  if (model !== undefined && runtime !== undefined) return namedVersionMismatch('framework', model, runtime);
  return textMismatch('framework', model?.name, runtime?.name);
}

/**
 * Why a model's diffusion pipeline is not what the runtime states of it; only what the runtime states must match.
 *
 * @see compareDiffusionPipeline
 */
function pipelineMismatch(model: JsonObject | undefined, runtime: JsonObject | undefined): string | undefined {
  if (runtime === undefined) return undefined;
  if (model === undefined) return 'diffusion pipeline required by runtime but not specified in model';
  const [wanted, className] = [textAt(runtime, 'className'), textAt(model, 'className')];
  if (wanted !== undefined && wanted !== className) {
    return `pipeline class mismatch (model=${className ?? '<nil>'}, runtime=${wanted})`;
  }
  for (const name of ['scheduler', 'textEncoder', 'tokenizer', 'transformer', 'vae']) {
    const mismatch = componentMismatch(name, valueAt(model, name), valueAt(runtime, name));
    if (mismatch !== undefined) return mismatch;
  }
  return additionalMismatch(objectAt(model, 'additionalComponents'), objectAt(runtime, 'additionalComponents'));
}

/** OME goes through them in no order; here it is that of the manifest. */
function additionalMismatch(model: JsonObject, runtime: JsonObject): string | undefined {
  if (Object.keys(runtime).length === 0) return undefined;
  if (Object.keys(model).length === 0) return 'diffusion pipeline missing required additional components';
  for (const [name, component] of Object.entries(runtime)) {
    if (!Object.hasOwn(model, name)) return `diffusion component ${name} missing in model`;
    const mismatch = componentMismatch(name, model[name], component);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

/** @see compareDiffusionComponent */
function componentMismatch(
  name: string,
  model: JsonValue | undefined,
  runtime: JsonValue | undefined,
): string | undefined {
  if (!isObject(runtime)) return undefined;
  if (!isObject(model)) return `component ${name} required by runtime but not specified in model`;
  for (const part of ['library', 'type']) {
    const [wanted = '', stated = ''] = [textAt(runtime, part), textAt(model, part)];
    if (wanted !== '' && wanted !== stated) return `${name} ${part} mismatch (model=${stated}, runtime=${wanted})`;
  }
  return undefined;
}

/** @see getModelFormatLabel */
function formatLabel({ modelFormat, modelArchitecture, quantization, modelFramework }: ModelSpec): string {
  return [
    'mt',
    modelFormat.name,
    modelFormat.version,
    modelArchitecture,
    quantization,
    modelFramework?.name,
    modelFramework?.version,
  ]
    .filter((part) => part !== undefined)
    .join(':');
}
