import type { Fault } from '../checks/finding';
import type { EmitFault } from './yaml/faults';

/** Why a value has no YAML that all readers agree on, in the words of a finding. */
export function faultOf(fault: EmitFault): Fault {
  const { path: field } = fault;
  switch (fault.kind) {
    case 'unreadable-character':
      return {
        id: 'yaml/unreadable-character',
        severity: 'error',
        field,
        problem: `The ${fault.part} has the character ${fault.codePoint}`,
        consequence: 'kubectl, Argo CD or Flux cannot read the file, or read another text.',
        mend: 'Remove the character; it often comes along when text is pasted.',
      };
    case 'merge-key':
      return {
        id: 'yaml/merge-key',
        severity: 'error',
        field,
        problem: "The key is '<<', which YAML once used to merge maps",
        consequence: 'kustomize, and with it Flux, drops the key and its value without a word.',
        mend: 'Use another key.',
      };
    case 'not-json':
      return {
        id: 'yaml/not-data',
        severity: 'error',
        field,
        problem: `The value is ${fault.found}, which YAML has no word for`,
        consequence: 'The object cannot be written.',
        mend: 'Pass strings, finite numbers, booleans, lists and plain objects only.',
      };
    case 'cycle':
      return {
        id: 'yaml/cycle',
        severity: 'error',
        field,
        problem: `The value contains itself: it is what stands at ${fault.ancestor === '' ? 'the root' : fault.ancestor}`,
        consequence: 'The object cannot be written.',
        mend: 'Pass a copy without the reference.',
      };
    case 'too-deep':
      return {
        id: 'yaml/too-deep',
        severity: 'error',
        field,
        problem: `The value is nested deeper than ${fault.mostLevels} levels`,
        consequence: 'Some YAML readers give up on it.',
        mend: 'Flatten it.',
      };
    case 'key-too-long':
      return {
        id: 'yaml/key-too-long',
        severity: 'error',
        field,
        problem: `The key has more than ${fault.longest} characters`,
        consequence: 'YAML readers do not see that it is a key.',
        mend: 'Shorten it.',
      };
  }
}
