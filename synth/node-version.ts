import type { Fault } from '../checks/finding';

const OLDEST = 20;

/** Says so where the running Node.js is older than what this library is written for. */
export function nodeVersionFault(version: string): Fault | undefined {
  if (Number.parseInt(version, 10) >= OLDEST) return undefined;
  return {
    id: 'synth/node-version',
    severity: 'error',
    problem: `Node.js ${version} is too old: ${OLDEST} is the oldest that is supported`,
    consequence: 'Parts of the library would fail, or work otherwise than they are tested to.',
    mend: `Install Node.js ${OLDEST} or newer.`,
  };
}
