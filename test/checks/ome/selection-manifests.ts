import type { OmeModelFacts } from '../../../catalog/ome-model-facts';
import type { OmeRuntimeFacts } from '../../../catalog/ome-runtime-facts';
import { isObject } from '../../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../../kubernetes/manifest';

interface Entry {
  readonly architecture?: string;
  readonly framework?: string;
  readonly format?: string;
  readonly quantization?: string;
  readonly priority?: number;
  readonly autoSelect?: boolean;
  readonly weight?: number;
}

/** One entry of `supportedModelFormats`, for Llama as safetensors of transformers 4.43.0 unless stated. */
export function entry({ architecture = 'Llama', framework, format, weight, ...rest }: Entry = {}): JsonObject {
  return plain({
    modelArchitecture: architecture,
    modelFormat: { name: format ?? 'safetensors', version: '1.0.0', weight },
    modelFramework: { name: 'transformers', version: framework ?? '4.43.0', weight },
    autoSelect: true,
    ...rest,
  });
}

interface Runtime {
  readonly name: string;
  readonly namespace?: string;
  readonly formats?: readonly JsonObject[];
  /** `min-max`. */
  readonly range?: string;
  readonly disabled?: boolean;
  readonly acceleratorClasses?: readonly string[];
  readonly createdAt?: string;
}

/** A runtime of the cluster, or of the namespace that is stated. */
export function runtime({
  name,
  namespace,
  formats,
  range,
  disabled,
  acceleratorClasses,
  createdAt,
}: Runtime): Manifest {
  const [min, max] = range?.split('-') ?? [];
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: namespace === undefined ? 'ClusterServingRuntime' : 'ServingRuntime',
    metadata: plain({ name, namespace, creationTimestamp: createdAt }),
    spec: plain({
      disabled,
      supportedModelFormats: formats ?? [entry()],
      modelSizeRange: range === undefined ? undefined : { min, max },
      acceleratorRequirements: acceleratorClasses && { acceleratorClasses },
    }),
  };
}

/** A model of the cluster that {@link entry} is for; `size` is left out where it is not stated. */
export function model(size?: string, spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterBaseModel',
    metadata: { name: 'llama' },
    spec: plain({
      modelArchitecture: 'Llama',
      modelFormat: { name: 'safetensors', version: '1.0.0' },
      modelFramework: { name: 'transformers', version: '4.43.0' },
      modelParameterSize: size,
      ...spec,
    }),
  };
}

/** A service of the namespace `team`. */
export function service(spec: JsonObject = {}, annotations: JsonObject = {}): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'llama', namespace: 'team', annotations },
    spec,
  };
}

/** What selection reads of a runtime of the catalogue. */
export function catalogueRuntime({ name, formats, size }: OmeRuntimeFacts): Manifest {
  const supported = formats.map((format) =>
    plain({
      modelArchitecture: format.architecture,
      modelFormat: { name: format.format, version: format.formatVersion, operator: format.formatOperator },
      modelFramework: { name: format.framework, version: format.frameworkVersion, operator: format.frameworkOperator },
      quantization: format.quantization,
      autoSelect: format.autoSelect,
      priority: format.priority,
    }),
  );
  return runtime({ name, formats: supported, range: size && `${size.min}-${size.max}` });
}

/** A model as the catalogue declares it. */
export function catalogueModel(facts: OmeModelFacts): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterBaseModel',
    metadata: { name: facts.name },
    spec: plain({
      modelFormat: facts.format === undefined ? undefined : { name: facts.format, version: facts.formatVersion },
      modelFramework:
        facts.framework === undefined ? undefined : { name: facts.framework, version: facts.frameworkVersion },
      modelArchitecture: facts.architecture,
      modelParameterSize: facts.size,
    }),
  };
}

function plain(members: object): JsonObject {
  const parsed: unknown = JSON.parse(JSON.stringify(members));
  return isObject(parsed) ? parsed : {};
}
