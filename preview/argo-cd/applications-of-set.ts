import {
  arrayAt,
  isArray,
  isManifest,
  isObject,
  nameOf,
  namespaceOf,
  objectAt,
  valueAt,
} from '../../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../../kubernetes/manifest';
import { renderTemplate } from '../go-template/render';

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** What a template makes of a text, undefined where it fails or that is not known. */
type Renderer = (text: string) => string | undefined;

/**
 * The Applications that an ApplicationSet makes; undefined where that is not in the set: where a generator asks Git or a
 * cluster, and where a template uses more than Go's own functions.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/applicationset/controllers/template/template.go GenerateApplications
 */
export function applicationsOfSet(set: Manifest): readonly Manifest[] | undefined {
  const spec = objectAt(set, 'spec');
  if (spec.templatePatch !== undefined) return undefined;
  const elements = arrayAt(spec, 'generators').map(elementsOf);
  const applications: Manifest[] = [];
  for (const element of elements.flat()) {
    const application = element === undefined ? undefined : applicationOf(set, element);
    if (application === undefined) return undefined;
    applications.push(application);
  }
  const names = new Set(applications.map(nameOf));
  return names.size === applications.length && !names.has('') ? applications : undefined;
}

/** Whether the objects of Applications that a set makes go with them. */
export function deletesObjects(set: Manifest): boolean {
  const finalizers = arrayAt(set, 'spec', 'template', 'metadata', 'finalizers');
  if (finalizers.length > 0) return finalizers.some(isOfObjects);
  return valueAt(set, 'spec', 'syncPolicy', 'preserveResourcesOnDeletion') !== true;
}

function isOfObjects(finalizer: JsonValue): boolean {
  return typeof finalizer === 'string' && finalizer.startsWith(FINALIZER);
}

/** @see https://github.com/argoproj/argo-cd/blob/master/applicationset/generators/list.go GenerateParams */
function elementsOf(generator: JsonValue): readonly (JsonObject | undefined)[] {
  const list = objectAt(generator, 'list');
  const isAlone = isObject(generator) && Object.keys(generator).length === 1 && isArray(list.elements);
  if (!isAlone || Object.keys(list).length > 1) return [undefined];
  return arrayAt(list, 'elements').map((element) =>
    isObject(element) && Object.keys(element).length > 0 ? element : undefined,
  );
}

/** @see https://github.com/argoproj/argo-cd/blob/master/applicationset/utils/utils.go RenderTemplateParams */
function applicationOf(set: Manifest, element: JsonObject): Manifest | undefined {
  const template = objectAt(set, 'spec', 'template');
  const renderer = valueAt(set, 'spec', 'goTemplate') === true ? goRenderer(element) : plainRenderer(element);
  const metadata = renderer && rendered(objectAt(template, 'metadata'), renderer);
  const spec = renderer && rendered(objectAt(template, 'spec'), renderer);
  if (!isObject(metadata) || !isObject(spec)) return undefined;
  const finalizers = arrayAt(metadata, 'finalizers');
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      ...metadata,
      ...namespaceIn(set),
      finalizers: finalizers.length === 0 && deletesObjects(set) ? [FINALIZER] : finalizers,
    },
    spec,
  };
  return isManifest(application) ? application : undefined;
}

function namespaceIn(set: Manifest): JsonObject {
  const namespace = namespaceOf(set);
  return namespace === undefined ? {} : { namespace };
}

/** How Go writes a number depends on its size, so that those whose elements have one are not foreseen. */
function goRenderer(element: JsonObject): Renderer | undefined {
  if (hasNumber(element)) return undefined;
  return (text) => {
    if (!text.includes('{{')) return text;
    const result = renderTemplate(text, element);
    return result.ok && !result.text.includes('<no value>') ? result.text : undefined;
  };
}

function hasNumber(value: JsonValue): boolean {
  if (isArray(value)) return value.some(hasNumber);
  return isObject(value) ? Object.values(value).some(hasNumber) : typeof value === 'number';
}

/** Without `goTemplate`, names in double braces stand for texts, and those that nothing stands for stay. */
function plainRenderer({ values, ...texts }: JsonObject): Renderer | undefined {
  const nested = isObject(values)
    ? Object.entries(values).map(([name, value]) => [`values.${name}`, value] as const)
    : [];
  const known = new Map([...Object.entries(texts), ...nested]);
  const isOfTexts = [...known.values()].every((value) => typeof value === 'string');
  if (!isOfTexts || (values !== undefined && !isObject(values))) return undefined;
  return (text) =>
    text.replaceAll(/\{\{(.*?)\}\}/gs, (tag: string, name: string) => {
      const value = known.get(name.trim());
      return typeof value === 'string' ? value : tag;
    });
}

function rendered(value: JsonValue, renderer: Renderer): JsonValue | undefined {
  if (typeof value === 'string') return renderer(value);
  if (isArray(value)) {
    const members = value.map((member) => rendered(member, renderer)).filter((member) => member !== undefined);
    return members.length === value.length ? members : undefined;
  }
  if (!isObject(value)) return value;
  const entries: [string, JsonValue][] = [];
  for (const [key, member] of Object.entries(value)) {
    const [name, content] = [renderer(key), rendered(member, renderer)];
    if (name === undefined || content === undefined) return undefined;
    entries.push([name, content]);
  }
  return Object.fromEntries(entries);
}
