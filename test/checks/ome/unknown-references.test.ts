import { checkOme } from '../../../checks/ome/check-ome';
import type { Manifest } from '../../../kubernetes/manifest';
import { manifests, namespaced, object } from './manifests';

function unknown(objects: readonly Manifest[], inventory: readonly Manifest[] = []) {
  const found = checkOme(
    objects.map((manifest) => ({ manifest, where: manifest.kind })),
    { inventory },
  );
  return found.filter(({ id }) => id === 'ome/unknown-model' || id === 'ome/unknown-runtime');
}

const mistyped = manifests({
  service: { spec: { model: { name: 'mistrall' }, runtime: { name: 'mistral-runtim' } } },
});
const inventory = [object('ClusterBaseModel', 'phi', {}), object('ClusterServingRuntime', 'phi-runtime', {})];

it('says nothing without an inventory, as others may stand in the cluster', () => {
  expect(unknown(mistyped)).toEqual([]);
});

it('names the nearest that is there', () => {
  expect(unknown(mistyped, inventory)).toMatchObject([
    {
      id: 'ome/unknown-model',
      severity: 'error',
      field: 'spec.model.name',
      problem: "There is no model 'mistrall', neither here nor in the inventory",
      mend: "Did you mean 'mistral'?",
    },
    { id: 'ome/unknown-runtime', field: 'spec.runtime.name', mend: "Did you mean 'mistral-runtime'?" },
  ]);
});

it('knows models and runtimes each by themselves', () => {
  expect(unknown(mistyped, inventory.slice(0, 1))).toMatchObject([{ id: 'ome/unknown-model' }]);
  expect(unknown(mistyped, inventory.slice(1))).toMatchObject([{ id: 'ome/unknown-runtime' }]);
});

it('finds what stands in the inventory', () => {
  const service = manifests({
    service: { spec: { model: { name: 'phi', kind: null }, runtime: { name: 'phi-runtime' } } },
  });
  expect(unknown(service, inventory)).toEqual([]);
});

it('finds what states no namespace in any', () => {
  const model = { ...object('BaseModel', 'mistrall', {}) };
  const runtime = { ...object('ServingRuntime', 'mistral-runtim', {}) };
  expect(unknown([...mistyped, model, runtime], inventory)).toEqual([]);
});

it('warns of one in another namespace, which no inventory puts right', () => {
  const elsewhere = { ...namespaced('BaseModel', 'mistrall', {}), metadata: { name: 'mistrall', namespace: 'other' } };
  expect(unknown([...mistyped, elsewhere])).toMatchObject([
    {
      id: 'ome/unknown-model',
      severity: 'warning',
      problem: "The BaseModel 'mistrall' is of the namespace 'other', and the service of 'models'",
    },
  ]);
});

it('holds a service to the runtime of the inventory that it names', () => {
  const runtime = object('ClusterServingRuntime', 'shipped', { disabled: true });
  const services = manifests({ service: { spec: { runtime: { name: 'shipped' } } } });
  const found = checkOme(
    services.map((manifest) => ({ manifest, where: manifest.kind })),
    { inventory: [runtime] },
  );
  expect(found.map(({ id }) => id)).toEqual(['ome/runtime-disabled']);
});
