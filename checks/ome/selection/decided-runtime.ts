import { namespaceOf, textAt } from '../../../kubernetes/manifest';
import type { Manifest } from '../../../kubernetes/manifest';
import type { OmeIndex } from '../ome-index';
import { askedAcceleratorClasses } from './matcher';
import { selectOmeRuntime } from './select-runtime';
import { modelSpec, runtimeSpec } from './spec';
import type { ModelSpec, SupportedFormat } from './spec';

/** The runtimes that services have, as far as the manifests alone decide it. */
export class DecidedRuntimes {
  private byFormat: ReadonlyMap<string, readonly Manifest[]> | undefined;
  private readonly selected = new Map<Manifest, Map<string, Manifest | undefined>>();

  public constructor(private readonly index: OmeIndex) {}

  /** The runtime that a service names, or the one that OME selects for it, whatever its agents find out later. */
  public runtimeOf(service: Manifest, model: Manifest | undefined): Manifest | undefined {
    if (textAt(service, 'spec', 'runtime', 'name') !== undefined) return this.index.runtimeOf(service);
    return model === undefined ? undefined : this.selectedFor(service, model);
  }

  /** All that selection reads of a service is its namespace and the accelerators that it asks for. */
  private selectedFor(service: Manifest, model: Manifest): Manifest | undefined {
    const known = this.selected.get(model) ?? new Map<string, Manifest | undefined>();
    this.selected.set(model, known);
    const key = JSON.stringify([namespaceOf(service), ...askedAcceleratorClasses(service)]);
    if (!known.has(key)) known.set(key, this.select(service, model));
    return known.get(key);
  }

  private select(service: Manifest, model: Manifest): Manifest | undefined {
    const spec = modelSpec(model);
    if (!isComplete(spec)) return undefined;
    this.byFormat ??= runtimesByFormat(this.index.manifests);
    const candidates = this.byFormat.get(formatKey(spec)) ?? [];
    const selection = selectOmeRuntime(model, candidates, service);
    if (selection.outcome !== 'selected') return undefined;
    // An agent that finds the size can make it another one.
    if (spec.modelParameterSize === undefined && selection.ranking.length > 1) return undefined;
    const { name, namespace } = selection.selected;
    return namespace === undefined
      ? this.index.find('ClusterServingRuntime', name)
      : this.index.find('ServingRuntime', name, namespaceOf(service));
  }
}

/** Whether an agent would find nothing more of what models and runtimes are matched by, but the size. */
export function isComplete({ modelFormat, modelFramework, modelArchitecture }: ModelSpec): boolean {
  return modelFormat.name !== '' && modelFramework !== undefined && modelArchitecture !== undefined;
}

/** Runtimes by what has to be the same in one of their entries and in a model. */
function runtimesByFormat(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  const index = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    if (manifest.kind !== 'ClusterServingRuntime' && manifest.kind !== 'ServingRuntime') continue;
    for (const key of new Set(runtimeSpec(manifest).supportedFormats.map(formatKey))) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [manifest]);
      else known.push(manifest);
    }
  }
  return index;
}

function formatKey({
  modelFormat,
  modelFramework,
  modelArchitecture,
  quantization,
}: ModelSpec | SupportedFormat): string {
  return JSON.stringify([modelFormat?.name, modelFramework?.name, modelArchitecture, quantization]);
}
