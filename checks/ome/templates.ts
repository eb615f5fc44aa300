import { arrayAt, groupOf, isObject, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import { mergedService } from '../../preview/ome/merged-service';
import { checkExpandedContainers } from '../expansion-faults';
import type { TemplateDialect } from '../expansion-faults';
import type { Fault, Finding } from '../finding';
import { checkLoneContainer, mentionsTemplate } from '../lone-templates';
import { OmeIndex } from './ome-index';

const DIALECT: TemplateDialect = {
  name: 'OME',
  reason: '',
  ids: {
    text: 'ome/template-text',
    quotedKey: 'ome/template-text',
    missing: 'ome/template-value-missing',
    changed: 'ome/template-value-escaped',
  },
};

const COMPONENTS = ['engine', 'decoder', 'router'] as const;

/** A component states one pod itself, and in groups one for each of these. */
const PARTS = [[], ['leader'], ['worker']] as const;

/**
 * Text of runtimes and services that OME's template language would trip over, and values of services that do not reach
 * the engine as they are.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go ReplacePlaceholders
 */
export function checkExpansion(objects: readonly LocatedManifest[]): readonly Finding[] {
  const concerned = objects.filter(({ manifest }) => groupOf(manifest) === 'ome.io');
  if (concerned.length === 0) return [];
  const index = new OmeIndex(concerned.map(({ manifest }) => manifest));
  const known = new Map<Manifest, readonly Fault[]>();
  const faultsOf = (runtime: Manifest): readonly Fault[] => {
    const faults = known.get(runtime) ?? checkParts(runtime, 'Config');
    known.set(runtime, faults);
    return faults;
  };
  return concerned.flatMap(({ manifest, where }) => {
    const faults = isRuntime(manifest)
      ? faultsOf(manifest)
      : manifest.kind === 'InferenceService'
        ? checkService(manifest, index.runtimeOf(manifest), faultsOf)
        : [];
    return faults.map((fault) => ({ ...fault, where }));
  });
}

function checkService(
  service: Manifest,
  runtime: Manifest | undefined,
  faultsOf: (runtime: Manifest) => readonly Fault[],
): readonly Fault[] {
  if (!mentionsTemplate(service.spec) && !mentionsTemplate(runtime?.spec)) return [];
  const own = checkParts(service, '');
  if (own.length > 0 || (runtime !== undefined && faultsOf(runtime).length > 0)) return own;
  const { expanded } = mergedService(service, { runtime });
  return checkExpandedContainers(expanded, service, DIALECT);
}

/** The containers that are expanded: runners, and without one the first container. */
function checkParts(manifest: Manifest, suffix: '' | 'Config'): readonly Fault[] {
  if (!mentionsTemplate(manifest.spec)) return [];
  return COMPONENTS.flatMap((component) =>
    PARTS.flatMap((part) => {
      const path = ['spec', `${component}${suffix}`, ...part];
      const fields = valueAt(manifest, ...path);
      const found = expandedOf(fields);
      return found === undefined ? [] : checkLoneContainer(found.container, [...path, ...found.steps], DIALECT);
    }),
  );
}

function expandedOf(fields: JsonValue | undefined) {
  const runner = valueAt(fields, 'runner');
  if (isObject(runner)) return { container: runner, steps: ['runner'] };
  const [first] = arrayAt(fields, 'containers');
  return isObject(first) ? { container: first, steps: ['containers', 0] } : undefined;
}

function isRuntime({ kind }: Manifest): boolean {
  return kind === 'ServingRuntime' || kind === 'ClusterServingRuntime';
}
