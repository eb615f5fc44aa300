import { placeInWords } from '../checks/file-place';
import type { FilePlace } from '../checks/file-place';
import type { Fault } from '../checks/finding';
import { isObject } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';
import type { ReportedFinding } from '../reports/report';

/** A file with a character that is none in UTF-8. */
export function notUtf8(place: FilePlace): ReportedFinding {
  return finding(place, {
    id: 'source/encoding',
    problem: 'The file is not in UTF-8',
    consequence: 'kubectl refuses the file, and with it everything in it.',
    mend: 'Save it as UTF-8.',
  });
}

/** A document that is no YAML. */
export function notYaml(place: FilePlace, reason: string): ReportedFinding {
  const isTemplate = place.excerpt?.includes('{{') === true;
  return finding(place, {
    id: 'source/yaml',
    problem: `The document is no YAML: ${reason}`,
    consequence: 'kubectl, Argo CD and Flux refuse the file, and with it everything in it.',
    mend: isTemplate ? 'Render the template first, and check what comes of it.' : 'Mend it there, or a line before.',
  });
}

/** A key that a map states twice. */
export function repeatedKey(place: FilePlace): ReportedFinding {
  return finding(place, {
    id: 'source/repeated-key',
    problem: 'The map states this key twice',
    consequence: 'kubectl and Argo CD take the last of the two without a word; Flux and kustomize refuse the file.',
    mend: 'Keep one of them; where one belongs to another object, begin that with `---`.',
  });
}

/** Content behind the mark that ends a document. */
export function notRead(file: string, line: number): ReportedFinding {
  const place = { file, line, column: 1 };
  return finding(place, {
    id: 'source/after-end',
    problem: 'This follows `...`, which ends the document',
    consequence: 'kubectl reads up to there and says nothing of the rest, which is not applied.',
    mend: 'Begin the next document with `---`.',
  });
}

/** A document that JSON cannot hold. */
export function notJson(place: FilePlace, problem: string): ReportedFinding {
  return finding(place, {
    id: 'source/json',
    problem: `The document cannot be written as JSON: ${problem}`,
    consequence: 'The API server understands JSON alone, so that kubectl refuses the file.',
    mend: 'Write it without.',
  });
}

/** A document, or an item of a list, that does not say what it is. */
export function halfManifest(place: FilePlace, subject: string, value: JsonValue): ReportedFinding {
  const missing = isObject(value) && typeof value.apiVersion === 'string' ? 'kind' : 'apiVersion';
  return finding(place, {
    id: 'source/half-manifest',
    problem: `The ${subject} has no ${missing}, or one that is no text`,
    consequence: 'kubectl cannot tell what it is and refuses it.',
    mend: 'State it.',
  });
}

function finding(place: FilePlace, fault: Omit<Fault, 'severity'>): ReportedFinding {
  return { ...fault, severity: 'error', where: placeInWords(place), place };
}
