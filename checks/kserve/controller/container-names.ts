import { arrayAt, textAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import type { Fault } from '../../finding';
import { MAIN_CONTAINER, TRANSFORMER_CONTAINER } from '../component';
import type { Component } from '../component';
import type { Service } from '../service';

/**
 * Names of containers with which the controller makes no pod, or one that is refused.
 *
 * @param runtime - the one that the service names, where it is known
 */
export function checkContainerNames(service: Service, runtime: Manifest | undefined): readonly Fault[] {
  return [
    ...service.components.flatMap(checkMainContainer),
    ...(runtime === undefined ? [] : checkSidecars(service.predictor, runtime)),
  ];
}

/**
 * Where containers are all there is, the one that serves is found by its name and put in the first place, over what is
 * there.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go buildPredictorResources
 */
function checkMainContainer({ kind, path, fields, implementations }: Component): readonly Fault[] {
  const [implementation, second] = implementations;
  const names = arrayAt(fields, 'containers').map((container) => textAt(container, 'name') ?? '');
  if (implementation?.kind !== 'containers' || second !== undefined || names.length < 2) return [];
  const [first = ''] = names;
  const index = names.indexOf(MAIN_CONTAINER);
  if (index > 0) {
    return [
      {
        id: 'kserve/container-order',
        severity: 'error',
        field: `${path}.containers[${index}]`,
        problem: `'${MAIN_CONTAINER}' comes after '${first}'`,
        consequence: `KServe puts '${MAIN_CONTAINER}' in the first place too, and the API server refuses a pod with two containers of that name.`,
        mend: `Put '${MAIN_CONTAINER}' first.`,
      },
    ];
  }
  if (index === 0 || kind !== 'predictor' || first === '') return [];
  return [
    {
      id: 'kserve/no-main-container',
      severity: 'error',
      field: `${path}.containers`,
      problem: `There are ${names.length} containers, and none is named '${MAIN_CONTAINER}'`,
      consequence: 'The controller finds none to serve the model, fails, and makes no pod.',
      mend: `Name the container that serves the model '${MAIN_CONTAINER}', and put it first.`,
    },
  ];
}

/**
 * Containers beside the model are the runtime's and the service's; those of one name are not merged.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go buildPodSpec
 */
function checkSidecars({ path, fields, implementations }: Component, runtime: Manifest): readonly Fault[] {
  if (implementations[0]?.kind !== 'model') return [];
  const taken = new Set(arrayAt(runtime, 'spec', 'containers').map((container) => textAt(container, 'name')));
  return arrayAt(fields, 'containers').flatMap((container, index): readonly Fault[] => {
    const name = textAt(container, 'name');
    // The webhook refuses a main container beside a model.
    if (name === undefined || name === MAIN_CONTAINER || name === TRANSFORMER_CONTAINER || !taken.has(name)) return [];
    return [
      {
        id: 'kserve/container-twice',
        severity: 'error',
        field: `${path}.containers[${index}].name`,
        problem: `The runtime has a container '${name}' too`,
        consequence: 'KServe puts both into the pod without merging them, and the API server refuses it.',
        mend: 'Give it another name, or leave it out.',
      },
    ];
  });
}
