import { arrayAt, isObject, nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { leaderAlone } from './component';
import { runtimeComponent } from './ome-index';
import type { OmeIndex } from './ome-index';
import { checkSize, checkSizes } from './runtime';
import { incompatibility, isHalfRange } from './selection/matcher';
import { parseModelSize } from './selection/model-size';
import { modelSpec, runtimeSpec } from './selection/spec';
import type { ModelSpec, RuntimeSpec, SupportedFormat } from './selection/spec';

/** What would go wrong between a service and the runtime and the model that it names, as far as they are known. */
export function checkReferences(service: Manifest, index: OmeIndex): readonly Fault[] {
  const runtime = index.runtimeOf(service);
  const model = index.modelOf(service);
  return [
    ...checkModelKind(service, index),
    ...checkRuntimeKind(service, index),
    ...checkModel(service, model),
    ...checkCompatibility(service, runtime, model),
    ...checkParts(service, runtime),
    ...checkGroups(service, runtime),
    ...checkParallelism(service, runtime),
    ...checkBestFit(service, runtime),
    ...checkWeights(service),
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/modelconfig/modelconfig_reconciler.go getBaseModelSpec */
function checkModelKind(service: Manifest, index: OmeIndex): readonly Fault[] {
  const name = textAt(service, 'spec', 'model', 'name') ?? '';
  const kind = textAt(service, 'spec', 'model', 'kind') ?? 'ClusterBaseModel';
  const other = kind === 'BaseModel' ? 'ClusterBaseModel' : 'BaseModel';
  const namespace = namespaceOf(service);
  if (index.find(kind, name, namespace) !== undefined || index.find(other, name, namespace) === undefined) return [];
  return [
    {
      id: 'ome/model-kind',
      severity: 'error',
      field: 'spec.model.kind',
      problem: `The model '${name}' is a ${other}, and the service says ${kind}`,
      consequence: 'The controller looks for a model of that kind alone, finds none, and makes no pod.',
      mend: `State \`kind: ${other}\`.`,
    },
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/fetcher.go GetRuntime */
function checkRuntimeKind(service: Manifest, index: OmeIndex): readonly Fault[] {
  const name = textAt(service, 'spec', 'runtime', 'name') ?? '';
  const kind = textAt(service, 'spec', 'runtime', 'kind') ?? 'ClusterServingRuntime';
  const namespace = namespaceOf(service);
  if (kind !== 'ClusterServingRuntime' || index.find('ServingRuntime', name, namespace) === undefined) return [];
  return [
    {
      id: 'ome/runtime-kind',
      severity: 'warning',
      field: 'spec.runtime.kind',
      problem: `The service says ClusterServingRuntime, and its namespace has a ServingRuntime '${name}'`,
      consequence: 'OME takes the one of the namespace, whatever kind is stated.',
      mend: 'State `kind: ServingRuntime`, or give one of the two another name.',
    },
  ];
}

/**
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/reconciliation.go ReconcileBaseModel
 * @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/selector.go validateModel
 */
function checkModel(service: Manifest, model: Manifest | undefined): readonly Fault[] {
  if (model === undefined) return [];
  if (valueAt(model, 'spec', 'disabled') === true) {
    return [
      {
        id: 'ome/model-disabled',
        severity: 'error',
        field: 'spec.model.name',
        problem: `The model '${nameOf(model)}' is disabled`,
        consequence: 'The controller makes no pod.',
        mend: 'Enable it, or name another.',
      },
    ];
  }
  if (modelSpec(model).modelFormat.name !== '') return [];
  const selects = textAt(service, 'spec', 'runtime', 'name') === undefined;
  return [
    {
      id: 'ome/model-without-format',
      severity: 'warning',
      field: 'spec.model.name',
      problem: `The model '${nameOf(model)}' does not state its format`,
      consequence: `Until an agent has downloaded the model and has written its format into it, ${selects ? "OME's webhook refuses the service" : 'the controller makes no pod'}.`,
      mend: STATE_METADATA,
    },
  ];
}

const STATE_METADATA =
  'State modelFormat, modelFramework, modelArchitecture and modelParameterSize of the model; what is stated is kept.';

/**
 * A runtime that is named must fit in everything but `autoSelect`; the webhook does not look, the controller does.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/selector.go ValidateRuntime
 */
function checkCompatibility(
  service: Manifest,
  runtime: Manifest | undefined,
  model: Manifest | undefined,
): readonly Fault[] {
  if (runtime === undefined) return [];
  const spec = runtimeSpec(runtime);
  if (spec.disabled) {
    return [
      {
        id: 'ome/runtime-disabled',
        severity: 'error',
        field: 'spec.runtime.name',
        problem: `The runtime '${spec.name}' is disabled`,
        consequence: NO_POD,
        mend: 'Enable it, or name another.',
      },
    ];
  }
  const demands = model === undefined ? undefined : modelSpec(model);
  if (model === undefined || demands === undefined || demands.modelFormat.name === '' || isHalfRange(spec)) return [];
  // What a size is meant to be is not known where it is wrong by itself.
  if (checkSizes(runtime).length > 0 || checkSize(demands.modelParameterSize ?? '0', '').length > 0) return [];
  const reason = incompatibility(spec, demands, service);
  if (reason === undefined) return [];
  const mayFit = spec.supportedFormats.some(
    (format) => incompatibility(spec, completed(demands, format), service) === undefined,
  );
  return [
    {
      id: mayFit ? 'ome/model-metadata' : 'ome/runtime-incompatible',
      severity: mayFit ? 'warning' : 'error',
      field: 'spec.runtime.name',
      problem: `The runtime '${spec.name}' does not serve the model '${nameOf(model)}'${mayFit ? ' as it is stated' : ''}: ${reason}`,
      consequence: mayFit ? `Until an agent has downloaded the model and found more: ${NO_POD}` : NO_POD,
      mend: mayFit ? STATE_METADATA : mendOf(spec, demands),
    },
  ];
}

/** @see checkModelSize of the matcher */
function mendOf(runtime: RuntimeSpec, { modelParameterSize }: ModelSpec): string {
  const { min = '', max = '' } = runtime.modelSizeRange ?? {};
  const size = parseModelSize(modelParameterSize ?? '');
  const isOutside = runtime.modelSizeRange !== undefined && (size < parseModelSize(min) || size > parseModelSize(max));
  return isOutside
    ? `Widen the runtime's range of sizes, ${min} to ${max}, so that it includes ${modelParameterSize ?? 'the model'}, or use a runtime for this size.`
    : 'Let runtime and model say the same: what only one of them states does not match either.';
}

const NO_POD = "The service is admitted, and the controller makes no pod (event 'RuntimeValidationError').";

/** A model with what its agent may find, where the model does not state it, if that is what an entry demands. */
function completed(model: ModelSpec, format: SupportedFormat): ModelSpec {
  return {
    ...model,
    modelFormat: { ...model.modelFormat, version: model.modelFormat.version ?? format.modelFormat?.version },
    modelFramework: model.modelFramework ?? format.modelFramework,
    modelArchitecture: model.modelArchitecture ?? format.modelArchitecture,
    quantization: model.quantization ?? format.quantization,
    diffusionPipeline: model.diffusionPipeline ?? format.diffusionPipeline,
  };
}

/**
 * A component of a runtime that the service does not name is not made, without a word.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go MergeDecoderSpec, MergeRouterSpec
 */
function checkParts(service: Manifest, runtime: Manifest | undefined): readonly Fault[] {
  const has = (part: 'decoder' | 'router') => isObject(valueAt(service, 'spec', part));
  const isSplit = isObject(valueAt(runtime, 'spec', 'decoderConfig'));
  if (!isSplit) return [];
  const hasRouter = isObject(valueAt(runtime, 'spec', 'routerConfig'));
  const absent = (['decoder', ...(hasRouter ? (['router'] as const) : [])] as const).filter((part) => !has(part));
  return absent.map((part) => ({
    id: 'ome/part-not-made',
    severity: 'error',
    field: `spec.${part}`,
    problem: `The runtime '${nameOf(runtime ?? service)}' has a ${part}, and the service does not name it`,
    consequence:
      part === 'decoder'
        ? 'OME makes the pods that read prompts alone, and no request is ever answered.'
        : 'OME makes no router, and clients reach the pods that only read prompts.',
    mend: `State it; \`${part}: {}\` takes everything from the runtime.`,
  }));
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/lws/lws_reconciler.go createLWS */
function checkGroups(service: Manifest, runtime: Manifest | undefined): readonly Fault[] {
  return (['engine', 'decoder'] as const).flatMap((name) => {
    const component = objectAt(service, 'spec', name);
    const base = runtimeComponent(runtime, name);
    const isDecided = runtime !== undefined || textAt(service, 'spec', 'runtime', 'name') === undefined;
    if (!isDecided || component.leader === undefined) return [];
    return component.worker === undefined && base.worker === undefined ? [leaderAlone(`spec.${name}.leader`)] : [];
  });
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/engine.go reconcilePodSpec */
function checkParallelism(service: Manifest, runtime: Manifest | undefined): readonly Fault[] {
  if (runtime === undefined || runtimeSpec(runtime).acceleratorClasses.length === 0) return [];
  return (['engine', 'decoder'] as const).flatMap((name) => {
    const component = objectAt(service, 'spec', name);
    if (!choosesAccelerator(service, component)) return [];
    if (!JSON.stringify(runtimeComponent(runtime, name)).includes('$(PARALLELISM_SIZE)')) return [];
    return [
      {
        id: 'ome/parallelism-size',
        severity: 'error',
        field: `spec.${name}`,
        problem: `The runtime '${nameOf(runtime)}' refers to $(PARALLELISM_SIZE), and the service chooses an accelerator class`,
        consequence:
          'OME sets that variable without an accelerator class alone: the engine is started with the text itself.',
        mend: "Write the number in the runtime, or its acceleratorConfig's tensorParallelismOverride.",
      } as const,
    ];
  });
}

/** Whether a component runs on an accelerator class, by name or by policy. */
function choosesAccelerator(service: Manifest, component: JsonObject): boolean {
  const selectors = [objectAt(component, 'acceleratorOverride'), objectAt(service, 'spec', 'acceleratorSelector')];
  return selectors.some(({ acceleratorClass = '', policy = '' }) => acceleratorClass !== '' || policy !== '');
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/acceleratorclassselector/policy_helpers.go calculateBestFitScore */
function checkBestFit(service: Manifest, runtime: Manifest | undefined): readonly Fault[] {
  if (runtime === undefined || runtimeSpec(runtime).acceleratorClasses.length < 2) return [];
  const selector = objectAt(service, 'spec', 'acceleratorSelector');
  const policies = [
    textAt(selector, 'policy'),
    textAt(service, 'spec', 'engine', 'acceleratorOverride', 'policy'),
    textAt(service, 'spec', 'decoder', 'acceleratorOverride', 'policy'),
  ];
  if (!policies.includes('BestFit') || isObject(selector.constraints) || selector.acceleratorClass !== undefined)
    return [];
  return [
    {
      id: 'ome/best-fit-without-constraints',
      severity: 'error',
      field: 'spec.acceleratorSelector.constraints',
      problem: 'The policy is BestFit among several classes, and there are no constraints to fit',
      consequence: 'The controller fails over the missing constraints (a nil pointer) at every try, and makes no pod.',
      mend: 'State constraints, such as minMemory, or the policy FirstAvailable.',
    },
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/base.go ReconcileFineTunedWeights */
function checkWeights(service: Manifest): readonly Fault[] {
  const weights = arrayAt(service, 'spec', 'model', 'fineTunedWeights');
  if (weights.length < 2) return [];
  return [
    {
      id: 'ome/fine-tuned-weights',
      severity: 'error',
      field: 'spec.model.fineTunedWeights',
      problem: `The service names ${weights.length} fine-tuned weights`,
      consequence: 'The controller takes one at most, and makes no pod.',
      mend: 'Name one, and make a service for each.',
    },
  ];
}
