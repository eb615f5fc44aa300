import { arrayAt, isObject, textAt } from '../../../kubernetes/manifest';
import type { Fault } from '../../finding';
import { inWords } from '../../finding';
import { checkDevices } from './devices';
import type { KserveConfiguration } from '../kserve-facts';
import { refusal } from '../refusal';
import { checkSizes, checkSizeVariables, workerContainers } from './runtime-admission';
import { AUTOSCALER_CLASS } from '../service';
import type { Service } from '../service';

/**
 * What KServe's webhook refuses of a service whose model is computed on several nodes.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateMultiNodeVariables
 */
export function checkServiceWorkers(service: Service, configuration: KserveConfiguration): readonly Fault[] {
  const { predictor, annotations } = service;
  const { workerSpec } = predictor.fields;
  if (!isObject(workerSpec)) return [];
  const path = `${predictor.path}.workerSpec`;
  const workers = arrayAt(workerSpec, 'containers').flatMap((container, index) =>
    isObject(container) ? [{ container, path: `${path}.containers[${index}]` }] : [],
  );
  const model = predictor.implementations
    .filter(({ kind }) => kind === 'model')
    .map((implementation) => ({ container: implementation.fields, path: implementation.path }));
  return [
    ...(workers.length > 1 ? [workerContainers('service', workers.length)] : []),
    ...model.flatMap((each) => [
      ...checkSizeVariables('service', each.container, each.path),
      ...checkStorage(service, textAt(each.container, 'storageUri'), each.path),
      ...checkAutoscaler(service),
    ]),
    ...checkDevices('service', [...model, ...workers], { annotations, path: 'metadata.annotations' }, configuration),
    ...checkSizes('service', workerSpec, path),
  ];
}

function checkStorage({ isStorageInjected }: Service, uri: string | undefined, path: string): readonly Fault[] {
  if (uri === undefined && isStorageInjected) return [];
  const [scheme = ''] = uri?.split('://') ?? [];
  if (scheme === 'pvc' || scheme === 'oci') return [];
  return [
    refusal(
      'service',
      'kserve/multi-node-storage',
      `${path}.storageUri`,
      uri === undefined
        ? 'A model on several nodes has no storageUri; storage and storageUris do not count'
        : `${inWords(uri)} is no place for a model on several nodes`,
      'Use an address that begins with pvc:// or oci://, which all nodes can read.',
    ),
  ];
}

function checkAutoscaler({ annotations }: Service): readonly Fault[] {
  const autoscaler = textAt(annotations, AUTOSCALER_CLASS);
  if (autoscaler === 'none') return [];
  return [
    refusal(
      'service',
      'kserve/multi-node-autoscaler',
      `metadata.annotations["${AUTOSCALER_CLASS}"]`,
      autoscaler === undefined
        ? 'A service on several nodes does not say that nothing scales it'
        : `'${autoscaler}' is no autoscaler for a service on several nodes`,
      "Set the annotation to 'none'.",
    ),
  ];
}
