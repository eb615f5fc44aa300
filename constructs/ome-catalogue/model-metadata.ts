import { modelFacts } from '../../catalog/models';
import type { OmeModelFacts } from '../../catalog/ome-model-facts';
import { allOmeRuntimeFacts } from '../../catalog/ome-runtime-facts';
import type { OmeFormatFacts, OmeRuntimeFacts } from '../../catalog/ome-runtime-facts';
import { parseModelSize } from '../../checks/ome/selection/model-size';
import type { ModelSpec, NamedVersion, RuntimeSpec } from '../../checks/ome/selection/spec';

/**
 * What is known of a model's format, framework, architecture and size, as selection compares it. Undefined where neither
 * the model nor a runtime that is made for it says.
 *
 * @param servedBy - a runtime whose demands the model is to meet, whatever else is known of it
 */
export function catalogueModelSpec(model: OmeModelFacts, servedBy?: OmeRuntimeFacts): ModelSpec | undefined {
  const size = sizeOf(model, servedBy);
  if (servedBy === undefined && model.format !== undefined && model.architecture !== undefined) {
    const { format, formatVersion, framework, frameworkVersion, architecture } = model;
    return {
      modelFormat: named(format, formatVersion),
      modelFramework: framework === undefined ? undefined : named(framework, frameworkVersion),
      modelArchitecture: architecture,
      modelParameterSize: size,
    };
  }
  const stated = servedBy === undefined ? demandsOfItsRuntimes(model) : formatFor(model, servedBy);
  return stated === undefined ? undefined : { ...specOf(stated), modelParameterSize: size };
}

/** What selection reads of a runtime of the catalogue. */
export function catalogueRuntimeDemands({ name, formats, size }: OmeRuntimeFacts): RuntimeSpec {
  return {
    name,
    createdAt: '',
    disabled: false,
    supportedFormats: formats.map((format) => ({
      ...specOf(format),
      autoSelect: format.autoSelect,
      priority: format.priority,
    })),
    modelSizeRange: size,
    acceleratorClasses: [],
  };
}

/** Of the runtimes made for the model, one that runs prefill and decode together comes before one that splits them. */
function demandsOfItsRuntimes(model: OmeModelFacts): OmeFormatFacts | undefined {
  const [runtime] = allOmeRuntimeFacts()
    .filter(({ models }) => models.includes(model.name))
    .sort((one, other) => Number(one.decoder !== undefined) - Number(other.decoder !== undefined));
  return runtime === undefined ? undefined : formatFor(model, runtime);
}

function formatFor({ architecture }: OmeModelFacts, { formats }: OmeRuntimeFacts): OmeFormatFacts | undefined {
  return formats.find((format) => architecture === undefined || format.architecture === architecture);
}

function specOf(format: OmeFormatFacts): Omit<ModelSpec, 'modelParameterSize'> {
  return {
    modelFormat: named(format.format, format.formatVersion, format.formatOperator),
    modelFramework: named(format.framework, format.frameworkVersion, format.frameworkOperator),
    modelArchitecture: format.architecture,
    quantization: format.quantization,
  };
}

function named(name: string, version: string | undefined, operator = 'Equal'): NamedVersion {
  return { name, version, operator, weight: 1 };
}

/** As OME states it, else as the publisher names it, unless that is outside of what the runtime is for. */
function sizeOf({ size, hfId }: OmeModelFacts, servedBy: OmeRuntimeFacts | undefined): string | undefined {
  const billions = modelFacts(hfId)?.paramsNominalBillions;
  const stated = size ?? (billions === undefined ? undefined : `${billions}B`);
  return stated !== undefined && servedBy !== undefined && !isWithin(stated, servedBy) ? undefined : stated;
}

function isWithin(size: string, { size: range }: OmeRuntimeFacts): boolean {
  if (range === undefined) return true;
  const parameters = parseModelSize(size);
  return parameters >= parseModelSize(range.min) && parameters <= parseModelSize(range.max);
}
