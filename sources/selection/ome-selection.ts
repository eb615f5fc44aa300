import type { ClusterFacts } from '../../checks/cluster-facts';
import { OmeIndex } from '../../checks/ome/ome-index';
import { namedRuntimeRefusal, selectOmeRuntime } from '../../checks/ome/selection/select-runtime';
import type { ExcludedRuntime, OmeSelection, RankedRuntime } from '../../checks/ome/selection/select-runtime';
import { modelSpec } from '../../checks/ome/selection/spec';
import { nameOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { identityAsPath, identityOf } from '../../kubernetes/object-identity';
import { awaitsAgents, leftToAgents } from './completed-model';
import type { RuntimeIdentity, Selection, UnchosenRuntime } from './selection-report';

/** Which runtime OME gives to a service, from the manifests of its cluster and what stands there already. */
export function omeSelection(
  service: Manifest,
  manifests: readonly Manifest[],
  { inventory = [] }: ClusterFacts,
): Selection {
  // Of objects with the same name, the last one holds.
  const known = new Map([...inventory, ...manifests].map((manifest) => [key(manifest), manifest]));
  const runtimes = [...known.values()].filter((manifest) => isRuntimeFor(service, manifest));
  const index = new OmeIndex([...known.values()]);
  const name = textAt(service, 'spec', 'runtime', 'name');
  const model = index.modelOf(service);
  const asks = [`the model '${textAt(service, 'spec', 'model', 'name') ?? ''}'`];
  if (name !== undefined) return { asks, ...named(service, name, model, index.runtimeOf(service), runtimes) };
  if (model === undefined) {
    return { asks, runtimes: [], because: 'its model is not among the manifests, nor in the inventory', others: [] };
  }
  const selection = selectOmeRuntime(model, runtimes, service);
  const others = selection.ranking.flatMap(({ reason, ...runtime }) =>
    reason === undefined ? [] : [unchosen({ ...runtime, reason })],
  );
  const isOpen = selection.outcome === 'refused' && runtimes.some((runtime) => awaitsAgents(model, runtime, service));
  return {
    asks,
    runtimes: selection.outcome === 'selected' ? [identity(selection.selected)] : [],
    ...(isOpen ? { isOpen } : {}),
    because: isOpen ? whyOpen(model) : (whyNot(selection) ?? whySelected(selection.ranking, model)),
    others: isOpen ? [] : [...others, ...selection.excluded.map(unchosen)],
  };
}

/** @see https://github.com/sgl-project/ome/blob/main/pkg/runtimeselector/selector.go ValidateRuntime */
function named(
  service: Manifest,
  name: string,
  model: Manifest | undefined,
  runtime: Manifest | undefined,
  runtimes: readonly Manifest[],
): Omit<Selection, 'asks'> {
  const others = runtimes
    .filter((other) => other !== runtime)
    .map((other) => ({ ...identityOfRuntime(other), reasons: [`the service names '${name}'`] }));
  if (runtime === undefined) {
    return { runtimes: [], because: `the service names '${name}', which is not among the runtimes`, others };
  }
  if (model !== undefined && awaitsAgents(model, runtime, service)) {
    const because = `the service names it; whether it fits is not known until OME's agents have read the model, which leaves its ${leftToAgents(model)} to them`;
    return { runtimes: [identityOfRuntime(runtime)], because, others };
  }
  const refusal = model === undefined ? undefined : namedRuntimeRefusal(model, runtime, service);
  if (refusal !== undefined) {
    return { runtimes: [], because: `the service names '${name}', which it cannot have: ${refusal}`, others };
  }
  const unproven = model === undefined ? '; whether it fits is not known without the model' : '';
  return { runtimes: [identityOfRuntime(runtime)], because: `the service names it${unproven}`, others };
}

/** Why no runtime is selected; the reasons against each stand beside it. */
function whyNot(selection: OmeSelection): string | undefined {
  if (selection.outcome === 'selected') return undefined;
  if (selection.outcome === 'crash' || selection.excluded.length === 0) return selection.error;
  return 'no runtime fits its model, so that OME makes no pod';
}

function whyOpen(model: Manifest): string {
  return `OME's agents have to read the model first, which leaves its ${leftToAgents(model)} to them; until then OME's webhook refuses the service`;
}

function whySelected([first, second]: readonly RankedRuntime[], model: Manifest): string {
  if (first === undefined || second === undefined) return 'it is the only one that fits';
  const reason =
    first.score > second.score
      ? `its score ${first.score} is the highest`
      : `it comes first of those with its score ${first.score}`;
  return modelSpec(model).modelParameterSize === undefined
    ? `${reason}; it may be another once OME's agents have found the size of the model`
    : reason;
}

function isRuntimeFor(service: Manifest, manifest: Manifest): boolean {
  if (!manifest.apiVersion.startsWith('ome.io/')) return false;
  if (manifest.kind === 'ClusterServingRuntime') return true;
  return manifest.kind === 'ServingRuntime' && namespaceOf(manifest) === namespaceOf(service);
}

function unchosen({ reason, ...runtime }: ExcludedRuntime): UnchosenRuntime {
  return { ...identity(runtime), reasons: [reason] };
}

function identity({ name, namespace }: { readonly name: string; readonly namespace?: string }): RuntimeIdentity {
  if (namespace === undefined) return { kind: 'ClusterServingRuntime', name };
  return { kind: 'ServingRuntime', namespace: namespace === '' ? undefined : namespace, name };
}

function identityOfRuntime(manifest: Manifest): RuntimeIdentity {
  return { kind: manifest.kind, namespace: namespaceOf(manifest), name: nameOf(manifest) };
}

function key(manifest: Manifest): string {
  return `${manifest.apiVersion}/${identityAsPath(identityOf(manifest))}`;
}
