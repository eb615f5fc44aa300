import { nameOf } from '../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../kubernetes/manifest';
import { kserveRuntimeFacts } from './kserve-runtime-facts';
import type { KserveRuntimeFacts } from './kserve-runtime-facts';
import { omeModelsAsShipped } from './ome-model-facts';
import type { OmeModelFacts } from './ome-model-facts';
import { omeRuntimesAsShipped } from './ome-runtime-facts';
import type { OmeRuntimeFacts } from './ome-runtime-facts';
import { shippedSpecs } from './runtime-specs';
import type { LeftOut } from './runtime-specs';

/** Platforms whose shipped runtimes are known. */
export const SHIPPED_BY = ['kserve', 'openshift-ai', 'ome'] as const;

export type ShippedBy = (typeof SHIPPED_BY)[number];

const scripts = new WeakMap<Manifest, readonly LeftOut[]>();

/** The scripts that are left out of a runtime of `shippedManifests`; undefined of any other. */
export function leftOutOfShipped(runtime: Manifest): readonly LeftOut[] | undefined {
  return scripts.get(runtime);
}

/**
 * What an installation of a platform brings along: runtimes, without their scripts, and of OME models too. Those of
 * OpenShift AI are of no namespace, since they are templates for any.
 */
export function shippedManifests(by: ShippedBy): readonly Manifest[] {
  if (by !== 'ome') return kserveRuntimeFacts(by).filter(isInstalled).map(kserveRuntime);
  return [
    ...omeRuntimesAsShipped().filter(isInstalled).map(omeRuntime),
    ...omeModelsAsShipped().filter(isInstalled).map(omeModel),
  ];
}

function kserveRuntime({ shippedBy, name, kind, serverType }: KserveRuntimeFacts): Manifest {
  const annotations = serverType === undefined ? undefined : { 'serving.kserve.io/server-type': serverType };
  return runtime(shippedBy, {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind,
    metadata: stated({ name, annotations }),
  });
}

function omeRuntime({ name }: OmeRuntimeFacts): Manifest {
  return runtime('ome', { apiVersion: 'ome.io/v1beta1', kind: 'ClusterServingRuntime', metadata: { name } });
}

function runtime(by: ShippedBy, identity: Manifest): Manifest {
  const shipped = shippedSpecs(by).get(nameOf(identity));
  if (shipped === undefined) throw new Error(`runtime-specs.json: ${nameOf(identity)} of ${by} is missing`);
  const manifest = { ...identity, spec: shipped.spec };
  scripts.set(manifest, shipped.leftOut);
  return manifest;
}

function omeModel({
  name,
  format,
  formatVersion,
  framework,
  hfId,
  storagePath,
  key,
  ...facts
}: OmeModelFacts): Manifest {
  return {
    apiVersion: 'ome.io/v1beta1',
    kind: 'ClusterBaseModel',
    metadata: { name },
    spec: stated({
      modelFormat: format === undefined ? undefined : stated({ name: format, version: formatVersion }),
      modelFramework:
        framework === undefined ? undefined : stated({ name: framework, version: facts.frameworkVersion }),
      modelType: facts.modelType,
      modelArchitecture: facts.architecture,
      modelParameterSize: facts.size,
      modelCapabilities: facts.capabilities,
      storage: stated({ storageUri: `hf://${hfId}`, path: storagePath, key }),
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
