import type { JsonObject, JsonValue, Manifest } from '../../../kubernetes/manifest';
import { modelDemands } from '../../../preview/kserve/model-demands';
import type { ModelDemands } from '../../../preview/kserve/model-demands';
import { runtimeSpec } from '../../../preview/kserve/runtime-spec';
import type { RuntimeSpec } from '../../../preview/kserve/runtime-spec';

interface Runtime {
  readonly name: string;
  readonly namespace?: string;
  /** `format`, `format:version`, with `!` before it where it is not selected automatically, and `=priority` after it. */
  readonly formats?: readonly string[];
  readonly protocols?: readonly string[];
  readonly spec?: JsonObject;
  readonly createdAt?: string;
}

/** A runtime for `sklearn` of the cluster, or of the namespace that is stated. */
export function runtimeManifest({ name, namespace, formats, protocols, spec, createdAt }: Runtime): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1alpha1',
    kind: namespace === undefined ? 'ClusterServingRuntime' : 'ServingRuntime',
    metadata: stated({ name, namespace, creationTimestamp: createdAt }),
    spec: stated({
      supportedModelFormats: (formats ?? ['sklearn']).map(supportedFormat),
      protocolVersions: protocols,
      ...spec,
    }),
  };
}

function supportedFormat(text: string): JsonObject {
  const [, not, name = '', version, priority] = /^(!?)([^:=]*)(?::([^=]*))?(?:=(.*))?$/.exec(text) ?? [];
  return stated({
    name,
    version,
    autoSelect: not === '!' ? undefined : true,
    priority: priority === undefined ? undefined : Number(priority),
  });
}

/** What selection reads of {@link runtimeManifest}. */
export function runtime(facts: Runtime): RuntimeSpec {
  const spec = runtimeSpec(runtimeManifest(facts));
  if (spec === undefined) throw new Error(`'${facts.name}' is no runtime`);
  return spec;
}

/** A service of the namespace `team`, of a model of a format, or of a predictor that is stated. */
export function serviceManifest(format = 'sklearn', model: JsonObject = {}, predictor: JsonObject = {}): Manifest {
  const [name = '', version] = format.split(':');
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'iris', namespace: 'team' },
    spec: { predictor: { model: { modelFormat: stated({ name, version }), ...model }, ...predictor } },
  };
}

/** What {@link serviceManifest} asks of its runtime. */
export function demands(format?: string, model?: JsonObject, predictor?: JsonObject): ModelDemands {
  const found = modelDemands(serviceManifest(format, model, predictor));
  if (found === undefined) throw new Error('the service asks for no runtime');
  return found;
}

function stated(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
