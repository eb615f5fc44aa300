import { textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { isDnsSubdomain } from '../../kubernetes/names';
import { modelDemands } from '../../preview/kserve/model-demands';
import type { ModelDemands } from '../../preview/kserve/model-demands';
import { inWords, namedMisfits } from '../../preview/kserve/runtime-misfit';
import type { Misfit } from '../../preview/kserve/runtime-misfit';
import { runtimeSpec } from '../../preview/kserve/runtime-spec';
import type { RuntimeSpec } from '../../preview/kserve/runtime-spec';
import type { Fault } from '../finding';

const FIELD = 'spec.predictor.model.runtime';

/**
 * Whether the runtime that a service names may serve its model; auto-selection plays no part there.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileModel
 */
export function checkNamedRuntime(service: Manifest, runtime: Manifest | undefined): readonly Fault[] {
  const demands = modelDemands(service);
  if (demands?.runtime === undefined) return [];
  if (!isDnsSubdomain(demands.runtime)) return [noObjectName(demands.runtime)];
  const spec = runtime === undefined ? undefined : runtimeSpec(runtime);
  if (spec === undefined) return [];
  return [
    ...namedMisfits(spec, demands).map((misfit) => faultOf(misfit, spec, demands, service)),
    ...checkWorkers(spec, demands),
  ];
}

function noObjectName(name: string): Fault {
  return {
    id: 'kserve/runtime-name',
    severity: 'error',
    field: FIELD,
    problem: `'${name}' cannot be the name of a runtime; it reads like a display name`,
    consequence:
      'The controller looks for an object of that name, finds none, and makes no pod (RuntimeNotRecognized).',
    mend: "Use the runtime's metadata.name, which is another than the name that a console shows.",
  };
}

function faultOf({ cause }: Misfit, runtime: RuntimeSpec, demands: ModelDemands, service: Manifest): Fault {
  switch (cause) {
    case 'disabled':
      return disabled(runtime);
    case 'protocol':
      return protocolMismatch(runtime, demands, service);
    default:
      return formatMismatch(runtime, demands);
  }
}

function disabled({ name }: RuntimeSpec): Fault {
  return {
    id: 'kserve/runtime-disabled',
    severity: 'error',
    field: FIELD,
    problem: `The runtime '${name}' is disabled`,
    consequence: 'The controller makes no pod (RuntimeDisabled).',
    mend: 'Enable it, or name another.',
  };
}

function formatMismatch({ name, formats }: RuntimeSpec, demands: ModelDemands): Fault {
  const known = formats.map((format) => inWords({ format: format.name, version: format.version }));
  return {
    id: 'kserve/format-mismatch',
    severity: 'error',
    field: demands.formatField,
    problem: `The runtime '${name}' does not load ${inWords(demands)}; it loads ${known.join(', ') || 'nothing'}`,
    consequence: 'The controller makes no pod (NoSupportingRuntime). Names and versions are compared letter by letter.',
    mend: "Use one of the runtime's formats, or add this one to it.",
  };
}

function protocolMismatch({ name, protocols }: RuntimeSpec, demands: ModelDemands, service: Manifest): Fault {
  const isStated = textAt(service, 'spec', 'predictor', 'model', 'protocolVersion') !== undefined;
  const whose = isStated ? '' : `, which KServe's webhook asks for with '${demands.format}'`;
  return {
    id: 'kserve/protocol-mismatch',
    severity: 'error',
    field: 'spec.predictor.model.protocolVersion',
    problem: `The runtime '${name}' does not speak '${demands.protocol ?? ''}'${whose}; it speaks ${protocols.join(', ')}`,
    consequence: 'The controller makes no pod (NoSupportingRuntime).',
    mend: "Ask for one of the runtime's protocols.",
  };
}

/**
 * Selection by itself compares whether both are for several nodes; where the runtime is named, nothing does.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileWorker
 */
function checkWorkers({ name, isMultiNode }: RuntimeSpec, demands: ModelDemands): readonly Fault[] {
  if (isMultiNode === demands.isMultiNode) return [];
  if (demands.isMultiNode) {
    return [
      {
        id: 'kserve/runtime-without-workers',
        severity: 'error',
        field: 'spec.predictor.workerSpec',
        problem: `The service is for several nodes, and the runtime '${name}' has no workerSpec`,
        consequence: 'The controller fails over the missing workers (a nil pointer) at every try, and makes no pod.',
        mend: 'Name a runtime that has a workerSpec, or leave the one of the service out.',
      },
    ];
  }
  return [
    {
      id: 'kserve/runtime-workers-unused',
      severity: 'warning',
      field: FIELD,
      problem: `The runtime '${name}' is for several nodes, and the service has no workerSpec`,
      consequence:
        'The controller makes the first pod alone, without the variables that tell it of the others: the model has to fit there, and an engine that waits for them never starts.',
      mend: 'State `workerSpec: {}` in the predictor, or name a runtime for one node.',
    },
  ];
}
