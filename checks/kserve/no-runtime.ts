import { nearestName } from '../../catalog/nearest-name';
import { shippedManifests } from '../../catalog/shipped-manifests';
import { DEFAULT_PROTOCOL } from '../../preview/kserve/model-demands';
import type { ModelDemands } from '../../preview/kserve/model-demands';
import { RuntimeIndex } from '../../preview/kserve/runtime-index';
import { formatLabel, inWords, misfits } from '../../preview/kserve/runtime-misfit';
import type { Misfit } from '../../preview/kserve/runtime-misfit';
import type { RuntimeSpec } from '../../preview/kserve/runtime-spec';
import { contenders } from '../../preview/kserve/select-runtime';
import type { Fault } from '../finding';

/** As many runtimes are looked at for a message. */
const MOST_NEAR = 20;

/** As many formats are compared with one that may be mistyped. */
const MOST_COMPARED = 200;

/** A runtime that loads the format, as it is written or in other letters, and why it is not selected all the same. */
interface NearMiss {
  readonly runtime: RuntimeSpec;
  readonly found: readonly Misfit[];
}

/**
 * That no runtime is selected for a service. Undefined where it cannot be said: without an inventory, another runtime may
 * be in the cluster, which is likely where none of those that are known is for the format, or where KServe ships one.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileModel
 */
export function noRuntime(demands: ModelDemands, index: RuntimeIndex): Fault | undefined {
  if (isUnplacedFor(demands, index)) return undefined;
  const near = index
    .loading(demands.format, demands.namespace)
    .slice(0, MOST_NEAR)
    .map((runtime) => ({ runtime, found: misfits(runtime, demands) }))
    .sort((one, other) => one.found.length - other.found.length);
  if (!index.isComplete && (near.length === 0 || isShippedFor(demands))) return undefined;
  const [nearest] = near;
  return {
    id: 'kserve/no-runtime',
    severity: 'error',
    field: demands.formatField,
    problem: `No runtime is selected for ${inWords(demands)}: ${near.length === 0 ? 'none loads it' : inShort(near)}`,
    consequence: 'The controller makes no pod (NoSupportingRuntime).',
    mend: nearest === undefined ? mendOfUnknown(demands, index) : mendOf(nearest, demands),
  };
}

/** Whether a runtime would do that states no namespace, and so may be applied to the service's. */
function isUnplacedFor(demands: ModelDemands, index: RuntimeIndex): boolean {
  if (demands.namespace === undefined) return false;
  return contenders(demands, index.selectableFor(formatLabel(demands), undefined)).length > 0;
}

let shipped: RuntimeIndex | undefined;

function isShippedFor(demands: ModelDemands): boolean {
  shipped ??= new RuntimeIndex(shippedManifests('kserve'));
  return contenders(demands, shipped.selectableFor(formatLabel(demands), demands.namespace)).length > 0;
}

const MOST_TOLD = 3;

function inShort(near: readonly NearMiss[]): string {
  const told = near.slice(0, MOST_TOLD).map(({ runtime, found }) => {
    return `'${runtime.name}' does not do, since ${found.map(({ text }) => text).join(', and ')}`;
  });
  const rest = near.length - MOST_TOLD;
  return [...told, ...(rest > 0 ? [`${rest} more do not either`] : [])].join('; ');
}

function mendOf({ runtime, found }: NearMiss, demands: ModelDemands): string {
  const [first, ...further] = found;
  if (first === undefined || further.length > 0) return 'Name a runtime for the format, or add one.';
  switch (first.cause) {
    case 'format':
      return `Write it as '${spelled(runtime, demands)}'.`;
    case 'version':
      return 'State a version that the runtime loads, or none.';
    case 'auto-select':
      return `Name it: \`runtime: ${runtime.name}\`.`;
    case 'protocol':
      return `State \`protocolVersion: ${runtime.protocols[0] ?? DEFAULT_PROTOCOL}\`, if clients speak it, or use another runtime.`;
    case 'worker-spec':
      return demands.isMultiNode
        ? 'Add a runtime with a workerSpec, or leave the one of the service out.'
        : 'State `workerSpec: {}` in the predictor, or add a runtime for one node.';
    case 'disabled':
      return 'Enable it, or add another for the format.';
    case 'multi-model':
      return 'Add a runtime for the format that is not for ModelMesh.';
  }
}

/** The format as a runtime has it, which differs in upper and lower case alone. */
function spelled({ formats }: RuntimeSpec, { format }: ModelDemands): string {
  return formats.find(({ name }) => name.toLowerCase() === format.toLowerCase())?.name ?? format;
}

function mendOfUnknown({ format, namespace }: ModelDemands, index: RuntimeIndex): string {
  const nearest = nearestName(format, index.formatsIn(namespace).slice(0, MOST_COMPARED));
  return nearest === undefined ? 'Add a runtime for the format.' : `Did you mean '${nearest}'?`;
}
