import { cceModelFacts } from '../../catalog/cce-model-facts';
import type { CceModelType } from '../../catalog/cce-model-facts';
import type { Fault } from '../../checks/finding';
import type { Replicas } from '../../constructs/pod';
import { instanceBounds, instanceFaults } from './instances';
import { typeFaults } from './model-faults';
import { folderFaults } from './model-folder';
import type { CceModelFolder } from './model-folder';
import { CCE_NPU } from './model-pod';

/** A model that the add-on serves. */
export interface CceModelRegistration {
  readonly type: CceModelType;
  /** Name under which clients address the model, and by which it is found again. @default the type */
  readonly name?: string;
  /** @default 1.0.0 */
  readonly version?: string;
  /** Between how many instances the add-on scales. @default one */
  readonly instances?: Replicas;
  /** Where the weights are; the claim is in the namespace in which the add-on makes its pods. */
  readonly folder: CceModelFolder;
  /** Latencies beyond which the add-on scales out. */
  readonly objectives: CceServiceObjectives;
  /** @default none */
  readonly description?: string;
}

/** Latencies at the 95th percentile, in milliseconds. */
export interface CceServiceObjectives {
  readonly timeToFirstTokenMs: number;
  readonly timePerOutputTokenMs: number;
}

/** The body of a registration, as the add-on's API spells it. */
export interface CceModelPayload {
  readonly name: string;
  readonly type: string;
  readonly resource_type: string;
  readonly version: string;
  readonly max_instance: number;
  readonly min_instance: number;
  readonly pvc: { readonly name: string; readonly path: string };
  readonly slo: {
    readonly target_time_to_first_token_p95: number;
    readonly target_time_per_output_token_p95: number;
  };
  readonly description?: string;
}

/** What is sent to `POST /v1/models`; `mark` ends the description, the one field that can carry whose the model is. */
export function registrationPayload(model: CceModelRegistration, mark?: string): CceModelPayload {
  const { min, max } = instanceBounds(model.instances);
  const description = [model.description, mark].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    name: nameOf(model),
    type: model.type,
    resource_type: CCE_NPU,
    version: model.version ?? '1.0.0',
    max_instance: max,
    min_instance: min,
    pvc: { name: model.folder.claim, path: model.folder.path ?? cceModelFacts(model.type).hfId.value },
    slo: {
      target_time_to_first_token_p95: model.objectives.timeToFirstTokenMs,
      target_time_per_output_token_p95: model.objectives.timePerOutputTokenMs,
    },
    ...(description === '' ? {} : { description }),
  };
}

/** What is wrong with models that are registered together. */
export function registrationFaults(models: readonly CceModelRegistration[]): readonly Fault[] {
  const names = models.map(nameOf);
  return models.flatMap((model, index) => {
    const faults = [
      ...typeFaults(model.type),
      ...folderFaults(model.folder, 'folder'),
      ...instanceFaults(model.instances),
      ...objectiveFaults(model.objectives),
      ...nameFaults(nameOf(model), names.indexOf(nameOf(model)) !== index),
    ];
    return faults.map((fault) => ({ ...fault, field: `models[${index}].${fault.field ?? ''}` }));
  });
}

function nameOf({ name, type }: CceModelRegistration): string {
  return name ?? type;
}

function nameFaults(name: string, repeated: boolean): readonly Fault[] {
  if (name !== '' && !repeated) return [];
  return [
    {
      id: 'cce/registered-name',
      severity: 'error',
      field: 'name',
      problem: name === '' ? 'The model has no name' : `A second model is named '${name}'`,
      consequence:
        'A model is found again by its name: the registrations would change one model to and fro, and never come to rest.',
      mend: 'Give each model a name of its own.',
    },
  ];
}

function objectiveFaults(objectives: CceServiceObjectives): readonly Fault[] {
  const figures = {
    timeToFirstTokenMs: { value: objectives.timeToFirstTokenMs, proposal: 1000 },
    timePerOutputTokenMs: { value: objectives.timePerOutputTokenMs, proposal: 20 },
  };
  return Object.entries(figures).flatMap(([field, { value, proposal }]): readonly Fault[] =>
    Number.isFinite(value) && value > 0
      ? []
      : [
          {
            id: 'cce/objective',
            severity: 'error',
            field: `objectives.${field}`,
            problem: `${value} ms is no latency`,
            consequence: 'Every answer is slower, so that the add-on scales out to the largest number of instances.',
            mend: `Use a number of milliseconds over 0, such as ${proposal}.`,
          },
        ],
  );
}
