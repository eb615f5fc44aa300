import { isKserveConfiguration, KSERVE_CONFIGURATION } from '../../checks/kserve/config-map';
import { isInferenceService } from '../../checks/kserve/kserve-services';
import { groupOf, isArray, isObject, nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { groupKind, isMadeIntoPods, isReadByPods } from '../effects/kinds';
import { namesOfMaker, scaleTargets } from '../pods/scale-targets';
import { isScaler, targetOf } from '../pods/scalers';

/** Objects of a kind that a change may concern, or that are needed to say whom it concerns. */
export interface Wish {
  /** In lower case. */
  readonly kind: string;
  /** Those that mention one of these names, as users do; all of the kind where there are none. */
  readonly names?: readonly string[];
  /** Whether the names are those of the objects themselves. @default false */
  readonly areTheirOwn?: boolean;
  /** Those too that name no runtime, and so get one that is chosen. */
  readonly orChoosing?: boolean;
}

const RUNTIMES = ['servingruntime', 'clusterservingruntime'] as const;
const MODELS = ['basemodel', 'clusterbasemodel', 'acceleratorclass'] as const;
const SCALERS = ['horizontalpodautoscaler', 'scaledobject'] as const;

/** Kinds of which controllers make what autoscalers may scale. */
const MAKERS = ['inferenceservice', 'llminferenceservice'] as const;

/** Kinds with pods that may read ConfigMaps and secrets. */
const READERS = [
  'deployment',
  'statefulset',
  'daemonset',
  'leaderworkerset',
  'disaggregatedset',
  'inferenceservice',
  'llminferenceservice',
] as const;

/** What else must be known where an object changed: who is made of it, and what it is made of. */
export function wishesOfChanged(manifest: Manifest): readonly Wish[] {
  return [...usersOf(manifest), ...wishesOf(manifest)];
}

/** What an object is made of, and what decides how many there are. */
export function wishesOf(manifest: Manifest): readonly Wish[] {
  if (isInferenceService(manifest)) {
    const named = textAt(manifest, 'spec', 'predictor', 'model', 'runtime') ?? '';
    return [
      ...RUNTIMES.map((kind) => (named === '' ? { kind } : { kind, names: [named], areTheirOwn: true })),
      { kind: 'configmap', names: [KSERVE_CONFIGURATION], areTheirOwn: true },
      ...scalersOf(manifest),
    ];
  }
  if (manifest.kind === 'InferenceService' && groupOf(manifest) === 'ome.io') return wishesOfOme(manifest);
  if (manifest.kind === 'LLMInferenceService') return [{ kind: 'llminferenceserviceconfig' }, ...scalersOf(manifest)];
  return isObject(valueAt(manifest, 'spec', 'template')) || manifest.kind === 'LeaderWorkerSet'
    ? scalersOf(manifest)
    : [];
}

/** Autoscalers name what they scale, which may be what a controller makes of an object. */
function scalersOf(manifest: Manifest): readonly Wish[] {
  const names = [nameOf(manifest), ...scaleTargets(manifest).map(({ name }) => name)];
  return SCALERS.map((kind) => ({ kind, names }));
}

function wishesOfOme(manifest: Manifest): readonly Wish[] {
  const runtime = textAt(manifest, 'spec', 'runtime', 'name') ?? '';
  const names = textsIn(objectAt(manifest, 'spec'));
  return [
    ...RUNTIMES.map((kind) => (runtime === '' ? { kind } : { kind, names: [runtime], areTheirOwn: true })),
    ...MODELS.map((kind) => ({ kind, names, areTheirOwn: true })),
    ...scalersOf(manifest),
  ];
}

function usersOf(manifest: Manifest): readonly Wish[] {
  const names = [nameOf(manifest)];
  if (isMadeIntoPods(manifest)) {
    if (groupKind(manifest) === 'serving.kserve.io/LLMInferenceServiceConfig') return [{ kind: 'llminferenceservice' }];
    const isRuntime = manifest.kind.endsWith('ServingRuntime');
    return [{ kind: 'inferenceservice', names, orChoosing: isRuntime }];
  }
  if (isScaler(manifest)) {
    const { kind, name } = targetOf(manifest);
    const makers = namesOfMaker(name);
    return [
      { kind: kind.toLowerCase(), names: [name], areTheirOwn: true },
      ...MAKERS.map((maker) => ({ kind: maker, names: makers, areTheirOwn: true })),
    ];
  }
  if (isKserveConfiguration(manifest)) return [{ kind: 'inferenceservice' }];
  return isReadByPods(manifest) ? READERS.map((kind) => ({ kind, names })) : [];
}

/** All texts in a value that may be names. */
function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return value.length > 0 && value.length <= 253 ? [value] : [];
  if (isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
