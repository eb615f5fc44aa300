import type { Acknowledgement } from '../../checks/acknowledge/acknowledgement';
import { placeInWords } from '../../checks/file-place';
import type { FilePlace } from '../../checks/file-place';
import { idFault } from '../../checks/rules/rule-choice';
import type { Fields } from './fields';
import { matcher } from './pattern';

/** Reads one acknowledgement of a configuration's file. */
export function readAcknowledgement(
  fields: Fields,
  file: string,
  placeOf: (field: string) => FilePlace,
): Acknowledgement | undefined {
  const rule = fields.needed('rule', 'Name the id that stands in the brackets of the finding.');
  const patterns = { file: fields.text('file'), construct: fields.text('construct'), object: fields.text('object') };
  const reason = fields.needed('reason', 'State why it is right as it is.');
  const fault = rule === '' ? undefined : idFault(rule);
  if (fault !== undefined) fields.fault('rule', fault.problem, fault.mend);
  if (Object.values(patterns).every((pattern) => pattern === undefined)) {
    fields.missing(
      'object',
      "State what it holds for: an 'object', a 'file' or a 'construct'. To leave a rule out, use 'skip'.",
    );
  }
  if (rule === '' || reason === '') return undefined;
  const place = placeOf(fields.path);
  const of = patterns.construct !== undefined ? 'constructs' : patterns.file !== undefined ? 'files' : undefined;
  const scope = { kind: 'pattern', of, covers: matcher(patterns, file) } as const;
  return { rule, reason, by: 'configuration', scope, where: placeInWords(place), field: fields.path, place };
}
