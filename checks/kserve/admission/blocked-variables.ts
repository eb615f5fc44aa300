import { arrayAt, isObject, textAt } from '../../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import type { Fault } from '../../finding';
import { refusal } from '../refusal';
import type { Service } from '../service';

/** Variables by which code could be put under the servers of KServe. */
const BLOCKED: ReadonlySet<string> = new Set(['PYTHONPATH']);

/**
 * Variables that no container of a service may set; those of canaries are not looked at.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateBlockedEnvVars
 */
export function checkServiceVariables({ components }: Service): readonly Fault[] {
  return components
    .flatMap(({ path, fields, implementations }) => [
      ...listed(fields, path, 'containers', 'initContainers'),
      ...implementations
        .filter(({ kind }) => kind !== 'containers')
        .flatMap((implementation) => blockedIn(implementation.fields, implementation.path)),
      ...listed(fields.workerSpec, `${path}.workerSpec`, 'containers', 'initContainers'),
    ])
    .map(([field, name]) => blocked('service', field, name));
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/servingruntime/servingruntime_webhook.go validateBlockedEnvVars */
export function checkRuntimeVariables(spec: JsonObject): readonly Fault[] {
  const found = [...listed(spec, 'spec', 'containers'), ...listed(spec.workerSpec, 'spec.workerSpec', 'containers')];
  return found.map(([field, name]) => blocked('runtime', field, name));
}

/** The field and name of a variable. */
type Variable = readonly [field: string, name: string];

function listed(pod: JsonValue | undefined, path: string, ...lists: readonly string[]): readonly Variable[] {
  return lists.flatMap((list) =>
    arrayAt(pod, list).flatMap((container, index) =>
      isObject(container) ? blockedIn(container, `${path}.${list}[${index}]`) : [],
    ),
  );
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/validation/env_policy.go ValidateBlockedEnvVars */
function blockedIn(container: JsonObject, path: string): readonly Variable[] {
  return arrayAt(container, 'env').flatMap((variable, index): readonly Variable[] => {
    const name = textAt(variable, 'name') ?? '';
    return BLOCKED.has(name) ? [[`${path}.env[${index}].name`, name]] : [];
  });
}

function blocked(refused: 'service' | 'runtime', field: string, name: string): Fault {
  return refusal(
    refused,
    'kserve/blocked-variable',
    field,
    `'${name}' must not be set`,
    'Leave it out, and install what is needed into the image.',
  );
}
