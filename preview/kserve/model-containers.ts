import { arrayAt, nameOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { objectMeta } from '../object-meta';
import type { Written } from '../origin';
import { refused } from '../pods-result';
import type { ExpandedContainer, NoPods } from '../pods-result';
import type { DefaultedService, ServiceModel } from './defaulted-service';
import { withImageTag } from './image-tag';
import { expanded, mergedContainer, nameOfContainer, unmerged, writtenContainers } from './predictor-container';
import type { ContainerResult, ExpansionOutcome, PredictorContainer } from './predictor-container';
import { serverTypeOf } from './server-type';

export const MAIN_CONTAINER = 'kserve-container';
export const TRANSFORMER_CONTAINER = 'transformer-container';

export type ContainersResult =
  | {
      readonly ok: true;
      readonly made: readonly PredictorContainer[];
      readonly expansions: readonly ExpandedContainer[];
    }
  | { readonly ok: false; readonly none: NoPods };

/**
 * The containers of a predictor with a model: that of the runtime with the service's model put over it, the transformer,
 * what else the runtime has, and what else the service has.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go buildPodSpec
 */
export function modelContainers(service: DefaultedService, model: ServiceModel, runtime: Manifest): ContainersResult {
  const ofRuntime = writtenContainers(
    runtime,
    'runtime',
    ['spec', 'containers'],
    arrayAt(runtime, 'spec', 'containers'),
  );
  const ofService = writtenContainers(
    service.manifest,
    'service',
    ['spec', 'predictor', 'containers'],
    arrayAt(service.predictor, 'containers'),
  );
  if (ofRuntime.length === 0) {
    return none(refused('no container configuration found in selected serving runtime', 'InvalidPredictorSpec'));
  }
  const main = expandedMain(service, model, runtime, ofRuntime);
  if (!main.ok) return none(main.none);
  const transformer = expandedTransformer(service, runtime, ofRuntime, ofService);
  if (transformer !== undefined && !transformer.ok) {
    return none({ ...transformer.none, expanded: [main.expansion, ...transformer.none.expanded] });
  }
  const others = [
    ...ofRuntime.filter((one) => ![MAIN_CONTAINER, TRANSFORMER_CONTAINER].includes(nameOfContainer(one))),
    ...ofService.filter((one) => nameOfContainer(one) !== TRANSFORMER_CONTAINER),
  ];
  return {
    ok: true,
    made: [main.made, ...(transformer === undefined ? [] : [transformer.made]), ...others.map(unmerged)],
    expansions: [main.expansion, ...(transformer === undefined ? [] : [transformer.expansion])],
  };
}

function expandedMain(
  service: DefaultedService,
  model: ServiceModel,
  runtime: Manifest,
  ofRuntime: readonly Written[],
): ExpansionOutcome {
  const base = ofRuntime.find((one) => nameOfContainer(one) === MAIN_CONTAINER);
  if (base === undefined) {
    return none(refused(`failed to find ${MAIN_CONTAINER} in ServingRuntime containers`, 'InvalidPredictorSpec'));
  }
  const overlay: Written = {
    author: 'service',
    manifest: service.manifest,
    path: ['spec', 'predictor', model.key],
    value: model.stated,
  };
  const result = expandedFrom(mergedContainer(base, overlay, model.container), service, runtime);
  if (!result.ok) return result;
  const { container, sources } = result.made;
  const image = withImageTag(container, textAt(model.fields, 'runtimeVersion'), serverTypeOf(runtime));
  return { ...result, made: { container: image, sources } };
}

/** Undefined where neither has one. */
function expandedTransformer(
  service: DefaultedService,
  runtime: Manifest,
  ofRuntime: readonly Written[],
  ofService: readonly Written[],
): ExpansionOutcome | undefined {
  const [base, overlay] = [ofRuntime, ofService].map((list) =>
    list.find((one) => nameOfContainer(one) === TRANSFORMER_CONTAINER),
  );
  const only = base ?? overlay;
  if (only === undefined) return undefined;
  const made: ContainerResult =
    base === undefined || overlay === undefined ? { ok: true, made: unmerged(only) } : mergedContainer(base, overlay);
  return expandedFrom(made, service, runtime);
}

function expandedFrom(result: ContainerResult, service: DefaultedService, runtime: Manifest): ExpansionOutcome {
  return result.ok ? expanded(result.made, metadataOf(service), nameOf(runtime)) : result;
}

function metadataOf({ manifest, labels, annotations }: DefaultedService) {
  return objectMeta({ ...manifest, metadata: { ...objectAt(manifest, 'metadata'), labels, annotations } });
}

function none(result: NoPods): { readonly ok: false; readonly none: NoPods } {
  return { ok: false, none: result };
}
