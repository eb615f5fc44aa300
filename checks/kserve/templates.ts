import { arrayAt, isObject, textAt, valueAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { checkExpandedContainers } from '../expansion-faults';
import type { TemplateDialect } from '../expansion-faults';
import type { Fault, Finding } from '../finding';
import { checkLoneContainer, mentionsTemplate } from '../lone-templates';
import { isInferenceService, KserveServices } from './kserve-services';

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
export function checkExpansion(
  objects: readonly LocatedManifest[],
  services = new KserveServices(objects),
): readonly Finding[] {
  const runtimes = new Runtimes();
  return objects.flatMap(({ manifest, where }) => {
    if (isRuntime(manifest)) return located(runtimes.faultsOf(manifest), where);
    return isInferenceService(manifest) ? located(checkService(manifest, services, runtimes), where) : [];
  });
}

/** What is said of runtimes by themselves, once for all their services. */
class Runtimes {
  private readonly known = new Map<Manifest, { readonly isTemplate: boolean; readonly faults: readonly Fault[] }>();

  public isTemplate(runtime: Manifest): boolean {
    return this.lookInto(runtime).isTemplate;
  }

  public faultsOf(runtime: Manifest): readonly Fault[] {
    return this.lookInto(runtime).faults;
  }

  private lookInto(runtime: Manifest) {
    const known = this.known.get(runtime);
    if (known !== undefined) return known;
    const isTemplate = mentionsTemplate(runtime.spec);
    const found = { isTemplate, faults: isTemplate ? checkRuntime(runtime) : [] };
    this.known.set(runtime, found);
    return found;
  }
}

function checkRuntime(runtime: Manifest): readonly Fault[] {
  return arrayAt(runtime, 'spec', 'containers').flatMap((container, index) =>
    isObject(container) && EXPANDED_CONTAINERS.has(textAt(container, 'name') ?? '')
      ? checkLoneContainer(container, ['spec', 'containers', index], DIALECT)
      : [],
  );
}

function checkService(service: Manifest, services: KserveServices, runtimes: Runtimes): readonly Fault[] {
  const runtime = services.runtimeOf(service);
  const own = mentionsTemplate(service.spec) ? checkModel(service, services) : undefined;
  if (own === undefined && (runtime === undefined || !runtimes.isTemplate(runtime))) return [];
  if (runtime === undefined || (own ?? []).length > 0) return own ?? [];
  if (runtimes.faultsOf(runtime).length > 0) return [];
  return checkExpandedContainers(services.podsOf(service).expanded, service, DIALECT);
}

/** The model of a service, which is expanded as part of the runtime's container. */
function checkModel(service: Manifest, services: KserveServices): readonly Fault[] {
  const key = services.demandsOf(service)?.formatField.split('.')[2] ?? 'model';
  const model = valueAt(service, 'spec', 'predictor', key);
  return isObject(model) ? checkLoneContainer(model, ['spec', 'predictor', key], DIALECT) : [];
}

function isRuntime({ apiVersion, kind }: Manifest): boolean {
  return apiVersion.startsWith('serving.kserve.io/') && (kind === 'ServingRuntime' || kind === 'ClusterServingRuntime');
}

function located(faults: readonly Fault[], where: string): readonly Finding[] {
  return faults.map((fault) => ({ ...fault, where }));
}
