import { arrayAt, isObject, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';

const DEPLOYMENT_MODE = 'ome.io/deploymentMode';

/** Largest numbers of copies that the webhook states where a component does not. */
const COPIES = { engine: 3, decoder: 3, router: 2 } as const;

/**
 * An object of OME as the API server and OME's webhook leave it, where OME is configured as it is shipped. A service
 * that still has a predictor is left alone: what is made of it depends on the cluster's models.
 */
export function canonicalOme(manifest: Manifest): Manifest {
  switch (manifest.kind) {
    case 'InferenceService':
      return isEmpty(valueAt(manifest, 'spec', 'predictor')) ? canonicalService(manifest) : manifest;
    case 'ServingRuntime':
    case 'ClusterServingRuntime':
      return canonicalRuntime(manifest);
    default:
      return manifest;
  }
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/isvc/inference_service_defaults.go DefaultInferenceService */
function canonicalService(service: Manifest): Manifest {
  const spec = objectAt(service, 'spec');
  const metadata = objectAt(service, 'metadata');
  const annotations = objectAt(metadata, 'annotations');
  const components = Object.entries(COPIES).flatMap(([name, most]) => {
    const component = spec[name];
    return isObject(component) ? [[name, withCopies(component, most)] as const] : [];
  });
  return {
    ...service,
    metadata: { ...metadata, annotations: { [DEPLOYMENT_MODE]: deploymentMode(spec), ...annotations } },
    ...(components.length === 0 ? {} : { spec: { ...spec, ...Object.fromEntries(components) } }),
  };
}

function deploymentMode({ engine, decoder }: JsonObject): string {
  if (!isObject(engine)) return 'RawDeployment';
  if (isObject(decoder)) return 'PDDisaggregated';
  const size = valueAt(engine, 'worker', 'size');
  return isObject(engine.leader) && typeof size === 'number' && size > 0 ? 'MultiNode' : 'RawDeployment';
}

/** No copies at most is what Go has for a number that is not stated. */
function withCopies(component: JsonObject, most: number): JsonObject {
  const { minReplicas = 1, maxReplicas = 0 } = component;
  return { ...component, minReplicas, maxReplicas: maxReplicas === 0 ? most : maxReplicas };
}

/** The schema's defaults in the items of a list, which Argo CD compares as a whole. */
function canonicalRuntime(runtime: Manifest): Manifest {
  const spec = objectAt(runtime, 'spec');
  const formats = arrayAt(spec, 'supportedModelFormats');
  if (formats.length === 0) return runtime;
  const supportedModelFormats = formats.map((entry) => {
    if (!isObject(entry)) return entry;
    const { modelFormat, modelFramework } = entry;
    return {
      ...entry,
      ...(isObject(modelFormat) ? { modelFormat: withDefaults(modelFormat) } : {}),
      ...(isObject(modelFramework) ? { modelFramework: withDefaults(modelFramework) } : {}),
    };
  });
  return { ...runtime, spec: { ...spec, supportedModelFormats } };
}

function withDefaults(version: JsonObject): JsonObject {
  return { operator: 'Equal', weight: 1, ...version };
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || (isObject(value) && Object.keys(value).length === 0);
}
