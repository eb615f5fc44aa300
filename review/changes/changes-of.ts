import { fieldPath } from '../../kubernetes/field-path';
import { isArray, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { valueInWords } from './change';
import type { Change } from './change';
import { flagChanges } from './flag-changes';
import { withoutSecrets } from './hidden-secrets';
import { scriptChange } from './script-change';
import { valueChanges } from './value-changes';
import type { ValueChange } from './value-changes';
import { variableValue } from './variable-value';

/** Fields that differ with every write, or that say nothing of the object. */
const OF_SERVER: ReadonlySet<string> = new Set(['status']);

/** What a reviewer reads of two versions of an object. */
export function changesOf(before: JsonObject, after: JsonObject): readonly Change[] {
  const changes = valueChanges(before, after).filter(({ path }) => !OF_SERVER.has(String(path[0])));
  return collapsed(changes, before, after).map((change) => withoutSecrets(change, after));
}

function collapsed(changes: readonly ValueChange[], before: JsonObject, after: JsonObject): readonly Change[] {
  const variables = new Set<string>();
  return changes.flatMap((change): readonly Change[] => {
    const variable = variableAt(change);
    if (variable === undefined) return told(change);
    const field = fieldPath(variable);
    if (variables.has(field)) return [];
    variables.add(field);
    return [
      {
        what: 'variable',
        name: String(variable.at(-1)),
        field: fieldPath(variable.slice(0, -1)),
        before: variableValue(memberAt(before, variable)),
        after: variableValue(memberAt(after, variable)),
      },
    ];
  });
}

/** The path of the variable that a change is of. */
function variableAt({ path }: ValueChange): ValueChange['path'] | undefined {
  const list = path.lastIndexOf('env');
  return list === -1 || list + 1 >= path.length ? undefined : path.slice(0, list + 2);
}

function told(change: ValueChange): readonly Change[] {
  const { path, before, after } = change;
  const field = fieldPath(path);
  const name = path.at(-1);
  if (name === 'image') return [{ what: 'image', name: field, field, ...inWords(change) }];
  if (name === 'args' || name === 'command') {
    const [old, young] = [wordsOf(before), wordsOf(after)];
    const changes = old === undefined || young === undefined ? [] : argumentChanges(old, young, field);
    if (changes.length > 0) return changes;
  }
  if (isScript(before) || isScript(after)) return [scriptChange(field, before, after)];
  return [{ what: 'field', name: field, field, ...inWords(change) }];
}

/** Scripts among the words are told of by their lines, the others as flags. */
function argumentChanges(before: readonly string[], after: readonly string[], field: string): readonly Change[] {
  const scripts = (words: readonly string[]) => words.filter(isScript).join('\n');
  const others = (words: readonly string[]) => words.filter((word) => !isScript(word));
  const script = scripts(before) === scripts(after) ? [] : [scriptChange(field, scripts(before), scripts(after))];
  const [old, young] = [others(before), others(after)];
  const isSameWords = old.length === young.length && old.every((word, index) => word === young[index]);
  return [...script, ...(isSameWords ? [] : flagChanges(old, young, field))];
}

function wordsOf(value: JsonValue | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))) : undefined;
}

function isScript(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.trimEnd().includes('\n');
}

function inWords({ before, after }: ValueChange): Pick<Change, 'before' | 'after'> {
  return { before: valueInWords(before), after: valueInWords(after) };
}

/** A member of lists by the names in a path. */
function memberAt(root: JsonValue, path: ValueChange['path']): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, step) => {
    if (!isArray(value)) return valueAt(value, String(step));
    if (typeof step === 'number') return value[step];
    return value.find((member) => valueAt(member, 'name') === step);
  }, root);
}
