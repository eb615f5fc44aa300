import { isShippedPreset } from '../../catalog/llm-presets';
import { arrayAt, isObject, nameOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { JsonObject, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { ConfigIndex, ConfigLookup } from './config-index';
import { mergeSpecs } from './merge-specs';
import type { SpecMerge } from './merge-specs';
import { presetSpec } from './preset-spec';
import { presetsFor } from './presets';
import { specOf } from './workload';

/** A configuration below a service. */
export interface Layer {
  readonly name: string;
  /** A preset of KServe's that is not among the manifests is known by its outline alone. */
  readonly config?: LocatedManifest;
  readonly spec: JsonObject;
  /** Which of the service's `baseRefs` it is; undefined for a preset that the controller chose. */
  readonly reference?: number;
}

/** A configuration that the controller looks for and that is not known. */
export interface UnknownConfig {
  readonly name: string;
  readonly reference?: number;
  readonly lookup: Exclude<ConfigLookup, { readonly state: 'found' }>;
}

/** A service with what the controller puts below it. */
export interface Combination {
  /** The lowest first. */
  readonly layers: readonly Layer[];
  readonly unknown: readonly UnknownConfig[];
  /** Of the model, which the last configuration that states one has decided. */
  readonly modelName: string;
  readonly merge: SpecMerge;
}

/**
 * What the controller makes of a service and its configurations, before templates are expanded: presets that fit the
 * service, then its `baseRefs`, then what it states itself.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go combineBaseRefsConfig
 */
export function combine(service: Manifest, configs: ConfigIndex): Combination {
  const own = withModelName(specOf(service), modelNameOf(specOf(service)) ?? nameOf(service));
  const named = arrayAt(own, 'baseRefs').map((reference) => textAt(reference, 'name') ?? '');
  const look = (name: string, reference?: number) => layerOf(configs, namespaceOf(service), name, reference);
  const base = named.map((name, index) => look(name, index));
  const resolved = resolvedWith(own, base.filter(isLayer));
  if (!resolved.ok) return { layers: base.filter(isLayer), unknown: [], modelName: nameOf(service), merge: resolved };
  const modelName = modelNameOf(resolved.spec) ?? nameOf(service);
  const all = [...presetsFor(resolved.spec).map((name) => look(name)), ...base];
  const layers = all.filter(isLayer);
  return {
    layers,
    unknown: all.flatMap((each) => (isLayer(each) ? [] : [each])),
    modelName,
    merge: mergeSpecs([...layers.map(({ spec }) => spec), withModelName(own, modelName)]),
  };
}

/** What decides over presets: here, configurations come before the service. */
function resolvedWith(own: JsonObject, base: readonly Layer[]): SpecMerge {
  return base.length === 0 ? { ok: true, spec: own } : mergeSpecs([own, ...base.map(({ spec }) => spec)]);
}

function layerOf(
  configs: ConfigIndex,
  namespace: string | undefined,
  name: string,
  reference: number | undefined,
): Layer | UnknownConfig {
  const lookup = configs.lookUp(name, namespace);
  if (lookup.state === 'found') {
    return { name, reference, config: lookup.config, spec: specOf(lookup.config.manifest) };
  }
  return isShippedPreset(name) ? { name, reference, spec: presetSpec(name) } : { name, reference, lookup };
}

function isLayer(each: Layer | UnknownConfig): each is Layer {
  return 'spec' in each;
}

export function modelNameOf(spec: JsonObject): string | undefined {
  const name = textAt(spec, 'model', 'name');
  return name === '' ? undefined : name;
}

function withModelName(spec: JsonObject, name: string): JsonObject {
  return { ...spec, model: { ...(isObject(spec.model) ? spec.model : {}), name } };
}
