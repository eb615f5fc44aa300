import type { ModelFormat } from '../../constructs/engine';
import type { OmeRuntimeSettings } from '../../constructs/ome/settings';
import type { BaseModelSpec, SupportedModelFormat } from '../../imports/ome.io';

/** A format of a runtime with what a model adds to it. */
export interface ServedFormat {
  readonly format: ModelFormat;
  readonly architecture?: string;
  readonly quantization?: string;
}

/** KServe's names for a folder as the transformers library writes it. */
const HUGGING_FACE_FOLDERS: ReadonlySet<string> = new Set(['vLLM', 'SGLang', 'huggingface', 'transformers']);

/** What OME's agent notes of every model that is no pipeline of diffusers. */
const HUGGING_FACE_FORMAT = { name: 'safetensors', version: '1.0.0' };

/**
 * Whether a format's models have a `config.json`, from which OME's agent writes the architecture into the model.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/config_parser.go
 */
export function hasArchitecture({ name }: ModelFormat): boolean {
  return HUGGING_FACE_FOLDERS.has(name) || name === HUGGING_FACE_FORMAT.name;
}

/**
 * What a model declares. It is what the runtime of the same format states, word by word: what only one of the two
 * states does not match, and what the model does not declare OME writes into it sooner or later.
 */
export function modelMetadata({ format, architecture, quantization }: ServedFormat) {
  return {
    modelFormat: formatOf(format),
    modelFramework: frameworkOf(format),
    modelArchitecture: architecture ?? format.architecture,
    quantization: quantization ?? format.quantization,
  } satisfies Partial<BaseModelSpec>;
}

/**
 * The formats that a runtime lists. A format that states no architecture stands for any, which OME does not know: it is
 * listed once for each architecture of the models that are served.
 */
export class OfferedFormats {
  /** Grows with each model that is served, until the manifests are written. */
  public readonly entries: SupportedModelFormat[];
  private readonly served = new Map<ModelFormat, Map<string, ServedFormat>>();

  public constructor(
    private readonly formats: readonly ModelFormat[],
    private readonly settings: OmeRuntimeSettings = {},
  ) {
    this.entries = [...this.list()];
  }

  /** Lists the format of a model, where the runtime does not do so already. */
  public offer(served: ServedFormat): void {
    const { format, architecture, quantization } = served;
    if (format.architecture !== undefined || architecture === undefined) return;
    const known = this.served.get(format) ?? new Map<string, ServedFormat>();
    this.served.set(format, known.set(`${architecture} ${quantization ?? ''}`, served));
    this.entries.splice(0, this.entries.length, ...this.list());
  }

  private list(): readonly SupportedModelFormat[] {
    return this.formats.flatMap((format) => {
      const served = [...(this.served.get(format)?.values() ?? [{ format }])];
      return served.map((one) => this.entry(one));
    });
  }

  /** Of what the API server would add to a list's items, nothing is left out: Argo CD compares lists as a whole. */
  private entry(served: ServedFormat): SupportedModelFormat {
    const { weights, frameworkVersions, acceleratorConfig } = this.settings;
    const { modelFormat, modelFramework, modelArchitecture, quantization } = modelMetadata(served);
    return {
      name: modelFormat.name,
      modelFormat: { ...modelFormat, operator: 'Equal', weight: weights?.format ?? 1 },
      modelFramework: { ...modelFramework, operator: frameworkVersions ?? 'Equal', weight: weights?.framework ?? 1 },
      modelArchitecture,
      quantization,
      autoSelect: served.format.autoSelect,
      priority: served.format.priority,
      acceleratorConfig,
    };
  }
}

/** With a version always: OME's controller adds 1.0.0 to a model that has a `config.json` and no version. */
function formatOf({ name, version = HUGGING_FACE_FORMAT.version }: ModelFormat) {
  return HUGGING_FACE_FOLDERS.has(name) ? HUGGING_FACE_FORMAT : { name, version };
}

/** OME demands a framework of every format of a runtime. */
function frameworkOf(format: ModelFormat) {
  return format.framework ?? { name: hasArchitecture(format) ? 'transformers' : format.name };
}
