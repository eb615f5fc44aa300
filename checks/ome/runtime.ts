import { arrayAt, isArray, isObject, nameOf, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { OmeIndex } from './ome-index';
import { refusal } from './refusal';
import { isHalfRange } from './selection/matcher';
import { parseModelSize } from './selection/model-size';
import { runtimeSpec } from './selection/spec';
import { parseVersion } from './selection/version';

/** Pods carry the name as a label. */
const LONGEST_NAME = 63;

const KIND = 'runtime';

/** What would go wrong with a ClusterServingRuntime or ServingRuntime by itself. */
export function checkRuntime(runtime: Manifest, index: OmeIndex): readonly Fault[] {
  const spec = objectAt(runtime, 'spec');
  const faults = [...checkName(nameOf(runtime)), ...checkSizes(runtime), ...checkVersions(spec)];
  // A runtime that is switched off is not looked at.
  if (spec.disabled === true) return faults;
  return [...faults, ...checkWorkers(spec), ...checkClasses(spec, index), ...checkPriorities(spec)];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/base.go ProcessBaseLabels */
function checkName(name: string): readonly Fault[] {
  if (name.length <= LONGEST_NAME) return [];
  return [
    {
      id: 'ome/runtime-name-length',
      severity: 'error',
      field: 'metadata.name',
      problem: `'${name}' has ${name.length} characters, ${LONGEST_NAME} fit`,
      consequence: 'The controller writes it into a label of the pods, which the API server refuses.',
      mend: 'Shorten it.',
    },
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/matcher.go checkModelSize, parseModelSize */
export function checkSizes(runtime: Manifest): readonly Fault[] {
  const { modelSizeRange } = runtimeSpec(runtime);
  if (modelSizeRange === undefined) return [];
  const numbers = (['min', 'max'] as const).flatMap((end) => {
    const size = valueAt(runtime, 'spec', 'modelSizeRange', end);
    return typeof size === 'number' ? [withoutUnit(String(size), `spec.modelSizeRange.${end}`)] : [];
  });
  if (numbers.length > 0) return numbers;
  if (isHalfRange(runtimeSpec(runtime))) {
    return [
      {
        id: 'ome/size-range',
        severity: 'error',
        field: 'spec.modelSizeRange',
        problem: `The range of sizes has no ${modelSizeRange.min === undefined ? 'min' : 'max'}`,
        consequence:
          'Selection fails over it (a nil pointer) for every service that names no runtime, whichever it would get.',
        mend: 'State both, or no range.',
      },
    ];
  }
  const { min = '', max = '' } = modelSizeRange;
  const faults = [checkSize(min, 'spec.modelSizeRange.min'), checkSize(max, 'spec.modelSizeRange.max')].flat();
  if (faults.length > 0 || parseModelSize(min) <= parseModelSize(max)) return faults;
  return [
    {
      id: 'ome/size-range',
      severity: 'error',
      field: 'spec.modelSizeRange',
      problem: `The range of sizes ends at ${max}, before it begins at ${min}`,
      consequence: 'No model of a known size fits.',
      mend: `Exchange the two: min ${max}, max ${min}.`,
    },
  ];
}

/** Fewer parameters no model has: a number below is one of billions or millions whose unit is missing. */
const LEAST_PARAMETERS = 100_000;

function withoutUnit(size: string, field: string): Fault {
  return {
    id: 'ome/size-unit',
    severity: 'error',
    field,
    problem: `'${size}' has no unit, and is that many single parameters`,
    consequence: 'OME selects runtimes by that: no model is so small.',
    mend: `Write '${size}B', say.`,
  };
}

/** A size that OME reads as nothing, though it says something. */
export function checkSize(size: string, field: string): readonly Fault[] {
  const isSmall = /[0-9]$/.test(size) && parseModelSize(size) < LEAST_PARAMETERS;
  if (isSmall && parseModelSize(size) > 0) return [withoutUnit(size, field)];
  if (parseModelSize(size) > 0 || /^0+(\.0*)?[TBM]?$/.test(size)) return [];
  const number = /^[0-9.]+/.exec(size)?.[0];
  return [
    {
      id: 'ome/size-unit',
      severity: 'error',
      field,
      problem: `'${size}' is no number of parameters: the units are T, B and M, in capitals`,
      consequence: 'OME reads it as 0, and selects runtimes by that.',
      mend: number === undefined ? "Write a number and a unit, such as '7B'." : `Write '${number}B', say.`,
    },
  ];
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/modelver/util.go Parse */
function checkVersions(spec: JsonObject): readonly Fault[] {
  return arrayAt(spec, 'supportedModelFormats').flatMap((entry, at) =>
    ['modelFormat', 'modelFramework'].flatMap((member) => {
      const version = textAt(entry, member, 'version');
      if (version === undefined || parseVersion(version) !== undefined) return [];
      return [
        {
          id: 'ome/format-version',
          severity: 'error',
          field: `spec.supportedModelFormats[${at}].${member}.version`,
          problem: `'${version}' is no version that OME reads`,
          consequence: 'It is equal to no version, not even to itself: no model matches.',
          mend: "Write up to three numbers without leading zeros, such as '4.43.0'.",
        } as const,
      ];
    }),
  );
}

/**
 * The pods of the old form, which runtimes with engine and decoder may state as they like.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateServingRuntimeConfiguration
 */
function checkWorkers(spec: JsonObject): readonly Fault[] {
  const hasEngine = isObject(spec.engineConfig);
  if (hasEngine && isObject(spec.decoderConfig)) return [];
  const size = valueAt(spec, 'workers', 'size');
  const workers = typeof size === 'number' ? size : undefined;
  const modes = arrayAt(spec, 'containers').flatMap((container) =>
    arrayAt(container, 'env').flatMap((variable) =>
      textAt(variable, 'name') === 'DEPLOYMENT_MODE' ? (textAt(variable, 'value') ?? []) : [],
    ),
  );
  if (workers !== undefined && workers <= 0) return [legacyWorkers(`The workers' size is ${workers}`)];
  if (!hasEngine) return [];
  if (modes.includes('MultiNode') && workers === undefined) {
    return [legacyWorkers('A container says DEPLOYMENT_MODE=MultiNode, and there are no workers')];
  }
  if (modes.includes('RawDeployment') && workers !== undefined) {
    return [legacyWorkers(`A container says DEPLOYMENT_MODE=RawDeployment, and there are ${workers} workers`)];
  }
  return [];
}

function legacyWorkers(problem: string): Fault {
  return refusal(
    KIND,
    'ome/legacy-workers',
    'spec.workers',
    problem,
    'State engineConfig.leader and engineConfig.worker instead.',
  );
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateAcceleratorClasses */
function checkClasses(spec: JsonObject, index: OmeIndex): readonly Fault[] {
  const names = arrayAt(spec, 'acceleratorRequirements', 'acceleratorClasses').map(String);
  const absent = names.filter((name) => index.find('AcceleratorClass', name) === undefined);
  if (absent.length === 0) return [];
  return [
    {
      id: 'ome/accelerator-class',
      severity: 'note',
      field: 'spec.acceleratorRequirements.acceleratorClasses',
      problem: `No manifest here is the AcceleratorClass ${absent.map((name) => `'${name}'`).join(', ')}`,
      consequence: "Unless the cluster has it already, OME's webhook refuses the runtime.",
      mend: 'Add the AcceleratorClass, so that it is there before the runtime.',
    },
  ];
}

/**
 * Entries of one runtime that share the deprecated `name`, absence being a name too, must share the priority.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateModelFormatPrioritySame
 */
function checkPriorities(spec: JsonObject): readonly Fault[] {
  const first = new Map<string, number | undefined>();
  const entries = arrayAt(spec, 'supportedModelFormats');
  for (const [at, entry] of entries.entries()) {
    if (!isObject(entry) || isArray(entry) || entry.autoSelect !== true) continue;
    const name = textAt(entry, 'name') ?? '';
    const priority = typeof entry.priority === 'number' ? entry.priority : undefined;
    if (!first.has(name)) {
      first.set(name, priority);
      continue;
    }
    const known = first.get(name);
    if (known === undefined || priority === undefined || known === priority) continue;
    return [
      refusal(
        KIND,
        'ome/format-priorities',
        `spec.supportedModelFormats[${at}].priority`,
        `Entries ${name === '' ? 'without a name' : `named '${name}'`} have the priorities ${known} and ${priority}`,
        'Give all of them one priority, or each a name of its own.',
      ),
    ];
  }
  return [];
}
