import { parse } from 'yaml';
import { arrayAt, isManifest, isObject, nameOf, objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonValue, Manifest } from '../../kubernetes/manifest';
import { fleetManifests, fleetObject } from '../reference-fleet';
import {
  documentsArePresent,
  documentText,
  fencedYaml,
  fieldsOfBrokenYaml,
  firstRequest,
  leavesOfOneLine,
  objectsInLines,
} from './document-objects';
import type { Leaf } from './document-objects';
import { documentedDifferences } from './documented-differences';
import { differingFields, fieldValues } from './field-values';

const PRESET_MODEL = 'DeepSeek-R1-Distill-Qwen-7B';

const differences = documentedDifferences();
const whereDocumentsAre = documentsArePresent ? describe : describe.skip;

whereDocumentsAre('the reference fleet (skipped where the source documents are absent)', () => {
  const alauda: readonly (readonly [string, Manifest])[] = documentsArePresent
    ? objectsInLines(documentText('000')).map((object) => [nameOf(object), object])
    : [];

  test('finds the three runtimes of the Alauda AI document', () => {
    expect(alauda.map(([name]) => name)).toEqual([
      'aml-xinference-cuda-12.1',
      'aml-mlserver-cuda-11.6',
      'mindie-2.2rc1-310p',
    ]);
  });

  test.each(alauda)('writes %s as the document does, but for the documented differences', (name, document) => {
    expectDocumented(name, document, fleetObject('alauda', document.kind, name));
  });

  test('writes the template of CCE as the document does, but for the documented differences', () => {
    const [document] = objectsInLines(documentText('001'));
    const templates = objectAt(fleetObject('cce-add-on', 'ConfigMap', 'cce-model-templates'), 'data');
    const template: unknown = parse(textAt(templates, `${PRESET_MODEL}.yaml`) ?? '');
    expectDocumented(PRESET_MODEL, document, isManifest(template) ? template : undefined);
  });

  test('registers a model with CCE as the document does, but for the documented differences', () => {
    const registration = objectAt(fleetObject('cce-add-on', 'ConfigMap', /^preset-models-/), 'data');
    const payload: unknown = JSON.parse(textAt(registration, 'registration.json') ?? '');
    const models = isObject(payload) ? arrayAt(payload, 'models') : [];
    const ours = models.find((model) => textAt(model, 'name') === PRESET_MODEL);
    expectDocumented('POST /v1/models', firstRequest(documentText('001')), ours);
  });

  test.each(omeObjects())(
    'writes the OME %s %s as the document does, but for the documented differences',
    (...object) => {
      const [kind, name, document] = object;
      expectDocumented(name, document, fleetObject('ome', kind, name));
    },
  );

  test("writes Hydra's template as the document does, but for the documented differences", () => {
    const example = fencedYaml(documentText('003')).find((yaml) => yaml.includes('ray start'));
    const [document] = entriesOf(parse(example ?? ''), 'templates');
    const ours = fleetObject('hydra-global', 'ConfigMap', 'hydra-runtime-template');
    const entries = entriesOf(parse(textAt(objectAt(ours, 'data'), 'config.yaml') ?? ''), 'templates');
    const template = entries.find((entry) => textAt(entry, 'runtime') === 'vllm-cpu');
    expectDocumented('vllm-cpu in hydra-runtime-template', document, template);
  });

  test("names Hydra's image as the document does, but for the documented differences", () => {
    const example = fencedYaml(documentText('003')).find((yaml) => yaml.includes('deployment_templates:'));
    const fields = fieldsOfBrokenYaml(example ?? '');
    const field = (name: string) => fields.get(name) ?? '';
    const image = { registry: field('registry'), repository: field('repository'), tag: field('tag') };
    const document = {
      match_runtimes: field('match_runtimes'),
      match_gpu_types: field('match_gpu_types'),
      container_template: { image },
    };
    const ours = fleetObject('hydra-work', 'ConfigMap', 'hydra-agent');
    const entries = entriesOf(parse(textAt(objectAt(ours, 'data'), 'configmap') ?? ''), 'deployment_templates');
    const deployment = entries.find((entry) => arrayAt(entry, 'match_runtimes').includes('vllm-cpu'));
    expectDocumented('vllm-cpu in hydra-agent', document, deployment);
  });

  test.each(openshiftObjects())(
    'writes the OpenShift AI %s %s as the document does, but for the documented differences',
    (kind, name, leaves) => {
      const ours = fieldValues(fleetObject('openshift', kind, name));
      const document = placed(leaves, ours);
      const fields = differingFields(document, ours);
      expect(fields.filter((field) => !isDocumented(name, field))).toEqual([]);
      expect(unusedDifferences(name, fields)).toEqual([]);
    },
  );
});

/** The object of a row that is for all of them. */
const EVERY = '*';

test('the documented differences of every object hold of some', () => {
  const fields = fleetManifests().flatMap((manifest) => [...fieldValues(manifest).keys()]);
  const rows = differences.filter(({ object }) => object === EVERY);
  expect(rows.filter(({ field }) => !fields.some((one) => covers(field, one)))).toEqual([]);
});

function entriesOf(inner: unknown, list: string): readonly JsonValue[] {
  return isObject(inner) ? arrayAt(inner, list) : [];
}

/** Fails on a difference that has no row, and on a row without a difference. */
function expectDocumented(name: string, document: JsonValue | undefined, ours: JsonValue | undefined): void {
  const fields = differingFields(fieldValues(document), fieldValues(ours));
  expect(fields.filter((field) => !isDocumented(name, field))).toEqual([]);
  expect(unusedDifferences(name, fields)).toEqual([]);
}

function isDocumented(object: string, field: string): boolean {
  return differences.some(
    (difference) => [object, EVERY].includes(difference.object) && covers(difference.field, field),
  );
}

/** Differences that are documented and no longer there. */
function unusedDifferences(object: string, fields: readonly string[]): readonly string[] {
  return differences
    .filter((difference) => difference.object === object && !fields.some((field) => covers(difference.field, field)))
    .map(({ field }) => field);
}

function covers(documented: string, field: string): boolean {
  return field === documented || (field.startsWith(documented) && /^[.[]/.test(field.slice(documented.length)));
}

/** The objects of the OME document, which shows some of them several times: what it shows first is meant. */
function omeObjects(): readonly (readonly [kind: string, name: string, document: Manifest])[] {
  if (!documentsArePresent) return [];
  const objects = objectsInLines(documentText('004'));
  const first = new Map(objects.toReversed().map((object) => [nameOf(object), object]));
  return [...first].map(([name, object]) => [object.kind, name, object]);
}

type DocumentObject = readonly [kind: string, name: string, leaves: readonly Leaf[]];

/** The two objects of the OpenShift AI document, whose YAML has no line breaks. */
function openshiftObjects(): readonly DocumentObject[] {
  if (!documentsArePresent) return [];
  const text = documentText('002');
  const [runtime, service] = [...text.matchAll(/^apiVersion: .*$/gm)].map(([line]) => line);
  return [
    ['ServingRuntime', 'vllm-runtime', leavesOfOneLine(runtime ?? '', true)],
    ['InferenceService', 'granite', leavesOfOneLine(service ?? '', false)],
  ];
}

/**
 * The document's leaves by the paths they have in ours. Lost line breaks leave a field's name alone: a leaf belongs to
 * a field of that name with the same value, else to any other of that name, else to none.
 */
function placed(leaves: readonly Leaf[], ours: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const free = new Map(ours);
  const document = new Map<string, string>();
  const place = (accepts: (leaf: Leaf, value: string) => boolean) => (leaf: Leaf) => {
    const path = [...free].find(([candidate, value]) => lastField(candidate) === leaf[0] && accepts(leaf, value))?.[0];
    if (path === undefined) return true;
    free.delete(path);
    document.set(path, leaf[1]);
    return false;
  };
  const different = leaves.filter(place((leaf, value) => value === leaf[1]));
  const foreign = different.filter(place(() => true));
  for (const [field, value] of foreign) document.set(field, value);
  return document;
}

function lastField(path: string): string {
  return /(?:\["([^"]+)"\]|([A-Za-z0-9_]+))(?:\[\d+\])?$/.exec(path)?.slice(1).find(Boolean) ?? path;
}
