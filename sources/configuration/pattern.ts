import { dirname, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import type { Subject } from '../../checks/acknowledge/acknowledgement';
import { identityAsPath } from '../../kubernetes/object-identity';

/** What an acknowledgement of the configuration holds for; each pattern that is stated must match. */
export interface Patterns {
  /** Of files and folders, from the configuration's own folder. */
  readonly file?: string;
  /** Of construct paths. */
  readonly construct?: string;
  /** Of `Kind/namespace/name`, or `Kind/name` of objects without a namespace. */
  readonly object?: string;
}

/** Whether patterns match what a finding is told of; what is inside of a folder or a construct is matched with it. */
export function matcher(patterns: Patterns, configuration: string): (subject: Subject) => boolean {
  const folder = resolve(dirname(configuration));
  const file = matches(patterns.file);
  const construct = matches(patterns.construct);
  const object = matches(patterns.object);
  return (subject) =>
    (file === undefined || (subject.file !== undefined && file(fromFolder(folder, subject.file)))) &&
    (construct === undefined || (subject.file === undefined && construct(subject.where))) &&
    (object === undefined || (subject.object !== undefined && object(identityAsPath(subject.object))));
}

function matches(pattern: string | undefined): ((path: string) => boolean) | undefined {
  if (pattern === undefined) return undefined;
  const whole = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  return picomatch([whole, `${whole}/**`], { dot: true });
}

function fromFolder(folder: string, file: string): string {
  return relative(folder, resolve(file)).split(sep).join('/');
}
