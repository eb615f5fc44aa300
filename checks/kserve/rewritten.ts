import { arrayAt, objectAt, textAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { frameworksOf, isStated, MAIN_CONTAINER, storageUriOf } from './component';
import type { Component } from './component';
import { currentModeName } from './kserve-facts';
import type { KserveConfiguration } from './kserve-facts';
import { DEPLOYMENT_MODE } from './service';
import type { Service } from './service';

/**
 * What KServe's mutating webhook removes or writes in another way. Argo CD compares Git with the cluster and finds the
 * service out of sync for ever; what the webhook only adds, it leaves alone.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go DefaultInferenceService
 */
export function checkRewritten(service: Service, configuration: KserveConfiguration): readonly Fault[] {
  return [
    ...checkLegacyMode(service),
    ...checkLegacyFramework(service),
    ...service.components.flatMap(checkContainerName),
    ...checkLocalModel(service, configuration),
  ];
}

const OUT_OF_SYNC = 'Git and the cluster differ from then on, and Argo CD shows the service as out of sync.';

function checkLegacyMode({ annotations }: Service): readonly Fault[] {
  const mode = textAt(annotations, DEPLOYMENT_MODE) ?? '';
  const current = currentModeName(mode);
  if (mode === current) return [];
  return [
    {
      id: 'kserve/legacy-mode',
      severity: 'warning',
      field: `metadata.annotations["${DEPLOYMENT_MODE}"]`,
      problem: `'${mode}' is the old name of '${current}'`,
      consequence: `KServe's webhook writes the new name. ${OUT_OF_SYNC}`,
      mend: `Write '${current}'.`,
    },
  ];
}

/** Of two frameworks the webhook refuses the service, and of a framework beside a model another rule tells. */
function checkLegacyFramework({ predictor, annotations }: Service): readonly Fault[] {
  const [framework, second] = frameworksOf(predictor.fields);
  if (framework === undefined || second !== undefined || isStated(predictor.fields.model)) return [];
  if (textAt(annotations, DEPLOYMENT_MODE) === 'ModelMesh') return [];
  return [
    {
      id: 'kserve/legacy-framework',
      severity: 'warning',
      field: `${predictor.path}.${framework}`,
      problem: `The framework is stated as a field of its own, '${framework}'`,
      consequence: `KServe's webhook removes it and writes 'model' instead. ${OUT_OF_SYNC}`,
      mend: `Write it as \`model\` with \`modelFormat: {name: ${framework}}\`.`,
    },
  ];
}

/** A predictor's container is renamed if it is the only one, others are whatever is beside them. */
function checkContainerName({ kind, path, fields, implementations }: Component): readonly Fault[] {
  const [implementation, second] = implementations;
  if (implementation?.kind !== 'containers' || second !== undefined) return [];
  const containers = arrayAt(fields, 'containers');
  const name = textAt(containers[0], 'name') ?? '';
  if (name === '' || name === MAIN_CONTAINER || (kind === 'predictor' && containers.length > 1)) return [];
  return [
    {
      id: 'kserve/renamed-container',
      severity: 'warning',
      field: `${path}.containers[0].name`,
      problem: `The container of the ${kind} is named '${name}'`,
      consequence: `KServe's webhook renames it to '${MAIN_CONTAINER}'. ${OUT_OF_SYNC}`,
      mend: `Name it '${MAIN_CONTAINER}'.`,
    },
  ];
}

const LOCAL_MODEL = {
  labels: ['internal.serving.kserve.io/localmodel', 'internal.serving.kserve.io/localmodel-namespace'],
  annotations: ['internal.serving.kserve.io/localmodel-sourceuri', 'internal.serving.kserve.io/localmodel-pvc-name'],
} as const;

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go setLocalModelLabel */
function checkLocalModel({ manifest, predictor }: Service, { localModels }: KserveConfiguration): readonly Fault[] {
  if (localModels || storageUriOf(predictor) === undefined) return [];
  const removed = (['labels', 'annotations'] as const).flatMap((map) => {
    const stated = objectAt(manifest, 'metadata', map);
    return LOCAL_MODEL[map].filter((name) => isStated(stated[name])).map((name) => `metadata.${map}["${name}"]`);
  });
  return removed.map((field) => ({
    id: 'kserve/removed-local-model',
    severity: 'warning',
    field,
    problem: 'KServe writes this itself, where it keeps models on nodes, and this cluster keeps none',
    consequence: `KServe's webhook removes it. ${OUT_OF_SYNC}`,
    mend: 'Leave it out.',
  }));
}
