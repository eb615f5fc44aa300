import { inWords } from '../checks/finding';
import type { Replicas } from './pod';

/** What is wrong with bounds that are no whole numbers, as no platform takes them; undefined where they are. */
export function wrongReplicas(
  field: string,
  replicas: unknown,
): { readonly field: string; readonly problem: string; readonly mend: string } | undefined {
  if (replicas === undefined || replicas === null) return undefined;
  if (typeof replicas !== 'object') {
    const wanted = typeof replicas === 'number' && isCount(replicas) ? replicas : 1;
    return {
      field,
      problem: `${field} is ${inWords(replicas)}, and has to be a range`,
      mend: `Write { min: ${wanted} }.`,
    };
  }
  const bounds = new Map<string, unknown>(Object.entries(replicas));
  const wrong = [...bounds].find(([bound, count]) => ['min', 'max'].includes(bound) && !isCountOrAbsent(count));
  if (wrong === undefined) return undefined;
  const [bound, count] = wrong;
  return {
    field: `${field}.${bound}`,
    problem: `${field}.${bound} is ${inWords(count)}, and has to be a whole number from 0`,
    mend: `Use ${nearestCount(count)}.`,
  };
}

/** Bounds without those that are no whole numbers, which are told as faults and cannot be written. */
export function wholeReplicas(replicas: Replicas | undefined): Replicas | undefined {
  return wrongReplicas('replicas', replicas) === undefined ? replicas : undefined;
}

function isCountOrAbsent(count: unknown): boolean {
  return count === undefined || count === null || isCount(count);
}

function isCount(count: unknown): boolean {
  return typeof count === 'number' && Number.isInteger(count) && count >= 0;
}

function nearestCount(count: unknown): number {
  const number = Number(count);
  return Number.isFinite(number) ? Math.max(Math.ceil(number), 0) : 1;
}
