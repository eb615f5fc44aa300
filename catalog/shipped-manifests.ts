import type { JsonObject, JsonValue, Manifest } from '../kubernetes/manifest';
import { kserveRuntimeFacts } from './kserve-runtime-facts';
import type { KserveRuntimeFacts } from './kserve-runtime-facts';
import { omeModelsAsShipped } from './ome-model-facts';
import type { OmeModelFacts } from './ome-model-facts';
import { omeRuntimesAsShipped } from './ome-runtime-facts';
import type { OmeFormatFacts, OmeRuntimeFacts } from './ome-runtime-facts';

/** Platforms whose shipped runtimes are known. */
export const SHIPPED_BY = ['kserve', 'openshift-ai', 'ome'] as const;

export type ShippedBy = (typeof SHIPPED_BY)[number];

/**
 * What an installation of a platform brings along, as far as selection reads it: runtimes, and of OME models too. They
 * have no containers. Those of OpenShift AI are of no namespace, since they are templates for any.
 */
export function shippedManifests(by: ShippedBy): readonly Manifest[] {
  if (by !== 'ome') return kserveRuntimeFacts(by).filter(isInstalled).map(kserveRuntime);
  return [
    ...omeRuntimesAsShipped().filter(isInstalled).map(omeRuntime),
    ...omeModelsAsShipped().filter(isInstalled).map(omeModel),
  ];
}

function kserveRuntime({ name, kind, serverType, formats, protocols, isMultiNode }: KserveRuntimeFacts): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind,
    metadata: stated({
      name,
      annotations: serverType === undefined ? undefined : { 'serving.kserve.io/server-type': serverType },
    }),
    spec: stated({
      supportedModelFormats: formats.map((format) => stated({ ...format })),
      protocolVersions: protocols.length === 0 ? undefined : protocols,
      containers: [],
      workerSpec: isMultiNode ? { containers: [] } : undefined,
    }),
  };
}

function omeRuntime({ name, formats, size }: OmeRuntimeFacts): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterServingRuntime',
    metadata: { name },
    spec: stated({
      supportedModelFormats: formats.map(omeFormat),
      modelSizeRange: size === undefined ? undefined : { ...size },
    }),
  };
}

function omeFormat(format: OmeFormatFacts): JsonObject {
  const { architecture, quantization, autoSelect, priority } = format;
  return stated({
    modelFormat: stated({ name: format.format, version: format.formatVersion, operator: format.formatOperator }),
    modelFramework: stated({
      name: format.framework,
      version: format.frameworkVersion,
      operator: format.frameworkOperator,
    }),
    modelArchitecture: architecture,
    quantization,
    autoSelect,
    priority,
  });
}

function omeModel({ name, format, formatVersion, framework, ...facts }: OmeModelFacts): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterBaseModel',
    metadata: { name },
    spec: stated({
      modelFormat: format === undefined ? undefined : stated({ name: format, version: formatVersion }),
      modelFramework:
        framework === undefined ? undefined : stated({ name: framework, version: facts.frameworkVersion }),
      modelArchitecture: facts.architecture,
      modelParameterSize: facts.size,
    }),
  };
}

function isInstalled({ installed }: { readonly installed: boolean }): boolean {
  return installed;
}

/** The members that have a value. */
function stated(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
