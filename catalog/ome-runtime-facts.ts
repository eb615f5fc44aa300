import { CatalogRow, isBoolean, isListOf, isNumber, isRecord, isText, readCatalog } from './catalog-row';
import { type Members, corrected, merged, omeCorrections } from './apply-ome-corrections';
import type { OmeRuntimeName } from './ome-names';

export type { OmeModelName, OmeRuntimeFile, OmeRuntimeName } from './ome-names';

/** Engines of OME's catalogue. */
export type OmeEngine = 'sglang' | 'vllm';

/** How they are written. */
export const ENGINE_NAMES: Readonly<Record<OmeEngine, string>> = { sglang: 'SGLang', vllm: 'vLLM' };

/** One model format that a runtime of OME's catalogue supports. */
export interface OmeFormatFacts {
  /** Class in the model's configuration, such as `LlamaForCausalLM`. */
  readonly architecture: string;
  /** Library that wrote the model, such as `transformers`. */
  readonly framework: string;
  readonly frameworkVersion: string;
  /** How the runtime's version compares with the model's. @default 'Equal' */
  readonly frameworkOperator?: string;
  /** Such as `safetensors`. */
  readonly format: string;
  readonly formatVersion: string;
  /** @default 'Equal' */
  readonly formatOperator?: string;
  /** Such as `fp8`; only a model of the same quantization matches. */
  readonly quantization?: string;
  readonly autoSelect: boolean;
  readonly priority: number;
}

/** An environment variable of a runtime: a text, or a field of the pod. */
export type OmeVariable =
  { readonly name: string; readonly value: string } | { readonly name: string; readonly field: string };

/** What a runtime of OME's catalogue runs in each pod of its engine or of its decoder. */
export interface OmePodFacts {
  readonly image: string;
  /** Program that is started, such as `python3 -m sglang.launch_server`. */
  readonly launcher: string;
  /** Name under which clients address the model. @default the folder of the model */
  readonly servedModelName?: string;
  /** GPUs of each pod. */
  readonly gpus: number;
  /** Pods of one replica; more than one computes together. */
  readonly nodes: number;
  /** @default every GPU of the replica, counted when it starts */
  readonly tensorParallel?: number;
  /** @default unstated */
  readonly cpu?: string;
  /** @default unstated */
  readonly memory?: string;
  /** Where the engine answers. */
  readonly port: number;
  readonly hostNetwork: boolean;
  readonly hostIpc: boolean;
  /** Whether the pod uses the node's InfiniBand or RoCE devices, for which it is privileged. */
  readonly infiniband: boolean;
  /** Profile that OME's webhook writes into the pod, such as `oci-roce`. */
  readonly rdmaProfile?: string;
  /** Values of `node.kubernetes.io/instance-type` that OME binds it to; none as corrected. */
  readonly instanceTypes: readonly string[];
  /** Answers when the model is loaded; an engine that speaks gRPC answers gRPC's health check instead. */
  readonly healthPath: string;
  /** How long it may take to load the model. */
  readonly startupSeconds: number;
  readonly env: readonly OmeVariable[];
  /** Environment of the pods that the first of a replica leads. */
  readonly workerEnv: readonly OmeVariable[];
  /** Arguments beside address, model, served name and tensor parallel size; one word for each flag. */
  readonly args: readonly string[];
}

/** The router of a runtime of OME's catalogue. */
export interface OmeRouterFacts {
  readonly image: string;
  /** Program that is started. @default the image's entry point */
  readonly launcher?: string;
  /** Where the router finds the tokenizer, which it needs for engines that speak gRPC. */
  readonly modelPath?: string;
  readonly cpu: string;
  readonly memory: string;
  /** Arguments beside address and service discovery; one word for each flag. */
  readonly args: readonly string[];
}

/** What is known of one runtime of OME's catalogue. */
export interface OmeRuntimeFacts {
  /** Name of the resource, such as `srt-llama-3-3-70b-instruct`. */
  readonly name: string;
  /** File below OME's `config/runtimes/`. */
  readonly file: string;
  readonly engine: OmeEngine;
  /** Whether OME's kustomization installs it. */
  readonly installed: boolean;
  readonly formats: readonly OmeFormatFacts[];
  /** Parameters of the models it serves, such as `60B` to `75B`. @default any */
  readonly size?: { readonly min: string; readonly max: string };
  /** Models of the catalogue that it is made for. */
  readonly models: readonly string[];
  /** The engine; with a decoder, the part that reads prompts. */
  readonly pod: OmePodFacts;
  readonly decoder?: OmePodFacts;
  readonly router?: OmeRouterFacts;
}

const FILE = 'ome-runtimes.json';

/** Loading a model takes most of it: OME's startup probes wait a minute, and then 150 times 6 seconds. */
const STARTUP_SECONDS = 960;

const ROUTER_LAUNCHER = 'python3 -m sglang_router.launch_router';

let ours: ReadonlyMap<string, OmeRuntimeFacts> | undefined;

function runtimesByName(): ReadonlyMap<string, OmeRuntimeFacts> {
  ours ??= new Map(
    shippedMembers()
      .map((members) => corrected(members, String(members.file), omeCorrections().runtimes))
      .filter(({ name }) => name !== undefined)
      .map(runtimeOf)
      .map((facts) => [facts.name, facts]),
  );
  return ours;
}

/** What is known of a runtime of OME's catalogue, as corrected; undefined for a name that is not in it. */
export function omeRuntimeFacts(name: OmeRuntimeName): OmeRuntimeFacts;
export function omeRuntimeFacts(name: string): OmeRuntimeFacts | undefined;
export function omeRuntimeFacts(name: string): OmeRuntimeFacts | undefined {
  return runtimesByName().get(name);
}

/** All runtimes of OME's catalogue, as corrected, in the order of their files. */
export function allOmeRuntimeFacts(): readonly OmeRuntimeFacts[] {
  return [...runtimesByName().values()];
}

/** All runtimes as OME ships them, faults and names that are given twice included: what a cluster with them has. */
export function omeRuntimesAsShipped(): readonly OmeRuntimeFacts[] {
  return shippedMembers().map(runtimeOf);
}

/** Rows of the generated catalogue, with what was collected by hand in them. */
export function shippedMembers(): readonly Members[] {
  const rows = (file: string) => readCatalog(file).required('runtimes', isListOf(isRecord));
  const details = new Map(rows('ome-runtime-details.json').map((row) => [row.file, row]));
  return rows(FILE).map((row) => merged(row, details.get(row.file) ?? {}));
}

function runtimeOf(members: Members): OmeRuntimeFacts {
  const row = new CatalogRow(FILE, members);
  const engine = row.required('engine', isEngine);
  const [min, max] = [row.optional('sizeMin', isText), row.optional('sizeMax', isText)];
  const decoder = row.optional('decoder', isRecord);
  const router = row.optional('router', isRecord);
  return {
    name: row.required('name', isText),
    file: row.required('file', isText),
    engine,
    installed: row.optional('installed', isBoolean) ?? false,
    formats: row.table('formats').map(formatOf),
    size: min === undefined || max === undefined ? undefined : { min, max },
    models: row.optional('models', isListOf(isText)) ?? [],
    pod: podOf(new CatalogRow(FILE, row.required('pod', isRecord)), engine),
    decoder: decoder === undefined ? undefined : podOf(new CatalogRow(FILE, decoder), engine),
    router: router === undefined ? undefined : routerOf(new CatalogRow(FILE, router)),
  };
}

function formatOf(row: CatalogRow): OmeFormatFacts {
  return {
    architecture: row.required('architecture', isText),
    framework: row.required('framework', isText),
    frameworkVersion: row.required('frameworkVersion', isText),
    frameworkOperator: row.optional('frameworkOperator', isText),
    format: row.required('format', isText),
    formatVersion: row.required('formatVersion', isText),
    formatOperator: row.optional('formatOperator', isText),
    quantization: row.optional('quantization', isText),
    autoSelect: row.required('autoSelect', isBoolean),
    priority: row.required('priority', isNumber),
  };
}

function podOf(row: CatalogRow, engine: OmeEngine): OmePodFacts {
  const env = variablesOf(row, 'env') ?? [];
  return {
    image: row.required('image', isText),
    launcher: row.required('launcher', isText),
    servedModelName: row.optional('servedModelName', isText),
    gpus: row.required('gpus', isNumber),
    nodes: row.optional('nodes', isNumber) ?? 1,
    tensorParallel: row.optional('tensorParallel', isNumber),
    cpu: row.optional('cpu', isText),
    memory: row.optional('memory', isText),
    port: row.optional('port', isNumber) ?? 8080,
    hostNetwork: row.optional('hostNetwork', isBoolean) ?? false,
    hostIpc: row.optional('hostIPC', isBoolean) ?? false,
    infiniband: row.optional('infiniband', isBoolean) ?? false,
    rdmaProfile: row.optional('rdmaProfile', isText),
    instanceTypes: row.optional('instanceTypes', isListOf(isText)) ?? [],
    healthPath: row.optional('healthPath', isText) ?? (engine === 'vllm' ? '/health' : '/health_generate'),
    startupSeconds: row.optional('startupSeconds', isNumber) ?? STARTUP_SECONDS,
    env,
    workerEnv: variablesOf(row, 'workerEnv') ?? env,
    args: row.optional('args', isListOf(isText)) ?? [],
  };
}

function routerOf(row: CatalogRow): OmeRouterFacts {
  return {
    image: row.required('image', isText),
    launcher: row.optional('usesEntryPoint', isBoolean) === true ? undefined : ROUTER_LAUNCHER,
    modelPath: row.optional('modelPath', isText),
    cpu: row.optional('cpu', isText) ?? '1',
    memory: row.optional('memory', isText) ?? '2Gi',
    args: row.optional('args', isListOf(isText)) ?? [],
  };
}

function variablesOf(row: CatalogRow, member: 'env' | 'workerEnv'): readonly OmeVariable[] | undefined {
  if (row.optional(member, isListOf(isRecord)) === undefined) return undefined;
  return row.table(member).map((variable) => {
    const name = variable.required('name', isText);
    const field = variable.optional('field', isText);
    return field === undefined ? { name, value: variable.required('value', isText) } : { name, field };
  });
}

function isEngine(value: unknown): value is OmeEngine {
  return value === 'sglang' || value === 'vllm';
}
