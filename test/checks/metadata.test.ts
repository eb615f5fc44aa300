import { checkMetadata } from '../../checks/metadata';
import type { JsonObject } from '../../kubernetes/manifest';

function found(metadata: JsonObject, kind = 'Job'): readonly string[] {
  const faults = checkMetadata({ apiVersion: 'batch/v1', kind, metadata });
  return faults.map(({ id, severity, field }) => `${severity} ${id} at ${field ?? ''}`);
}

describe('the name of an object', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['is stated', { name: 'download' }, []],
    ['is missing', {}, ['error metadata/no-name at metadata.name']],
    ['is empty', { name: '' }, ['error metadata/no-name at metadata.name']],
    ['is no text', { name: 7 }, ['error metadata/no-name at metadata.name']],
    [
      'is made up, as hooks of Argo CD may',
      { generateName: 'download-' },
      ['warning metadata/no-name at metadata.generateName'],
    ],
    ['is made up from nothing', { generateName: '' }, ['error metadata/no-name at metadata.name']],
    ['has upper case', { name: 'Download' }, ['error metadata/name at metadata.name']],
  ])('%s', (_, metadata, faults) => {
    expect(found(metadata)).toEqual(faults);
  });
});
