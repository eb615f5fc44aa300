import type { JsonObject, Manifest } from '../../../kubernetes/manifest';
import { predicting, runtime, service, told } from './manifests';

const MAIN = { name: 'kserve-container' };
const containers = (...names: readonly string[]): JsonObject => ({ containers: names.map((name) => ({ name })) });
const METERED = runtime({ containers: [MAIN, { name: 'metrics' }, { name: 'transformer-container' }] });
const beside = (name: string): Manifest => service({ model: { runtime: 'scikit' }, predictor: containers(name) });

describe('containers of which no pod can be made', () => {
  it.each<readonly [id: string, what: string, service: Manifest, field: string]>([
    [
      'kserve/container-order',
      'of a predictor, the one that serves not first',
      predicting(containers('metrics', 'kserve-container')),
      'spec.predictor.containers[1]',
    ],
    [
      'kserve/no-main-container',
      'of a predictor, none that serves',
      predicting(containers('metrics', 'server')),
      'spec.predictor.containers',
    ],
    ['kserve/container-twice', 'one that the runtime has too', beside('metrics'), 'spec.predictor.containers[0].name'],
  ])('%s: %s', (id, _, manifest, field) => {
    expect(told([METERED, manifest])).toEqual([[id, field]]);
  });

  it('are those of a transformer, with the one that serves not first', () => {
    const transformer = containers('metrics', 'kserve-container');
    expect(told([service({ spec: { transformer } })])).toContainEqual([
      'kserve/container-order',
      'spec.transformer.containers[1]',
    ]);
  });

  it.each<readonly [what: string, service: Manifest]>([
    ['the one that serves first', predicting(containers('kserve-container', 'metrics'))],
    ['one that is merged', beside('transformer-container')],
    ['one that the runtime does not have', beside('guard')],
  ])('are not %s', (_, manifest) => {
    expect(told([METERED, manifest])).toEqual([]);
  });

  it('are not known where the runtime is not', () => {
    expect(told([beside('metrics')])).toEqual([]);
  });
});
