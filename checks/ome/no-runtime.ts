import { shippedManifests } from '../../catalog/shipped-manifests';
import { groupOf, nameOf, namespaceOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { OmeIndex } from './ome-index';
import { isComplete } from './selection/decided-runtime';
import { askedAcceleratorClasses } from './selection/matcher';
import { selectOmeRuntime } from './selection/select-runtime';
import type { ExcludedRuntime, OmeSelection } from './selection/select-runtime';
import { modelSpec, runtimeSpec } from './selection/spec';

/** As many runtimes are told of, with the reason against each. */
const MOST_TOLD = 3;

/**
 * Services that name no runtime, and for whose model none is selected. Without an inventory of runtimes, others may be in
 * the cluster: told is then where those beside the service are for the model's architecture, and OME ships none that would
 * do. What OME's agents find out of a model later is waited for.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/selector.go SelectRuntime
 */
export function checkNoRuntime(
  services: readonly Manifest[],
  index: OmeIndex,
  inventory: readonly Manifest[],
): ReadonlyMap<Manifest, Fault> {
  const selections = new Selections(index, inventory);
  const faults = new Map<Manifest, Fault>();
  for (const service of services) {
    if (textAt(service, 'spec', 'runtime', 'name') !== undefined) continue;
    const model = index.modelOf(service);
    if (model === undefined || !isKnown(model)) continue;
    const selection = selections.for(service, model);
    if (selection?.outcome === 'refused') faults.set(service, noRuntime(model, selection, service));
  }
  return faults;
}

/** Whether an agent would find nothing more of what models and runtimes are matched by. */
function isKnown(model: Manifest): boolean {
  const spec = modelSpec(model);
  return isComplete(spec) && spec.modelParameterSize !== undefined;
}

class Selections {
  private readonly runtimes: readonly Manifest[];
  private readonly isWhole: boolean;
  private readonly known = new Map<string, OmeSelection | undefined>();
  private shipped: readonly Manifest[] | undefined;

  public constructor(index: OmeIndex, inventory: readonly Manifest[]) {
    this.runtimes = index.manifests.filter(isRuntime);
    this.isWhole = inventory.some((manifest) => groupOf(manifest) === 'ome.io' && isRuntime(manifest));
  }

  /** What is selected for a service; undefined where it cannot be said. Services of one model mostly get the same. */
  public for(service: Manifest, model: Manifest): OmeSelection | undefined {
    const asked = askedAcceleratorClasses(service);
    const key = JSON.stringify([model.kind, namespaceOf(model), nameOf(model), namespaceOf(service), asked]);
    if (!this.known.has(key)) this.known.set(key, this.select(service, model));
    return this.known.get(key);
  }

  private select(service: Manifest, model: Manifest): OmeSelection | undefined {
    const candidates = this.runtimes.map((runtime) => placed(runtime, service)).filter(isWithinReachOf(service));
    const selection = selectOmeRuntime(model, candidates, service);
    if (this.isWhole || selection.outcome !== 'refused') return selection;
    const { modelArchitecture } = modelSpec(model);
    const isNear = candidates.some((runtime) =>
      runtimeSpec(runtime).supportedFormats.some((format) => format.modelArchitecture === modelArchitecture),
    );
    return isNear && !this.isShippedFor(service, model) ? selection : undefined;
  }

  private isShippedFor(service: Manifest, model: Manifest): boolean {
    this.shipped ??= shippedManifests('ome').filter(isRuntime);
    return selectOmeRuntime(model, this.shipped, service).outcome === 'selected';
  }
}

/** What states no namespace may be applied to the service's. */
function placed(runtime: Manifest, service: Manifest): Manifest {
  const namespace = namespaceOf(service);
  if (runtime.kind !== 'ServingRuntime' || namespaceOf(runtime) !== undefined || namespace === undefined)
    return runtime;
  return { ...runtime, metadata: { ...objectAt(runtime, 'metadata'), namespace } };
}

function isWithinReachOf(service: Manifest): (runtime: Manifest) => boolean {
  return (runtime) => runtime.kind === 'ClusterServingRuntime' || namespaceOf(runtime) === namespaceOf(service);
}

function isRuntime({ kind }: Manifest): boolean {
  return kind === 'ServingRuntime' || kind === 'ClusterServingRuntime';
}

function noRuntime(model: Manifest, { excluded }: OmeSelection, service: Manifest): Fault {
  return {
    id: 'ome/no-runtime',
    severity: 'error',
    field: 'spec.model',
    problem: `No runtime is selected for the model '${nameOf(model)}': ${whyNone(nearestFirst(excluded))}`,
    consequence: "OME's webhook refuses the service.",
    mend:
      namespaceOf(service) === undefined
        ? 'Add a runtime for the model, or name one under spec.runtime.'
        : `Add a ClusterServingRuntime for the model, or a ServingRuntime to '${namespaceOf(service) ?? ''}', or name one under spec.runtime.`,
  };
}

/** Those whose entries are for the model, and fail in something else, say more than the others. */
function nearestFirst(excluded: readonly ExcludedRuntime[]): readonly ExcludedRuntime[] {
  const isFar = ({ reason }: ExcludedRuntime) => (/format|architecture|framework/i.test(reason) ? 1 : 0);
  return excluded.toSorted((one, other) => isFar(one) - isFar(other));
}

function whyNone(excluded: readonly ExcludedRuntime[]): string {
  if (excluded.length === 0) return 'there is none';
  const told = excluded.slice(0, MOST_TOLD).map(({ name, reason }) => `'${name}' does not do (${reason})`);
  const rest = excluded.length - MOST_TOLD;
  return [...told, ...(rest > 0 ? [`${rest} more do not either`] : [])].join('; ');
}
