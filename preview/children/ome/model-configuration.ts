import { nameOf, namespaceOf, objectAt, textAt, valueAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import { stated } from '../../pod-edits';
import { child } from '../child-object';
import type { ChildObject } from '../child-object';

/** As many characters of the service's name are kept. */
const END = 20;

/**
 * What OME writes down of the model of a service.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/modelconfig/modelconfig_reconciler.go generateModelConfigEntry
 */
export function modelConfiguration(service: Manifest, model: Manifest | undefined): readonly ChildObject[] {
  const name = textAt(service, 'spec', 'model', 'name');
  if (name === undefined) return [];
  const at = (...path: readonly string[]) => valueAt(model, 'spec', ...path);
  const parameters = objectAt(model, 'spec', 'storage', 'parameters');
  const modelSpec = stated({
    storageUri: at('storage', 'storageUri'),
    path: at('storage', 'path'),
    schemaPath: at('storage', 'schemaPath'),
    parameters: Object.keys(parameters).length === 0 ? undefined : parameters,
    storageKey: at('storage', 'key'),
    modelFormatName: at('modelFormat', 'name') ?? '',
    modelFormatVersion: at('modelFormat', 'version'),
    modelType: at('modelType'),
    modelFrameworkName: at('modelFramework', 'name'),
    modelFrameworkVersion: at('modelFramework', 'version'),
  });
  return [
    child(
      ['v1', 'ConfigMap'],
      {
        name: `modelconfig-${nameOf(service).slice(-END)}`,
        namespace: namespaceOf(service),
        labels: { 'ome.io/inferenceservice': nameOf(service) },
      },
      { data: { 'models.json': JSON.stringify([{ modelName: name, modelSpec }]) } },
      'what is known of the model',
      [
        {
          field: 'data',
          because:
            model === undefined
              ? 'the model is not among the manifests'
              : "OME's agents add what they find in the model to what it states",
        },
      ],
    ),
  ];
}
