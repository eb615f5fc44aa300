import type { CatalogRow } from './catalog-row';
import { isBoolean, isListOf, isNumber, isText, readCatalog } from './catalog-row';

/** How the container of a preset starts vLLM: by itself, or as one of a group that shares the data. */
export type PresetStart = 'alone' | 'leader' | 'worker';

const STARTS: readonly PresetStart[] = ['alone', 'leader', 'worker'];

/** Where a preset describes pods. */
export type PresetField = 'template' | 'worker' | 'prefill.template' | 'prefill.worker';

const FIELDS: readonly PresetField[] = ['template', 'worker', 'prefill.template', 'prefill.worker'];

/** Pods of a preset that KServe ships, as far as people add to them. */
export interface PresetPod {
  /** Without the prefix of the installation. */
  readonly preset: string;
  readonly field: PresetField;
  readonly starts: PresetStart;
  /** On which vLLM listens, and which the probes ask. */
  readonly port: number;
  /** A quantity: the most that /dev/shm holds. */
  readonly sharedMemory: string;
  /** Whether a proxy in the pod takes the requests, on port 8000. */
  readonly hasSidecar: boolean;
}

/** What every installation names its presets with, unless it is told otherwise. */
export const PRESET_PREFIX = 'kserve-';

/** The container of every pod that a preset adds vLLM to. */
export const MAIN_CONTAINER = 'main';

/** The port of the Service in front of the pods. */
export const SERVING_PORT = 8000;

const FILE = 'llm-presets.json';

/** The images of presets. */
export interface PresetImages {
  /** With vLLM. */
  readonly main: string;
  /** Of the proxy beside what decodes. */
  readonly sidecar: string;
}

/** What the preset of schedulers says of their container, as far as others rely on it. */
export interface PresetScheduler {
  readonly image: string;
  readonly ports: readonly { readonly name: string; readonly port: number }[];
}

interface Presets {
  readonly images: PresetImages;
  readonly scheduler: PresetScheduler;
  readonly shipped: ReadonlySet<string>;
  readonly pods: readonly PresetPod[];
}

let known: Presets | undefined;

function presets(): Presets {
  if (known === undefined) {
    const catalog = readCatalog(FILE);
    known = {
      images: { main: catalog.required('image', isText), sidecar: catalog.required('sidecarImage', isText) },
      scheduler: {
        image: catalog.required('schedulerImage', isText),
        ports: catalog
          .table('schedulerPorts')
          .map((row) => ({ name: row.required('name', isText), port: row.required('port', isNumber) })),
      },
      shipped: new Set(catalog.required('shipped', isListOf(isText))),
      pods: catalog.table('pods').map(podOf),
    };
  }
  return known;
}

/**
 * Whether KServe ships an `LLMInferenceServiceConfig` of a name, under any prefix.
 *
 * @see https://github.com/kserve/kserve/tree/master/config/llmisvcconfig
 */
export function isShippedPreset(name: string): boolean {
  return presets().shipped.has(withoutPrefix(name));
}

export function presetImages(): PresetImages {
  return presets().images;
}

export function presetScheduler(): PresetScheduler {
  return presets().scheduler;
}

/** The pods that a preset describes, by its name without the prefix. */
export function presetPods(preset: string): readonly PresetPod[] {
  return presets().pods.filter((pod) => pod.preset === preset);
}

/** The name of a preset without the prefix of the installation, such as `config-llm-template`. */
export function withoutPrefix(name: string): string {
  return name.slice(Math.max(name.indexOf('config-llm-'), 0));
}

function podOf(row: CatalogRow): PresetPod {
  return {
    preset: row.required('preset', isText),
    field: row.required('field', isField),
    starts: row.required('starts', isStart),
    port: row.required('port', isNumber),
    sharedMemory: row.required('sharedMemory', isText),
    hasSidecar: row.required('sidecar', isBoolean),
  };
}

function isStart(value: unknown): value is PresetStart {
  return STARTS.some((start) => start === value);
}

function isField(value: unknown): value is PresetField {
  return FIELDS.some((field) => field === value);
}
