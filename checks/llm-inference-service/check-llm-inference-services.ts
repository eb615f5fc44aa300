import { arrayAt, isObject, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { isConfig } from '../../preview/llm-inference-service/config-index';
import type { ClusterFacts } from '../cluster-facts';
import type { Fault, Finding } from '../finding';
import { checkSchema } from '../schema/check-schema';
import { checkAdmission } from './admission';
import { checkConfig } from './config-admission';
import { checkDeviceClaims } from './device-claims';
import type { LlmCluster } from './llm-cluster';
import type { MadeService } from './made-service';
import { madeServices } from './made-services';
import { checkModelName, checkOverriddenName, checkSharedNames, routedModels } from './model-names';
import { checkGroupName, checkServiceName } from './names';
import { checkMadePods } from './pod-faults';
import { checkReferences } from './references';
import { versionOf } from './service';
import type { LlmService } from './service';
import { checkServiceTemplates } from './templates';

/** What KServe would refuse of the LLMInferenceServices of one cluster and their configurations, or could not run. */
export function checkLlmInferenceServices(
  objects: readonly LocatedManifest[],
  facts: ClusterFacts = {},
): readonly Finding[] {
  const configs = objects.filter(({ manifest }) => isConfig(manifest));
  if (configs.length === 0 && !objects.some(({ manifest }) => manifest.kind === 'LLMInferenceService')) return [];
  const { cluster, services } = madeServices(objects, facts);
  const ofServices = services.flatMap(({ service, where, made }) => [
    ...checkService(service, made, cluster).map((fault) => ({ ...fault, where })),
    ...checkMadePods(service, where, made, cluster),
  ]);
  const ofConfigs = configs.flatMap(({ manifest, where }) =>
    checkConfig(manifest, cluster).map((fault) => ({ ...fault, where })),
  );
  return distinct([...ofServices, ...ofConfigs, ...checkSharedNames(services.flatMap(routedModels))]);
}

function checkService(service: LlmService, made: MadeService, cluster: LlmCluster): readonly Fault[] {
  const { name, manifest } = service;
  const own = [...checkServiceName(name), ...checkDeviceClaims(service.annotations), ...checkStated(service, cluster)];
  const { combination, merged, data, rendered } = made;
  const references = checkReferences(service, combination, cluster);
  if (merged === undefined) return [...own, ...references, ...checkMerge(made)];
  const texts =
    rendered?.ok === true ? [] : checkServiceTemplates(manifest, combination, merged, data, cluster.configuration);
  const spec = rendered?.ok === true ? rendered.spec : merged;
  const isPreset = made.started.some(({ pod }) => pod.preset !== undefined);
  return [
    ...own,
    ...references,
    ...texts,
    ...(rendered?.ok === true ? checkRendered(service, made, rendered.spec, own, cluster) : []),
    ...checkGroupName(name, spec),
    ...checkOverriddenName(service, combination),
    ...(rendered === undefined ? [] : checkModelName(combination.modelName, spec, isPreset)),
  ];
}

/** What is refused of the service as it stands; its model may come from a configuration. */
function checkStated({ spec, version, modelName }: LlmService, { ociModelMode }: LlmCluster): readonly Fault[] {
  const faults = checkAdmission(spec, { version, modelName, ociModelMode });
  const isInherited = (textAt(spec, 'model', 'uri') ?? '') === '' && arrayAt(spec, 'baseRefs').length > 0;
  return isInherited ? faults.filter(({ field }) => field !== 'spec.model.uri') : faults;
}

/**
 * What is refused of the service together with its configurations: the controller has the API server try it.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go reconcileBaseRefs
 */
function checkRendered(
  service: LlmService,
  { combination }: MadeService,
  spec: JsonObject,
  own: readonly Fault[],
  { ociModelMode }: LlmCluster,
): readonly Fault[] {
  const configs = combination.layers.flatMap(({ config }) => config?.manifest ?? []);
  if (configs.length === 0) return [];
  const isNew = [service.manifest, ...configs].every((manifest) => versionOf(manifest) === 'v1alpha2');
  const rendered: Manifest = {
    apiVersion: 'serving.kserve.io/v1alpha2',
    kind: 'LLMInferenceService',
    metadata: objectAt(service.manifest, 'metadata'),
    spec: withoutNulls(spec),
  };
  const all = [
    ...checkAdmission(spec, { version: 'v1alpha2', modelName: combination.modelName, ociModelMode }),
    ...(isNew ? (checkSchema(rendered) ?? []) : []),
  ];
  const told = new Set([...own, ...(isNew ? (checkSchema(service.manifest) ?? []) : [])].map(inShort));
  const names = configs.map((config) => `'${textAt(config, 'metadata', 'name') ?? ''}'`).join(', ');
  return (
    all
      // What is missing here may stand in a preset that is known by its outline alone.
      .filter(({ id, severity }) => severity === 'error' && id !== 'schema/missing-field')
      .filter((fault) => !told.has(inShort(fault)))
      .map((fault) => ({
        ...fault,
        problem: `Together with ${names}: ${fault.problem}`,
        consequence:
          'The API server refuses what the controller makes of them, and no pod is made (InvalidRenderedConfig).',
      }))
  );
}

function inShort({ id, field, problem }: Fault): string {
  return [id, field, problem].join('\n');
}

/** Nothing that Go writes as null is there to the API server. */
function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => (entry === null ? [] : [[key, cleaned(entry)] as const])),
  );
}

function cleaned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(cleaned);
  return isObject(value) ? withoutNulls(value) : value;
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go mergeSpecs */
function checkMerge({ combination: { merge, layers } }: MadeService): readonly Fault[] {
  if (merge.ok) return [];
  const names = layers.flatMap(({ name, config }) => (config === undefined ? [] : [`'${name}'`])).join(', ');
  return [
    {
      id: 'llmisvc/config-merge',
      severity: 'error',
      field: 'spec.baseRefs',
      problem: `The configuration of the scheduler is stated twice, and cannot be merged (${names}): ${merge.problem}`,
      consequence:
        'Go knows no type of what stands in `router.scheduler.config.inline`: the controller fails and makes no pod (CombineBaseError).',
      mend: 'State `router.scheduler.config.inline` in one place only: in the service, or in one configuration.',
    },
  ];
}

/** What a configuration states is told once, of however many services. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const told = new Map<string, Finding>();
  for (const finding of findings) {
    const key = [finding.where, finding.id, finding.field, finding.problem].join('\n');
    if (!told.has(key)) told.set(key, finding);
  }
  return [...told.values()];
}
