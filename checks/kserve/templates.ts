import { arrayAt, isObject, textAt, valueAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { PodConfiguration } from '../../preview/kserve/configuration';
import { mergedPredictor } from '../../preview/kserve/merged-predictor';
import { modelDemands } from '../../preview/kserve/model-demands';
import { RuntimeIndex } from '../../preview/kserve/runtime-index';
import { Selection } from '../../preview/kserve/selection';
import type { ClusterFacts } from '../cluster-facts';
import { checkExpandedContainers } from '../expansion-faults';
import type { TemplateDialect } from '../expansion-faults';
import type { Fault, Finding } from '../finding';
import { checkLoneContainer, mentionsTemplate } from '../lone-templates';
import { kserveConfiguration } from './kserve-facts';

const DIALECT: TemplateDialect = {
  name: 'KServe',
  reason: ' (InvalidPredictorSpec)',
  ids: {
    text: 'kserve/template-text',
    quotedKey: 'kserve/quoted-index',
    missing: 'kserve/template-value-missing',
    changed: 'kserve/template-value-escaped',
  },
};

/** KServe expands templates in containers of these names alone. */
const EXPANDED_CONTAINERS: ReadonlySet<string> = new Set(['kserve-container', 'transformer-container']);

/**
 * Text of runtimes and services that KServe's template language would trip over, and values of services that do not
 * reach the engine as they are.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go ReplacePlaceholders
 */
export function checkExpansion(objects: readonly LocatedManifest[], facts: ClusterFacts = {}): readonly Finding[] {
  const concerned = objects.filter(({ manifest }) => isRuntime(manifest) || isService(manifest));
  if (concerned.length === 0) return [];
  const manifests = objects.map(({ manifest }) => manifest);
  const inventory = facts.inventory ?? [];
  const runtimes = new Runtimes(new RuntimeIndex(manifests, inventory));
  const configuration = kserveConfiguration([...manifests, ...inventory], facts.kserve);
  return concerned.flatMap(({ manifest, where }) => {
    const faults = isRuntime(manifest) ? runtimes.faultsOf(manifest) : checkService(manifest, runtimes, configuration);
    return faults.map((fault) => ({ ...fault, where }));
  });
}

/** What is said of runtimes by themselves, once for all their services. */
class Runtimes {
  private readonly selection: Selection;
  private readonly known = new Map<Manifest, readonly Fault[]>();

  public constructor(private readonly index: RuntimeIndex) {
    this.selection = new Selection(index);
  }

  /** The runtime that a service gets, unless only the cluster decides between several. */
  public runtimeOf(service: Manifest): Manifest | undefined {
    const demands = modelDemands(service);
    if (demands === undefined) return undefined;
    if (demands.runtime !== undefined) return this.index.namedBy(service);
    const [first, second] = this.selection.contenders(demands);
    return second === undefined ? first?.manifest : undefined;
  }

  public faultsOf(runtime: Manifest): readonly Fault[] {
    const known = this.known.get(runtime);
    if (known !== undefined) return known;
    const faults = mentionsTemplate(runtime.spec) ? checkRuntime(runtime) : [];
    this.known.set(runtime, faults);
    return faults;
  }
}

function checkRuntime(runtime: Manifest): readonly Fault[] {
  return arrayAt(runtime, 'spec', 'containers').flatMap((container, index) =>
    isObject(container) && EXPANDED_CONTAINERS.has(textAt(container, 'name') ?? '')
      ? checkLoneContainer(container, ['spec', 'containers', index], DIALECT)
      : [],
  );
}

function checkService(service: Manifest, runtimes: Runtimes, configuration: PodConfiguration): readonly Fault[] {
  const runtime = runtimes.runtimeOf(service);
  if (!mentionsTemplate(service.spec) && !mentionsTemplate(runtime?.spec)) return [];
  const own = checkModel(service);
  if (runtime === undefined || own.length > 0) return own;
  if (runtimes.faultsOf(runtime).length > 0) return [];
  const { expanded } = mergedPredictor(service, runtime, configuration);
  return checkExpandedContainers(expanded, service, DIALECT);
}

/** The model of a service, which is expanded as part of the runtime's container. */
function checkModel(service: Manifest): readonly Fault[] {
  const key = modelDemands(service)?.formatField.split('.')[2] ?? 'model';
  const model = valueAt(service, 'spec', 'predictor', key);
  return isObject(model) ? checkLoneContainer(model, ['spec', 'predictor', key], DIALECT) : [];
}

function isRuntime({ apiVersion, kind }: Manifest): boolean {
  return apiVersion.startsWith('serving.kserve.io/') && (kind === 'ServingRuntime' || kind === 'ClusterServingRuntime');
}

function isService({ apiVersion, kind }: Manifest): boolean {
  return apiVersion.startsWith('serving.kserve.io/') && kind === 'InferenceService';
}
