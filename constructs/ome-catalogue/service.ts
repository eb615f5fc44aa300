import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { OmeModelFacts } from '../../catalog/ome-model-facts';
import type { OmeModelName, OmeRuntimeFacts, OmeRuntimeFile, OmeRuntimeName } from '../../catalog/ome-runtime-facts';
import { resolveOmeModel, resolveOmeRuntime } from '../../catalog/resolve-ome-name';
import type { Fault } from '../../checks/finding';
import type { ModelSpec } from '../../checks/ome/selection/spec';
import type { InferenceServiceSpec } from '../../imports/ome.io';
import { report } from '../findings';
import type { Replicas } from '../pod';
import { wholeReplicas, wrongReplicas } from '../wrong-replicas';
import { fittingRuntime, whyUnfit } from './fitting-runtime';
import type { OmeRuntimeChoice, RuntimeWishes } from './fitting-runtime';
import { applyMergePatch } from './merge-patch';
import type { MergePatch } from './merge-patch';
import { OmeCatalogueModel } from './model';
import type { ObjectReference } from './model';
import { catalogueModelSpec } from './model-metadata';
import type { OmeCatalogueRuntime } from './runtime';

/** A model of OME's catalogue to be served, and how. */
export interface OmeCatalogueServiceProps extends RuntimeWishes {
  /** By name, or as made in this app, with what is declared there. */
  readonly model: OmeModelName | OmeCatalogueModel;
  /** By name, or as made in this app. @default the runtime of the catalogue that fits best */
  readonly runtime?: OmeRuntimeName | OmeRuntimeFile | OmeCatalogueRuntime;
  /** @default the construct's id */
  readonly name?: string;
  /** @default the chart's namespace */
  readonly namespace?: string;
  /** Of the engine; where prefill and decode are split, of the pods that read prompts. @default one */
  readonly replicas?: Replicas;
  /** Where prefill and decode are split, of the pods that generate tokens. @default one */
  readonly decoderReplicas?: Replicas;
  /** Of a runtime that has a router. @default one */
  readonly routerReplicas?: Replicas;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** What is to be different in the spec: maps are merged, `null` takes a member out, lists are replaced. */
  readonly spec?: MergePatch<InferenceServiceSpec>;
}

/** What a service is made of, once both are known. */
interface Pair {
  readonly model: ServedModel;
  readonly choice: OmeRuntimeChoice;
  readonly runtime: ObjectReference;
  readonly components: { readonly decoder: boolean; readonly router: boolean };
}

interface ServedModel {
  readonly facts: OmeModelFacts;
  readonly reference: ObjectReference;
  readonly declared: ModelSpec | undefined;
}

/**
 * A model of OME's catalogue served by a runtime of it. Both are named, so that nothing is left to OME's selection, and
 * so are the components: OME runs the decoder and the router of a runtime only where the service has them.
 *
 * Why the runtime was taken is not written on the object, since OME copies a service's annotations to its pods and
 * another wording would restart them; `selection` has it, and a finding of severity `note`.
 */
export class OmeCatalogueService extends Construct {
  /** Which runtime serves the model, and why; undefined where none does. */
  public readonly selection: OmeRuntimeChoice | undefined;

  public constructor(scope: Construct, id: string, props: OmeCatalogueServiceProps) {
    super(scope, id);
    for (const fault of replicasFaults(props)) report(this, fault);
    const pair = pairOf(props);
    if (pair === undefined) return;
    if ('problem' in pair) {
      report(this, pair);
      return;
    }
    this.selection = pair.choice;
    if (pair.choice.passedOver.length > 0) report(this, selectionNote(pair));
    new ApiObject(this, 'Resource', {
      apiVersion: 'ome.io/v1beta1',
      kind: 'InferenceService',
      metadata: {
        name: props.name ?? id,
        namespace: props.namespace,
        labels: { ...props.labels },
        annotations: { 'ome.io/deploymentMode': deploymentMode(pair.choice.runtime), ...props.annotations },
      },
      spec: applyMergePatch(serviceSpec(pair, props), props.spec),
    });
  }
}

/** Adds a service of a catalogue model to a chart; its runtime is the best of the catalogue unless it is named. */
export function serveOmeModel(scope: Construct, id: string, props: OmeCatalogueServiceProps): OmeCatalogueService {
  return new OmeCatalogueService(scope, id, props);
}

/** Undefined where model or runtime are constructs of which the fault is told already. */
function pairOf(props: OmeCatalogueServiceProps): Pair | Fault | undefined {
  const model = servedModel(props.model);
  if (model === undefined || 'problem' in model) return model;
  if (props.runtime !== undefined) return namedPair(model, props.runtime, props);
  const choice = fittingRuntime(model.facts, model.declared, props);
  if ('problem' in choice) return choice;
  return pairOfCatalogue(model, choice);
}

function pairOfCatalogue(model: ServedModel, choice: OmeRuntimeChoice): Pair {
  const { name, decoder, router } = choice.runtime;
  const components = { decoder: decoder !== undefined, router: router !== undefined };
  return { model, choice, runtime: { name, kind: 'ClusterServingRuntime' }, components };
}

function servedModel(model: OmeModelName | OmeCatalogueModel): ServedModel | Fault | undefined {
  if (model instanceof OmeCatalogueModel) {
    const { facts, reference, declared } = model;
    return facts && { facts, reference, declared };
  }
  const facts = resolveOmeModel(model);
  if ('problem' in facts) return facts;
  return { facts, reference: { name: facts.name, kind: 'ClusterBaseModel' }, declared: catalogueModelSpec(facts) };
}

function namedPair(
  model: ServedModel,
  runtime: OmeRuntimeName | OmeRuntimeFile | OmeCatalogueRuntime,
  props: OmeCatalogueServiceProps,
): Pair | Fault | undefined {
  const isName = typeof runtime === 'string';
  const facts = isName ? resolveOmeRuntime(runtime, props.engine) : runtime.facts;
  if (facts === undefined || 'problem' in facts) return facts;
  const wishes = { ...props, disaggregated: props.disaggregated ?? facts.decoder !== undefined };
  const declared = model.declared ?? catalogueModelSpec(model.facts, facts);
  const reason =
    declared === undefined
      ? 'it has no format for the model'
      : whyUnfit(facts, declared, wishes, isName ? undefined : runtime.demands);
  if (reason !== undefined) return unfitRuntime(model, facts, reason, props);
  const choice = { runtime: facts, because: 'it is named', passedOver: [] };
  if (isName) return pairOfCatalogue(model, choice);
  return { model, choice, runtime: runtime.reference, components: runtime.components };
}

function unfitRuntime(
  { facts, declared }: ServedModel,
  { name }: OmeRuntimeFacts,
  reason: string,
  wishes: RuntimeWishes,
): Fault {
  const better = fittingRuntime(facts, declared, wishes);
  const declare = `pass the model as \`new OmeCatalogueModel(…, { servedBy: '${name}' })\`, if that is what it really is`;
  return {
    id: 'ome/unfit-runtime',
    severity: 'error',
    field: 'runtime',
    problem: `The runtime '${name}' does not serve '${facts.name}' as asked: ${reason}`,
    consequence: 'OME accepts the service and then makes no pod, or its pods stay pending.',
    mend: 'problem' in better ? `Name another, or ${declare}.` : `Use '${better.runtime.name}', or ${declare}.`,
  };
}

function selectionNote({ model, choice }: Pair): Fault {
  const others = choice.passedOver.map(({ runtime, reason }) => `'${runtime.name}' (${reason})`);
  return {
    id: 'ome/selected-runtime',
    severity: 'note',
    field: 'runtime',
    problem: `'${choice.runtime.name}' serves '${model.facts.name}': ${choice.because}`,
    consequence: `${others.join(', ')} would serve it too.`,
    mend: "Name another with 'runtime' if that is meant.",
  };
}

function serviceSpec({ model, runtime, components }: Pair, props: OmeCatalogueServiceProps) {
  return {
    model: { ...model.reference, apiGroup: 'ome.io' },
    runtime: { ...runtime, apiGroup: 'ome.io' },
    engine: range(props.replicas),
    decoder: components.decoder ? range(props.decoderReplicas) : undefined,
    router: components.router ? range(props.routerReplicas) : undefined,
  } satisfies InferenceServiceSpec;
}

function replicasFaults({ replicas, decoderReplicas, routerReplicas }: OmeCatalogueServiceProps): readonly Fault[] {
  return Object.entries({ replicas, decoderReplicas, routerReplicas }).flatMap(([field, stated]) => {
    const wrong = wrongReplicas(field, stated);
    if (wrong === undefined) return [];
    return [{ id: 'ome/replicas', severity: 'error', consequence: 'The API server refuses the service.', ...wrong }];
  });
}

/** Stated both, since OME's webhook would write 1 and 3 (for a router 1 and 2), whatever the runtime says. */
function range(replicas: Replicas | undefined) {
  const { min = 1, max = Math.max(min, 1) } = wholeReplicas(replicas) ?? {};
  return { minReplicas: min, maxReplicas: max };
}

/** Where it is not stated, OME's webhook writes one. */
function deploymentMode({ pod, decoder }: OmeRuntimeFacts): string {
  if (decoder !== undefined) return 'PDDisaggregated';
  return pod.nodes > 1 ? 'MultiNode' : 'RawDeployment';
}
