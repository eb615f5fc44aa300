import { isDeepStrictEqual } from 'node:util';
import { groupOf, isObject, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { quantityAmount } from '../../kubernetes/quantity-amount';
import { inWords } from '../finding';
import type { Fault } from '../finding';
import { immutableFields } from './immutable-fields';
import type { ImmutableField } from './immutable-fields';
import { refusedChange } from './refusal';
import { isSameValue } from './same-value';

const ANEW =
  'Keep the value, or write a new object under another name; the same name can only be had again by deleting the object first.';

/** What the API server refuses to change of its own kinds. */
export function kubernetesChangeFaults(before: Manifest, after: Manifest): readonly Fault[] {
  const kind = `${groupOf(after)}/${after.kind}`;
  return [
    ...(immutableFields.get(kind) ?? []).flatMap((field) => fieldFaults(before, after, field)),
    ...(OTHER_RULES.get(kind)?.(before, after) ?? []),
  ];
}

const OTHER_RULES: ReadonlyMap<string, (before: Manifest, after: Manifest) => readonly Fault[]> = new Map([
  ['/Service', serviceFaults],
  ['/PersistentVolumeClaim', claimFaults],
  ['/ConfigMap', immutableDataFaults],
  ['/Secret', immutableDataFaults],
  ['batch/Job', jobFaults],
]);

function fieldFaults(before: Manifest, after: Manifest, field: ImmutableField): readonly Fault[] {
  const { path, otherwise, isFilledIn = false } = field;
  const one = valueAt(before, ...path) ?? otherwise;
  const other = valueAt(after, ...path) ?? otherwise;
  if ((isFilledIn && one === undefined) || isSameValue(one, other, path.at(-1))) return [];
  return [changed(path.join('.'), one, other)];
}

/**
 * A Service keeps the address that it has been given, which a headless one does not have.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go validateUpgradeDowngradeClusterIPs
 */
function serviceFaults(before: Manifest, after: Manifest): readonly Fault[] {
  const one = valueAt(before, 'spec', 'clusterIP');
  const other = valueAt(after, 'spec', 'clusterIP');
  if ([before, after].some((service) => valueAt(service, 'spec', 'type') === 'ExternalName')) return [];
  // Without an address of its own in Git, a Service keeps the one that it has been given, whatever that is.
  const isKept = other === undefined || other === one || (one === undefined && other !== 'None');
  return isKept ? [] : [changed('spec.clusterIP', one, other)];
}

/**
 * A claim can grow, and nothing else.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaimUpdate
 */
function claimFaults(before: Manifest, after: Manifest): readonly Fault[] {
  const path = ['spec', 'resources', 'requests', 'storage'];
  const one = valueAt(before, ...path);
  const other = valueAt(after, ...path);
  const had = quantityAmount(one);
  const asked = quantityAmount(other);
  if (had === undefined || asked === undefined || asked >= had) return [];
  return [
    refusedChange(
      'immutability/smaller-claim',
      path.join('.'),
      `The claim shrinks from ${inWords(one)} to ${inWords(other)}`,
      `Keep ${inWords(one)}, or copy the data to a new claim.`,
      'The API server',
    ),
  ];
}

/**
 * Data of an object that says `immutable: true`, which it cannot take back.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateConfigMapUpdate
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ValidateSecretUpdate
 */
function immutableDataFaults(before: Manifest, after: Manifest): readonly Fault[] {
  if (before.immutable !== true) return [];
  const problem = (what: string) => `${what} of the ${after.kind}, which says 'immutable: true', has changed`;
  const mend = 'Write a new object whose name says what is in it, and refer to that.';
  const fault = (field: string, what: string) =>
    refusedChange('immutability/immutable-data', field, problem(what), mend, 'The API server');
  return [
    ...(after.immutable === true ? [] : [fault('immutable', 'The promise')]),
    ...(isDeepStrictEqual(dataOf(before), dataOf(after)) ? [] : [fault('data', 'The data')]),
    ...(isDeepStrictEqual(objectAt(before, 'binaryData'), objectAt(after, 'binaryData'))
      ? []
      : [fault('binaryData', 'The binary data')]),
  ];
}

/** Of a Secret the API server keeps texts as data. */
function dataOf(manifest: Manifest): JsonObject {
  const texts = Object.entries(objectAt(manifest, 'stringData')).map(([key, text]) => {
    return [key, typeof text === 'string' ? Buffer.from(text).toString('base64') : text] as const;
  });
  return Object.fromEntries<JsonValue>([...Object.entries(objectAt(manifest, 'data')), ...texts]);
}

/**
 * What a Job does is settled when it is created; one that is suspended may still be told where to run.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate
 */
function jobFaults(before: Manifest, after: Manifest): readonly Fault[] {
  const one = objectAt(before, 'spec');
  const other = objectAt(after, 'spec');
  const isElastic = other.completionMode === 'Indexed' && other.completions === other.parallelism;
  const isUnstated = one.completions === undefined && other.completions === undefined;
  const isSuspended = one.suspend === true;
  return [
    ...(isElastic || isUnstated || isSameValue(completionsOf(one), completionsOf(other))
      ? []
      : [changed('spec.completions', one.completions, other.completions)]),
    ...(isSuspended || isSameValue(one.template, other.template)
      ? []
      : [changed('spec.template', one.template, other.template)]),
  ];
}

function completionsOf({ completions, parallelism }: JsonObject): JsonValue | undefined {
  return completions ?? (parallelism === undefined ? 1 : undefined);
}

function changed(path: string, before: JsonValue | undefined, after: JsonValue | undefined): Fault {
  return refusedChange('immutability/field', path, problemOf(path, before, after), ANEW, 'The API server');
}

function problemOf(path: string, before: JsonValue | undefined, after: JsonValue | undefined): string {
  const name = path.split('.').at(-1) ?? path;
  const isLarge = [before, after].some((value) => isObject(value) && JSON.stringify(value).length > 80);
  if (isLarge) return `'${name}' has changed, which cannot be changed`;
  const [one, other] = [before, after].map((value) => (value === undefined ? 'nothing' : inWords(value)));
  return `'${name}' has changed from ${one ?? ''} to ${other ?? ''}, which cannot be changed`;
}
