import { nearestName } from '../../catalog/nearest-name';
import { arrayAt, groupOf, isArray, isObject, nameOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonValue, LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { EnvironmentFacts } from '../cluster-facts';
import type { Fault, Finding } from '../finding';
import { DEPLOYMENT_TEMPLATE, deploymentTemplatesOf } from './agent';
import { checkAgentDigests } from './agent-digests';
import { checkImages } from './agent-images';
import { checkMatchedRuntimes, checkMatches } from './agent-matches';
import { checkArguments } from './arguments';
import { checkCustomArguments } from './custom-arguments';
import { checkDistribution } from './distribution';
import type { HydraFault } from './hydra-fault';
import { asKept, keptRuntimes } from './kept';
import { readInner } from './inner-document';
import type { InnerDocument } from './inner-document';
import { launchOf } from './launch';
import { checkMounts } from './mounts';
import { renderAll } from './renderings';
import { checkRuntimeNames } from './runtime-names';
import { RUNTIME_TEMPLATE, runtimeTemplateOf } from './runtime-template';
import type { RuntimeTemplate } from './runtime-template';
import { checkServingAddress } from './serving-address';
import { checkShape } from './shape';
import { checkVariables } from './variables';

/**
 * What would go wrong with the custom runtimes of the large-model service platform Hydra in one cluster: their
 * templates in the ConfigMap `hydra-runtime-template`, and their images in `hydra-agent`.
 */
export function checkHydra(objects: readonly LocatedManifest[], environment?: EnvironmentFacts): readonly Finding[] {
  const templates = readAll(objects, 'hydra-runtime-template', 'config.yaml');
  const agents = readAll(objects, 'hydra-agent', 'configmap');
  const runtimes = templates.flatMap(({ document }) => (document === undefined ? [] : runtimeTemplatesOf(document)));
  // Where a text of templates cannot be read, it is not known which runtimes there are.
  const areKnown = templates.length > 0 && templates.every(({ document }) => document !== undefined);
  const known = areKnown ? runtimes.map(({ runtime }) => runtime) : undefined;
  return [
    ...templates.flatMap(({ where, faults, document, kept }) => {
      if (document === undefined) return at(where, faults);
      const isKept = (index: number) => kept.has(textAt(entryAt(document, 'templates', index), 'runtime') ?? '');
      return at(where, [...faults, ...softened(checkTemplates(document), `${document.path} templates`, isKept)]);
    }),
    ...agents.flatMap(({ where, faults, document, kept }) => {
      if (document === undefined) return at(where, faults);
      const isKept = (index: number) => {
        const names = arrayAt(entryAt(document, 'deployment_templates', index), 'match_runtimes');
        return names.length > 0 && names.every((name) => typeof name === 'string' && kept.has(name));
      };
      const found = checkAgent(document, known);
      const ours = softened(found, `${document.path} deployment_templates`, isKept);
      return at(where, [...faults, ...ours, ...checkAgentDigests(document, isKept, environment)]);
    }),
  ];
}

function at(where: string, faults: readonly Fault[]): readonly Finding[] {
  return faults.map((fault) => ({ ...fault, where }));
}

/** The faults of a list's entries, softened where an entry is somebody else's. */
function softened(
  faults: readonly HydraFault[],
  list: string,
  isKept: (index: number) => boolean,
): readonly HydraFault[] {
  return faults.map((fault) => {
    const index = fault.field?.startsWith(`${list}[`) === true ? /^\d+/.exec(fault.field.slice(list.length + 1)) : null;
    return index !== null && isKept(Number(index[0])) ? asKept(fault) : fault;
  });
}

function entryAt({ content }: InnerDocument, list: string, index: number): JsonValue | undefined {
  return arrayAt(content, list)[index];
}

function readAll(objects: readonly LocatedManifest[], name: string, key: string) {
  return objects
    .filter(({ manifest }) => isConfigMap(manifest, name))
    .map(({ manifest, where }) => ({ where, kept: keptRuntimes(manifest), ...readInner(manifest, key) }));
}

function isConfigMap(manifest: Manifest, name: string): boolean {
  return manifest.kind === 'ConfigMap' && groupOf(manifest) === '' && nameOf(manifest) === name;
}

function runtimeTemplatesOf({ content, path }: InnerDocument): readonly RuntimeTemplate[] {
  return arrayAt(content, 'templates').map((entry, index) => runtimeTemplateOf(entry, `${path} templates[${index}]`));
}

function checkTemplates(document: InnerDocument): readonly HydraFault[] {
  const entries = arrayAt(document.content, 'templates');
  const templates = runtimeTemplatesOf(document);
  return [
    ...checkList(document, 'templates'),
    ...templates.flatMap(({ path }, index) => checkShape(entries[index], RUNTIME_TEMPLATE, path)),
    ...checkRuntimeNames(templates.filter((_, index) => isObject(entries[index]))),
    ...templates.flatMap(checkTemplate),
  ];
}

function checkTemplate(template: RuntimeTemplate): readonly HydraFault[] {
  const launch = launchOf(template);
  const { renderings, faults } = renderAll(template, launch);
  return [
    ...[...template.command, ...template.args].flatMap(checkVariables),
    ...faults,
    ...checkArguments(template, launch, renderings),
    ...checkCustomArguments(launch, renderings),
    ...checkDistribution(template, launch, renderings),
    ...checkServingAddress(template, launch, renderings),
    ...checkMounts(template),
  ];
}

function checkAgent(document: InnerDocument, runtimes: readonly string[] | undefined): readonly HydraFault[] {
  const entries = arrayAt(document.content, 'deployment_templates');
  const templates = deploymentTemplatesOf(document);
  const mappings = templates.filter((_, index) => isObject(entries[index]));
  return [
    ...checkList(document, 'deployment_templates'),
    ...templates.flatMap(({ path }, index) => checkShape(entries[index], DEPLOYMENT_TEMPLATE, path)),
    ...checkMatches(mappings),
    ...checkImages(mappings),
    ...(runtimes === undefined ? [] : checkMatchedRuntimes(templates, runtimes)),
  ];
}

function checkList(
  { path, content }: InnerDocument,
  field: 'templates' | 'deployment_templates',
): readonly HydraFault[] {
  const value = valueAt(content, field);
  if (isArray(value)) return [];
  const nearest = value === undefined ? nearestName(field, Object.keys(content)) : undefined;
  // The agent has other settings, and need not have custom runtimes.
  if (value === undefined && nearest === undefined && field === 'deployment_templates') return [];
  return [
    {
      id: 'hydra/structure',
      severity: 'error',
      field: `${path} ${field}`,
      problem: value === undefined ? `The text has no field '${field}'` : `'${field}' is no list`,
      consequence: 'The platform finds no custom runtime.',
      mend:
        nearest === undefined
          ? `Write '${field}:' and below it a list, each entry of which begins with '- '.`
          : `Call '${nearest}' '${field}'.`,
    },
  ];
}
