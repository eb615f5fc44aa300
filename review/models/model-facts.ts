import { SIZE_FLAGS } from '../../checks/engines/flags';
import { namedModel } from '../../checks/engines/model';
import { startedEngine } from '../../checks/engines/started-engine';
import type { StartedEngine } from '../../checks/engines/started-engine';
import { containersIn } from '../../checks/pods/containers';
import { objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Workload } from '../pods/workload';

/** What is served and how, by words that a reviewer knows; what is not stated is left out. */
export type ModelFacts = ReadonlyMap<ModelFact, string>;

export const MODEL_FACTS = [
  'model',
  'revision',
  'served as',
  'context length',
  'tensor parallel',
  'pipeline parallel',
  'data parallel',
  'quantization',
  'number format',
  'engine',
] as const;
export type ModelFact = (typeof MODEL_FACTS)[number];

/** Flags of engines that state facts of models, by their whole names. */
const FLAGS: readonly (readonly [ModelFact, vllm: string, sglang: string])[] = [
  ['revision', '--revision', '--revision'],
  ['context length', '--max-model-len', '--context-length'],
  ['tensor parallel', SIZE_FLAGS.vllm.tensor, SIZE_FLAGS.sglang.tensor],
  ['pipeline parallel', SIZE_FLAGS.vllm.pipeline, SIZE_FLAGS.sglang.pipeline],
  ['data parallel', SIZE_FLAGS.vllm.data, SIZE_FLAGS.sglang.data],
  ['quantization', '--quantization', '--quantization'],
  ['number format', '--dtype', '--dtype'],
];

const NAMES = '--served-model-name';

/** A fact that differs. */
export interface ModelChange {
  readonly fact: ModelFact;
  /** @default - it was not stated */
  readonly before?: string;
  /** @default - it is not stated any more */
  readonly after?: string;
}

/** What differs of what is served, in the order of the facts. */
export function modelChanges(before: Workload | undefined, after: Workload | undefined): readonly ModelChange[] {
  const [old, young] = [before, after].map((workload) => (workload === undefined ? undefined : modelFacts(workload)));
  return MODEL_FACTS.flatMap((fact): readonly ModelChange[] => {
    const [was, is] = [old?.get(fact), young?.get(fact)];
    return was === is ? [] : [{ fact, before: was, after: is }];
  });
}

/** What a workload serves, as its object and the command line of its engine say. */
export function modelFacts({ manifest, pods = [] }: Workload): ModelFacts {
  const facts = new Map<ModelFact, string>();
  const state = (fact: ModelFact, value: string | undefined): void => {
    if (value !== undefined && value !== '' && !facts.has(fact)) facts.set(fact, value);
  };
  const [uri, revision] = withoutRevision(storedAt(manifest));
  state('model', uri);
  state('revision', revision);
  for (const { spec } of pods) {
    for (const container of containersIn(spec)) {
      const engine = startedEngine(container);
      if (engine === undefined) continue;
      for (const [fact, value] of engineFacts(engine)) state(fact, value);
    }
  }
  return facts;
}

function engineFacts({ launch, flags }: StartedEngine): readonly (readonly [ModelFact, string | undefined])[] {
  const { engine, version } = launch;
  const name = engine === 'vllm' ? 'vLLM' : 'SGLang';
  const model = namedModel(launch, flags);
  return [
    ['model', model],
    // Clients ask for a model by its path where it has no other name.
    ['served as', flags.texts(NAMES)?.join(' ') ?? (flags.has(NAMES) ? undefined : model)],
    ...FLAGS.map(([fact, vllm, sglang]) => [fact, flags.text(engine === 'vllm' ? vllm : sglang)] as const),
    ['engine', version === undefined ? name : `${name} ${version}`],
  ];
}

/** Where an object says that the weights lie. */
function storedAt(manifest: Manifest): string | undefined {
  const model = objectAt(manifest, 'spec', 'predictor', 'model');
  const stored = textAt(model, 'storageUri') ?? textAt(manifest, 'spec', 'model', 'uri');
  if (stored !== undefined) return stored;
  const path = textAt(model, 'storage', 'path');
  if (path !== undefined)
    return [textAt(model, 'storage', 'key'), path].filter((part) => part !== undefined).join(': ');
  return manifest.kind === 'InferenceService' ? textAt(manifest, 'spec', 'model', 'name') : undefined;
}

/** `hf://org/model:revision`, apart. */
function withoutRevision(uri: string | undefined): readonly [string | undefined, string | undefined] {
  const [, model, revision] = /^(hf:\/\/[^:]+):(.+)$/.exec(uri ?? '') ?? [];
  return model === undefined ? [uri, undefined] : [model, revision];
}
