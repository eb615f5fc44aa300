import { DEFAULT_PROTOCOL } from './model-demands';
import type { ModelDemands } from './model-demands';
import type { RuntimeSpec, SupportedFormat } from './runtime-spec';

/** What keeps a runtime from serving a model. */
export type MisfitCause =
  'disabled' | 'multi-model' | 'format' | 'version' | 'auto-select' | 'protocol' | 'worker-spec';

/** Why a runtime is not for a model, in words that follow its name. */
export interface Misfit {
  readonly cause: MisfitCause;
  readonly text: string;
}

/**
 * Why KServe does not select a runtime for a service that names none; nothing where it may. Of a runtime that does not
 * load the format at all, nothing further is said.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go GetSupportingRuntimes
 */
export function misfits(runtime: RuntimeSpec, demands: ModelDemands): readonly Misfit[] {
  const format = formatMisfit(runtime, demands);
  const before = [
    ...disabled(runtime),
    ...(runtime.isMultiModel ? [{ cause: 'multi-model', text: 'it is for ModelMesh (multiModel)' } as const] : []),
    ...format,
  ];
  if (format.some(({ cause }) => cause === 'format')) return before;
  return [...before, ...protocolMisfit(runtime, demands, DEFAULT_PROTOCOL), ...workerMisfit(runtime, demands)];
}

/**
 * Why KServe refuses a runtime that the service names; nothing where it takes it. Entries need not be selected
 * automatically, and a protocol that is not asked for is not compared.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileModel
 */
export function namedMisfits(runtime: RuntimeSpec, demands: ModelDemands): readonly Misfit[] {
  return [...disabled(runtime), ...protocolMisfit(runtime, demands, ''), ...formatMisfit(runtime, demands)];
}

/**
 * What the model's format is compared by: its name, with its version where it has one.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go getModelFormatLabel
 */
export function formatLabel({ format, version }: Pick<ModelDemands, 'format' | 'version'>): string {
  return version === undefined ? format : `${format}:${version}`;
}

/**
 * What an entry of a runtime matches: its name, and its name with its version.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go getServingRuntimeSupportedModelFormatLabelSet
 */
export function labelsOf({ name, version }: SupportedFormat): readonly string[] {
  return version === undefined ? [name] : [name, `${name}:${version}`];
}

function disabled({ isDisabled }: RuntimeSpec): readonly Misfit[] {
  return isDisabled ? [{ cause: 'disabled', text: 'it is disabled' }] : [];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go RuntimeSupportsModel */
function formatMisfit({ formats }: RuntimeSpec, demands: ModelDemands): readonly Misfit[] {
  const label = formatLabel(demands);
  const matching = formats.filter((entry) => labelsOf(entry).includes(label));
  if (matching.some(({ autoSelect }) => autoSelect || demands.runtime !== undefined)) return [];
  const wanted = inWords(demands);
  if (matching.length > 0) {
    return [{ cause: 'auto-select', text: `its entry for ${wanted} does not have autoSelect: true` }];
  }
  const { format } = demands;
  const versions = formats.filter(({ name }) => name === format).map(({ version }) => version);
  if (versions.length === 0) return [{ cause: 'format', text: otherFormat(formats, format) }];
  const stated = [...new Set(versions)].filter((version) => version !== undefined);
  const known = stated.length === 0 ? `'${format}' without a version` : `'${format}' ${stated.join(', ')}`;
  return [{ cause: 'version', text: `it loads ${known}, not ${demands.version ?? ''}` }];
}

function otherFormat(formats: readonly SupportedFormat[], format: string): string {
  const alike = formats.find(({ name }) => name.toLowerCase() === format.toLowerCase());
  if (alike === undefined) return `it does not load '${format}'`;
  return `it loads '${alike.name}', and names are compared letter by letter`;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha1/servingruntime_types.go IsProtocolVersionSupported */
function protocolMisfit({ protocols }: RuntimeSpec, { protocol }: ModelDemands, otherwise: string): readonly Misfit[] {
  const wanted = protocol ?? otherwise;
  if (wanted === '' || protocols.length === 0 || protocols.includes(wanted)) return [];
  const why = protocol === undefined ? ', which is meant where none is stated' : '';
  return [{ cause: 'protocol', text: `it speaks ${protocols.join(', ')}, not ${wanted}${why}` }];
}

function workerMisfit(runtime: RuntimeSpec, { isMultiNode }: ModelDemands): readonly Misfit[] {
  if (runtime.isMultiNode === isMultiNode) return [];
  const text = isMultiNode
    ? 'it has no workerSpec, and the service has one'
    : 'it is for several nodes (workerSpec), and the service is for one';
  return [{ cause: 'worker-spec', text }];
}

/** A format as a message shows it. */
export function inWords({ format, version }: Pick<ModelDemands, 'format' | 'version'>): string {
  return version === undefined ? `'${format}'` : `'${format}' ${version}`;
}
