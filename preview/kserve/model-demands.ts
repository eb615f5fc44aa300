import { KSERVE_FORMATS_OF_V2, KSERVE_FRAMEWORKS, KSERVE_FRAMEWORKS_OF_V2 } from '../../catalog/kserve-frameworks';
import { isObject, namespaceOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

/** What a service asks of its runtime, as it stands once KServe's webhook has written its defaults. */
export interface ModelDemands {
  /** Absent where the manifest does not say. */
  readonly namespace?: string;
  /** Name of the model's format, such as `sklearn`; empty where none is stated. */
  readonly format: string;
  readonly version?: string;
  /** The runtime that the service names itself. */
  readonly runtime?: string;
  /** As the service states it, or as the webhook writes it. */
  readonly protocol?: string;
  /** Whether the model is computed on several nodes. */
  readonly isMultiNode: boolean;
  /** Field of the service that says which format the model has. */
  readonly formatField: string;
}

/** The protocol of a service that states none. */
export const DEFAULT_PROTOCOL = 'v1';

/**
 * What an `InferenceService` asks of its runtime. Undefined where a runtime plays no part, as with containers of its own
 * or under ModelMesh, and where a field has a type that the API server refuses.
 *
 * @param defaultMode - how the cluster makes deployments of services that do not say
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go setPredictorModelDefaults
 */
export function modelDemands(service: Manifest, defaultMode?: string): ModelDemands | undefined {
  if (deploymentMode(service, defaultMode) === 'ModelMesh') return undefined;
  const predictor = objectAt(service, 'spec', 'predictor');
  const common = {
    namespace: namespaceOf(service),
    isMultiNode: isObject(valueAt(predictor, 'workerSpec')),
  };
  const framework = KSERVE_FRAMEWORKS.find((name) => isPresent(predictor[name]));
  if (framework !== undefined) {
    const protocol = valueAt(predictor, framework, 'protocolVersion');
    if (!isObject(predictor[framework]) || !isTextOrAbsent(protocol)) return undefined;
    return {
      ...common,
      format: framework,
      protocol: protocol ?? (KSERVE_FRAMEWORKS_OF_V2.has(framework) ? 'v2' : undefined),
      formatField: `spec.predictor.${framework}`,
    };
  }
  const model = valueAt(predictor, 'model');
  if (!isObject(model)) return undefined;
  const { name: format, version } = objectAt(model, 'modelFormat');
  const { runtime, protocolVersion: protocol } = model;
  if (!isTextOrAbsent(format) || !isTextOrAbsent(version)) return undefined;
  if (!isTextOrAbsent(runtime) || !isTextOrAbsent(protocol)) return undefined;
  return {
    ...common,
    format: format ?? '',
    version: version ?? undefined,
    runtime: runtime ?? undefined,
    protocol: protocol ?? (KSERVE_FORMATS_OF_V2.has(format ?? '') ? 'v2' : undefined),
    formatField: 'spec.predictor.model.modelFormat',
  };
}

/**
 * How a service is deployed; ModelMesh has controllers of its own, and nothing is selected for it.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetDeploymentMode
 */
function deploymentMode(service: Manifest, defaultMode: string | undefined): string | undefined {
  const annotated = textAt(service, 'metadata', 'annotations', 'serving.kserve.io/deploymentMode');
  return textAt(service, 'status', 'deploymentMode') ?? annotated ?? defaultMode;
}

/** In Go, `null` is the same as nothing. */
function isPresent(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

function isTextOrAbsent(value: JsonValue | undefined): value is string | null | undefined {
  return typeof value === 'string' || !isPresent(value);
}
