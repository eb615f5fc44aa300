import { CatalogRow, isBoolean, isListOf, isRecord, isText, readCatalog } from './catalog-row';
import { type Members, corrected, omeCorrections } from './apply-ome-corrections';
import type { OmeModelName } from './ome-names';

/** What is known of one model of OME's catalogue. A member is absent when OME does not state it. */
export interface OmeModelFacts {
  /** Name of the resource, such as `llama-3-3-70b-instruct`. */
  readonly name: string;
  /** File below OME's `config/models/`. */
  readonly file: string;
  /** Hugging Face id. */
  readonly hfId: string;
  /** Folder of the node to which the model is downloaded. */
  readonly storagePath: string;
  /** Secret with a token, of a model that is gated. */
  readonly key?: string;
  readonly vendor: string;
  readonly displayName: string;
  readonly version: string;
  /** Such as `TEXT_TO_TEXT`. */
  readonly capabilities: readonly string[];
  /** Whether OME's kustomization installs it. */
  readonly installed: boolean;
  readonly format?: string;
  readonly formatVersion?: string;
  readonly framework?: string;
  readonly frameworkVersion?: string;
  readonly architecture?: string;
  /** Parameters, such as `70B`. */
  readonly size?: string;
  readonly modelType?: string;
  /** Longest sequence in tokens, as OME's documentation writes it, such as `128K`. */
  readonly contextLength?: string;
}

const FILE = 'ome-models.json';

let ours: ReadonlyMap<string, OmeModelFacts> | undefined;

function modelsByName(): ReadonlyMap<string, OmeModelFacts> {
  ours ??= new Map(
    shippedModelMembers()
      .map((members) => corrected(members, String(members.name), omeCorrections().models))
      .map(modelOf)
      .map((facts) => [facts.name, facts]),
  );
  return ours;
}

/** What is known of a model of OME's catalogue, as corrected; undefined for a name that is not in it. */
export function omeModelFacts(name: OmeModelName): OmeModelFacts;
export function omeModelFacts(name: string): OmeModelFacts | undefined;
export function omeModelFacts(name: string): OmeModelFacts | undefined {
  return modelsByName().get(name);
}

/** All models of OME's catalogue, as corrected, by name. */
export function allOmeModelFacts(): readonly OmeModelFacts[] {
  return [...modelsByName().values()];
}

/** All models as OME ships them, faults included. */
export function omeModelsAsShipped(): readonly OmeModelFacts[] {
  return shippedModelMembers().map(modelOf);
}

/** Rows of the generated catalogue. */
export function shippedModelMembers(): readonly Members[] {
  return readCatalog(FILE).required('models', isListOf(isRecord));
}

function modelOf(members: Members): OmeModelFacts {
  const row = new CatalogRow(FILE, members);
  return {
    name: row.required('name', isText),
    file: row.required('file', isText),
    hfId: row.required('hfId', isText),
    storagePath: row.required('storagePath', isText),
    key: row.optional('key', isText),
    vendor: row.required('vendor', isText),
    displayName: row.required('displayName', isText),
    version: row.required('version', isText),
    capabilities: row.optional('capabilities', isListOf(isText)) ?? [],
    installed: row.optional('installed', isBoolean) ?? false,
    format: row.optional('format', isText),
    formatVersion: row.optional('formatVersion', isText),
    framework: row.optional('framework', isText),
    frameworkVersion: row.optional('frameworkVersion', isText),
    architecture: row.optional('architecture', isText),
    size: row.optional('size', isText),
    modelType: row.optional('modelType', isText),
    contextLength: row.optional('contextLength', isText),
  };
}
