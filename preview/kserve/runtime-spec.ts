import { arrayAt, groupOf, isObject, nameOf, namespaceOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';

/** One entry of a runtime's `supportedModelFormats`. */
export interface SupportedFormat {
  readonly name: string;
  readonly version?: string;
  readonly autoSelect: boolean;
  readonly priority?: number;
}

/** What selection reads of a runtime. */
export interface RuntimeSpec {
  readonly kind: 'ServingRuntime' | 'ClusterServingRuntime';
  readonly name: string;
  /** Of a `ServingRuntime` that says so. */
  readonly namespace?: string;
  /** Seconds since 1970; absent where it is not known, as in Git. */
  readonly createdAt?: number;
  readonly isDisabled: boolean;
  /** Whether it is for ModelMesh. */
  readonly isMultiModel: boolean;
  readonly isMultiNode: boolean;
  readonly formats: readonly SupportedFormat[];
  /** Empty where it does not say, which is every protocol. */
  readonly protocols: readonly string[];
  readonly manifest: Manifest;
}

/** Reads a `ServingRuntime` or `ClusterServingRuntime` of KServe, each once; undefined for another object. */
export function runtimeSpec(manifest: Manifest): RuntimeSpec | undefined {
  const { kind } = manifest;
  if (kind !== 'ServingRuntime' && kind !== 'ClusterServingRuntime') return undefined;
  if (groupOf(manifest) !== 'serving.kserve.io') return undefined;
  const known = READ.get(manifest);
  if (known !== undefined) return known;
  const spec = read(manifest, kind);
  READ.set(manifest, spec);
  return spec;
}

const READ = new WeakMap<Manifest, RuntimeSpec>();

function read(manifest: Manifest, kind: RuntimeSpec['kind']): RuntimeSpec {
  return {
    kind,
    name: nameOf(manifest),
    namespace: kind === 'ServingRuntime' ? namespaceOf(manifest) : undefined,
    createdAt: secondsOf(textAt(manifest, 'metadata', 'creationTimestamp')),
    isDisabled: valueAt(manifest, 'spec', 'disabled') === true,
    isMultiModel: valueAt(manifest, 'spec', 'multiModel') === true,
    isMultiNode: isObject(valueAt(manifest, 'spec', 'workerSpec')),
    formats: arrayAt(manifest, 'spec', 'supportedModelFormats').map(supportedFormat),
    protocols: arrayAt(manifest, 'spec', 'protocolVersions').filter((protocol) => typeof protocol === 'string'),
    manifest,
  };
}

/**
 * The priority of a runtime for a format: that of its first entry of the name, whatever that entry's version is and
 * whether or not it is selected automatically.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1alpha1/servingruntime_types.go GetPriority
 */
export function priorityFor({ formats }: RuntimeSpec, format: string): number | undefined {
  return formats.find(({ name }) => name === format)?.priority;
}

/** The protocols that KServe knows, in the order in which it prefers runtimes that speak them. */
const PROTOCOLS: readonly string[] = ['v1', 'v2', 'grpc-v1', 'grpc-v2'];

/**
 * The first of KServe's protocols that a runtime speaks; undefined where it states none of them.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go GetProtocolVersionPriority
 */
export function firstProtocol({ protocols }: RuntimeSpec): string | undefined {
  return PROTOCOLS.find((protocol) => protocols.includes(protocol));
}

/** The rank of a runtime by the first of its protocols; those that state none come last. */
export function protocolRank(runtime: RuntimeSpec): number {
  const first = firstProtocol(runtime);
  return first === undefined ? PROTOCOLS.length : PROTOCOLS.indexOf(first);
}

function supportedFormat(entry: JsonValue): SupportedFormat {
  const priority = valueAt(entry, 'priority');
  return {
    name: textAt(entry, 'name') ?? '',
    version: textAt(entry, 'version'),
    autoSelect: valueAt(entry, 'autoSelect') === true,
    priority: typeof priority === 'number' ? priority : undefined,
  };
}

/** The API server keeps whole seconds. */
function secondsOf(time: string | undefined): number | undefined {
  const milliseconds = Date.parse(time ?? '');
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}
