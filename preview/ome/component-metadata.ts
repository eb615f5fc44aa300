import { nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { MergedPod } from '../merged-pod';
import { unionOfTexts } from '../pod-edits';
import type { MergedComponent } from './component-parts';
import type { OmeContext } from './model-context';

/** Annotations that stay with the service. */
const WITHHELD: ReadonlySet<string> = new Set([
  'autoscaling.knative.dev/min-scale',
  'autoscaling.knative.dev/max-scale',
  'internal.ome.io/storage-initializer-sourceuri',
  'kubectl.kubernetes.io/last-applied-configuration',
]);

/**
 * The metadata of a component's pods. Labels for queues, which annotations ask for, are left out.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/components/base.go ProcessBaseLabels, ProcessBaseAnnotations
 */
export function componentMetadata(
  service: Manifest,
  { name, fields }: MergedComponent,
  { model, runtime }: OmeContext,
): Pick<MergedPod, 'namespace' | 'labels' | 'annotations'> {
  const runtimeName = runtime === undefined ? '' : nameOf(runtime);
  const vendor = textAt(model, 'spec', 'vendor');
  const format = {
    name: textAt(model, 'spec', 'modelFormat', 'name') ?? '',
    version: textAt(model, 'spec', 'modelFormat', 'version'),
  };
  const own = Object.entries(objectAt(service, 'metadata', 'annotations')).filter(([key]) => !WITHHELD.has(key));
  return {
    namespace: namespaceOf(service),
    labels: unionOfTexts(objectAt(service, 'metadata', 'labels'), objectAt(fields, 'labels'), {
      'ome.io/inferenceservice': nameOf(service),
      component: name,
      'serving-runtime': runtimeName,
      'fine-tuned-serving': 'false',
      ...(model === undefined ? {} : labelsOf(model)),
      ...(vendor === undefined ? {} : { 'base-model-vendor': vendor }),
    }),
    annotations: unionOfTexts(Object.fromEntries(own), objectAt(fields, 'annotations'), {
      ...(model === undefined
        ? {}
        : { 'ome.io/base-model-name': nameOf(model), 'ome.io/base-model-format': format.name }),
      ...(vendor === undefined ? {} : { 'ome.io/base-model-vendor': vendor }),
      ...(format.version === undefined ? {} : { 'ome.io/base-model-format-version': format.version }),
      ...(runtimeName === '' ? {} : { 'ome.io/serving-runtime': runtimeName }),
    }),
  };
}

function labelsOf(model: Manifest) {
  return {
    'base-model-name': nameOf(model),
    'base-model-size': textAt(model, 'metadata', 'annotations', 'models.ome.io/category') ?? 'SMALL',
    'base-model-type': 'Serving',
  };
}
