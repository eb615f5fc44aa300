import { podType } from '../catalog/pod-types';
import { fieldPath } from '../kubernetes/field-path';
import type { FieldPathSegment } from '../kubernetes/field-path';
import { isArray, isObject } from '../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../kubernetes/manifest';
import { expandContainer } from '../preview/container-template';
import { expandsNamesAlone } from '../preview/expand-names';
import type { ExpansionFault } from '../preview/expansion';
import { asGoWritesIt } from '../preview/go-json/go-value';
import { objectMeta } from '../preview/object-meta';
import { unexpandable } from './expansion-faults';
import type { TemplateDialect } from './expansion-faults';
import type { Fault } from './finding';

/** Texts of one container that are told of; the controller itself stops at the first. */
const MOST = 10;

/** A service of which nothing is known. */
const NOBODY = objectMeta({ apiVersion: '', kind: '', metadata: {} });

/**
 * Texts of a container over which a controller stumbles whatever service it expands it for.
 *
 * @param path - where the container is written
 */
export function checkLoneContainer(
  container: JsonObject,
  path: readonly FieldPathSegment[],
  dialect: TemplateDialect,
): readonly Fault[] {
  if (expandsNamesAlone(container)) return [];
  const faults: Fault[] = [];
  let rest: JsonValue = asGoWritesIt(container, podType('Container'));
  while (faults.length < MOST && isObject(rest)) {
    const result = expandContainer(rest, NOBODY);
    if (result.ok || !isWrongForAll(result.fault)) break;
    faults.push(unexpandable(result.fault, fieldPath([...path, ...result.fault.path]), dialect));
    if (result.fault.path.length === 0) break;
    rest = without(rest, result.fault.path);
  }
  return faults;
}

/** Whether objects may have templates in them at all; most have none, and need no closer look. */
export function mentionsTemplate(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (isArray(value)) return value.some(mentionsTemplate);
  if (!isObject(value)) return false;
  for (const key of Object.keys(value)) if (key.includes('{{') || mentionsTemplate(value[key])) return true;
  return false;
}

/** What is read of a service may be there or not; what no service has is wrong for all. */
function isWrongForAll({ stage, problem }: ExpansionFault): boolean {
  return stage === 'parse' || (stage === 'execute' && problem.startsWith("can't evaluate field"));
}

/** The value with an empty text at a path. */
function without(value: JsonValue, [step, ...steps]: readonly FieldPathSegment[]): JsonValue {
  if (step === undefined) return '';
  if (isArray(value)) return value.map((item, index) => (index === step ? without(item, steps) : item));
  if (!isObject(value)) return value;
  const inside = value[step];
  return inside === undefined ? value : { ...value, [step]: without(inside, steps) };
}
