import { nearestName } from '../../catalog/nearest-name';
import type { LocatedManifest } from '../../kubernetes/manifest';
import { isDnsSubdomain } from '../../kubernetes/names';
import type { ModelDemands } from '../../preview/kserve/model-demands';
import type { RuntimeIndex } from '../../preview/kserve/runtime-index';
import { inWords } from '../../preview/kserve/runtime-misfit';
import type { RuntimeSpec } from '../../preview/kserve/runtime-spec';
import type { ClusterFacts } from '../cluster-facts';
import type { Fault, Finding } from '../finding';
import { isInferenceService, KserveServices } from './kserve-services';
import { noRuntime } from './no-runtime';
import { overlappingRuntimes } from './overlapping-runtimes';

/** As many names are compared with one that may be mistyped. */
const MOST_COMPARED = 200;

/** A service that leaves the choice of its runtime to KServe. */
interface ChoosingService {
  readonly where: string;
  readonly demands: ModelDemands;
}

/** What would go wrong where KServe selects the runtimes of services, and where they name some that are not there. */
export function checkSelection(
  objects: readonly LocatedManifest[],
  facts: ClusterFacts = {},
  services = new KserveServices(objects, facts),
): readonly Finding[] {
  const { runtimes: index, selection } = services;
  const undecided: ChoosingService[] = [];
  const findings = objects.flatMap(({ manifest, where }) => {
    const demands = isInferenceService(manifest) ? services.demandsOf(manifest) : undefined;
    if (demands === undefined) return [];
    if (demands.runtime !== undefined) return located(checkExistence(demands.runtime, demands, index), where);
    const among = selection.contenders(demands);
    if (among.length > 1) return [{ ...tie(demands, among), where }];
    if (among.length === 1) return [];
    const fault = noRuntime(demands, index);
    if (fault === undefined) undecided.push({ where, demands });
    return fault === undefined ? [] : [{ ...fault, where }];
  });
  const overlaps = overlappingRuntimes(objects, facts.inventory);
  return [...findings, ...overlaps, ...unknownRuntimes(undecided)];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetServingRuntime */
function checkExistence(name: string, { namespace }: ModelDemands, index: RuntimeIndex): Fault | undefined {
  if (!isDnsSubdomain(name) || index.named(name, namespace) !== undefined) return undefined;
  // What states no namespace is applied to one that only the command, or Argo CD's Application, names.
  if (index.named(name, undefined) !== undefined) return undefined;
  const elsewhere = index.namespaceWith(name);
  if (namespace === undefined && elsewhere !== undefined) return undefined;
  if (elsewhere === undefined && !index.isComplete) return undefined;
  return {
    id: 'kserve/unknown-runtime',
    severity: index.isComplete ? 'error' : 'warning',
    field: 'spec.predictor.model.runtime',
    problem:
      elsewhere === undefined
        ? `There is no runtime '${name}', neither here nor in the inventory`
        : `The ServingRuntime '${name}' is of the namespace '${elsewhere}', and the service of '${namespace ?? ''}'`,
    consequence:
      'The controller looks in the namespace of the service and in the cluster, finds none, and makes no pod (RuntimeNotRecognized).',
    mend:
      elsewhere === undefined
        ? mendOfUnknown(name, namespace, index)
        : "Add the runtime to the service's namespace, or make it a ClusterServingRuntime.",
  };
}

function mendOfUnknown(name: string, namespace: string | undefined, index: RuntimeIndex): string {
  const names = index.visibleIn(namespace).slice(0, MOST_COMPARED);
  const nearest = nearestName(
    name,
    names.map((runtime) => runtime.name),
  );
  return nearest === undefined ? 'Name one that is there, or add it.' : `Did you mean '${nearest}'?`;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor_model.go sortServingRuntimeList */
function tie(demands: ModelDemands, among: readonly RuntimeSpec[]): Fault {
  const [first] = among;
  return {
    id: 'kserve/runtime-tie',
    severity: 'warning',
    field: demands.formatField,
    problem: `Several runtimes would serve ${inWords(demands)}, and nothing but their age decides: ${listed(among)}`,
    consequence:
      'KServe takes the one that was created last, anew at every reconciliation: which one serves differs between clusters, and a runtime that is added later takes over.',
    mend: `Name one, such as \`runtime: ${first?.name ?? ''}\`, or give it the highest priority for the format.`,
  };
}

/** One note for all: where no runtime is known, it is none of the services that is at fault. */
function unknownRuntimes(services: readonly ChoosingService[]): readonly Finding[] {
  const [first] = services;
  if (first === undefined) return [];
  const formats = [...new Set(services.map(({ demands }) => inWords(demands)))];
  const others = services.length === 1 ? '' : `, and neither are those of ${services.length - 1} other services`;
  return [
    {
      id: 'kserve/runtimes-unknown',
      severity: 'note',
      where: first.where,
      field: first.demands.formatField,
      problem: `The runtimes that this service could have are not known${others} (format${formats.length === 1 ? '' : 's'} ${shortened(formats)})`,
      consequence: 'KServe selects one, or makes no pod; which it is cannot be said.',
      mend: 'State what the cluster has with `--runtimes`: an export of its runtimes, or kserve for those that KServe ships.',
    },
  ];
}

function located(fault: Fault | undefined, where: string): readonly Finding[] {
  return fault === undefined ? [] : [{ ...fault, where }];
}

function listed(runtimes: readonly RuntimeSpec[]): string {
  return shortened(runtimes.map(({ name }) => `'${name}'`));
}

const MOST_LISTED = 4;

function shortened(items: readonly string[]): string {
  const rest = items.length - MOST_LISTED;
  return [...items.slice(0, MOST_LISTED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
