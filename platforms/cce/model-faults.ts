import { CCE_MODEL_TYPES, cceModelFacts, isCceModelType } from '../../catalog/cce-model-facts';
import type { CceModelFacts } from '../../catalog/cce-model-facts';
import { givenFlags } from '../../catalog/flags/given-flags';
import { nearestName } from '../../catalog/nearest-name';
import { VLLM_ENGINE_FLAGS } from '../../catalog/vllm-engine-flags';
import { inWords } from '../../checks/finding';
import type { Fault } from '../../checks/finding';
import { isDns1035Label, isLabelValue, nearestDnsLabel } from '../../kubernetes/names';
import { instanceFaults } from './instances';
import { folderFaults } from './model-folder';
import type { CceModelProps } from './model-props';

/** Pods carry the name, the number of their group and a hash in one label of at most 63 characters. */
const LONGEST_NAME = 50;

/** Share of a card's memory that weights may take, with what the engine needs besides them. */
const WEIGHTS_SHARE = 0.9;

/** What is wrong with a preset model, by its props alone. */
export function modelFaults(name: string, props: CceModelProps): readonly Fault[] {
  return [
    ...nameFaults(name),
    ...typeFaults(props.type),
    ...(isCceModelType(props.type) ? sizeFaults(props, cceModelFacts(props.type)) : []),
    ...folderFaults(props.folder, 'folder'),
    ...cacheFaults(props),
    ...instanceFaults(props.instances),
    ...labelFaults(props),
    ...argumentFaults(props),
  ];
}

/** What is wrong with the type of a model that is read from data. */
export function typeFaults(type: string): readonly Fault[] {
  if (isCceModelType(type)) return [];
  const nearest = nearestName(type, CCE_MODEL_TYPES);
  return [
    {
      id: 'cce/model-type',
      severity: 'error',
      field: 'type',
      problem: `${inWords(type)} is no preset model of the add-on`,
      consequence: 'There is no template for it, and the add-on refuses to register it.',
      mend: `Use ${nearest === undefined ? `one of ${CCE_MODEL_TYPES.join(', ')}` : `'${nearest}'`}.`,
    },
  ];
}

function nameFaults(name: string): readonly Fault[] {
  if (isDns1035Label(name) && name.length <= LONGEST_NAME) return [];
  const proposal = nearestDnsLabel(name.replace(/^[^A-Za-z]+/, ''), LONGEST_NAME);
  return [
    {
      id: 'cce/model-name',
      severity: 'error',
      field: 'name',
      problem: `'${name.slice(0, 80)}' (${name.length} characters) is no name for a set: it has lower-case letters, digits and dashes, a letter first, at most ${LONGEST_NAME}`,
      consequence:
        "LeaderWorkerSet's webhook refuses it as the name of its headless Service, or its pods get a label that is too long and are never made.",
      mend: `Name it '${proposal}', say.`,
    },
  ];
}

function sizeFaults(props: CceModelProps, facts: CceModelFacts): readonly Fault[] {
  return [...npuFaults(props, facts), ...lengthFaults(props, facts)];
}

const NPU_MEMORIES: readonly number[] = [64, 32];

function unknownMemory(npuMemoryGB: number): Fault {
  return {
    id: 'cce/npu-memory',
    severity: 'error',
    field: 'npuMemoryGB',
    problem: `npuMemoryGB is ${inWords(npuMemoryGB)}, and NPUs of the add-on have ${NPU_MEMORIES.join(' or ')} GB`,
    consequence: 'How many of them a model needs is not known.',
    mend: 'Use 64, or 32.',
  };
}

function npuFaults({ tensorParallel, npuMemoryGB = 64 }: CceModelProps, facts: CceModelFacts): readonly Fault[] {
  if (!NPU_MEMORIES.includes(npuMemoryGB)) return [unknownMemory(npuMemoryGB)];
  const { type, model, weightsGiB } = facts;
  const least = npuMemoryGB === 32 ? facts.npus32GB?.value : facts.npus64GB.value;
  const fitting = facts.tensorParallelSizes.value.filter((size) =>
    least === undefined ? weightsGiB / size <= WEIGHTS_SHARE * npuMemoryGB : size >= least,
  );
  const choice = fitting.join(', ');
  if (tensorParallel === undefined) {
    if (least !== undefined) return [];
    return [
      {
        id: 'cce/npu-count',
        severity: 'error',
        field: 'tensorParallel',
        problem: `How many NPUs of ${npuMemoryGB} GB ${type} needs is not known`,
        consequence: 'With too few the engine does not start, and with too many NPUs are held for nothing.',
        mend: `State tensorParallel: ${choice} by the size of the weights (${weightsGiB.toFixed(0)} GiB), after a trial. Or use NPUs of 64 GB.`,
      },
    ];
  }
  if (fitting.includes(tensorParallel)) return [];
  return [
    {
      id: 'cce/tensor-parallel',
      severity: 'error',
      field: 'tensorParallel',
      problem: `${type} cannot be split over ${inWords(tensorParallel)} NPUs of ${npuMemoryGB} GB: it has ${model.attentionHeads ?? '?'} attention heads, ${model.kvHeads ?? '?'} KV heads and ${weightsGiB.toFixed(1)} GiB of weights`,
      consequence: 'The engine refuses to start, or the pod waits for a node for ever.',
      mend: `Use ${choice}.`,
    },
  ];
}

function lengthFaults(
  { type, maxModelLen }: CceModelProps,
  { model, safeMaxModelLen }: CceModelFacts,
): readonly Fault[] {
  if (maxModelLen === undefined) return [];
  const longest = model.maxContext;
  if (!Number.isInteger(maxModelLen) || maxModelLen < 1 || (longest !== undefined && maxModelLen > longest)) {
    return [
      {
        id: 'cce/max-model-len',
        severity: 'error',
        field: 'maxModelLen',
        problem: `${maxModelLen} is no length of a sequence of ${type}${longest === undefined ? '' : `, which takes up to ${longest} tokens`}`,
        consequence: 'The engine refuses to start.',
        mend: `Use a whole number up to ${safeMaxModelLen.value}.`,
      },
    ];
  }
  if (maxModelLen <= safeMaxModelLen.value) return [];
  return [
    {
      id: 'cce/max-model-len',
      severity: 'warning',
      field: 'maxModelLen',
      problem: `Sequences of ${maxModelLen} tokens are longer than the ${safeMaxModelLen.value} for which the least number of NPUs is known to suffice`,
      consequence: 'The engine does not start where the cache of one such sequence does not fit beside the weights.',
      mend: `Use up to ${safeMaxModelLen.value}, or more NPUs by \`tensorParallel\`.`,
    },
  ];
}

function cacheFaults({ cache, folder }: CceModelProps): readonly Fault[] {
  if (cache === undefined || (cache.claim !== '' && cache.claim !== folder.claim)) return [];
  return [
    {
      id: 'cce/model-cache',
      severity: 'error',
      field: 'cache.claim',
      problem: cache.claim === '' ? 'The claim has no name' : `The weights lie on '${cache.claim}' already`,
      consequence:
        cache.claim === ''
          ? 'The API server refuses the pods.'
          : 'The folder is there and was not copied, so that no pod gets beyond filling the cache.',
      mend: 'Use a claim of fast storage of its own, or leave the cache out.',
    },
  ];
}

function labelFaults({ revision, groupId, modelId, groupType }: CceModelProps): readonly Fault[] {
  return Object.entries({ revision, groupId, modelId, groupType }).flatMap(([field, value]) =>
    value === undefined || isLabelValue(value)
      ? []
      : [
          {
            id: 'cce/label',
            severity: 'error' as const,
            field,
            problem: `'${value.slice(0, 80)}' is no value for a label: it has letters, digits, dashes, underscores and dots, at most 63`,
            consequence: 'The API server refuses the set or its pods.',
            mend: 'Shorten it to such characters.',
          },
        ],
  );
}

/** Flags that follow from the props of a model, and the prop. */
const SETTLED = {
  '--model': 'type and folder',
  '--served-model-name': 'servedModelName',
  '--tensor-parallel-size': 'tensorParallel',
} as const;

/** Flags that win over what devices, probes and the Service follow from. */
function argumentFaults({ args = [] }: CceModelProps): readonly Fault[] {
  const given = givenFlags(VLLM_ENGINE_FLAGS, args, undefined);
  const settled = Object.entries(SETTLED).flatMap(([flag, prop]) =>
    given.has(flag) ? [settledFlag(flag, `Leave ${flag} out, and use ${prop}.`)] : [],
  );
  return given.has('--port')
    ? [...settled, settledFlag('--port', 'Leave --port out: probes and the Service ask port 8000, the default.')]
    : settled;
}

function settledFlag(flag: string, mend: string): Fault {
  return {
    id: 'cce/settled-flag',
    severity: 'error',
    field: 'args',
    problem: `${flag} is a plain argument`,
    consequence: 'It wins over what devices, probes and the Service follow from, and these no longer fit.',
    mend,
  };
}
