import { schemaOf } from '../imports/schema/load-schema';
import type { Fault } from './finding';
import {
  isDns1035Label,
  isDnsLabel,
  isDnsSubdomain,
  isLabelValue,
  isQualifiedName,
  nearestDnsLabel,
} from '../kubernetes/names';
import { groupOf, isArray, isObject, objectAt, textAt, valueAt } from '../kubernetes/manifest';
import type { JsonObject, JsonValue, Manifest } from '../kubernetes/manifest';

/** All annotations of an object together, in bytes. */
const ANNOTATIONS_LIMIT = 256 * 1024;

/** Core kinds whose names become DNS labels. */
const NAMES_AS_LABELS: ReadonlySet<string> = new Set(['/Namespace', 'apps/StatefulSet']);
const NAMES_AS_DNS_1035: ReadonlySet<string> = new Set(['/Service', 'leaderworkerset.x-k8s.io/LeaderWorkerSet']);

/** Kinds with `path segment` names, in which nearly everything is allowed. */
const NAMES_AS_PATH_SEGMENTS = 'rbac.authorization.k8s.io';

/** Names, labels and annotations against Kubernetes' limits. */
export function checkMetadata(manifest: Manifest): readonly Fault[] {
  return [
    ...checkName(manifest),
    ...checkNamespace(manifest),
    ...checkLabels(manifest),
    ...checkAnnotations(manifest),
    ...checkServerFields(manifest),
  ];
}

/** What the API server writes itself, as `kubectl get -o yaml` shows it. */
const SERVER_FIELDS = [
  'creationTimestamp',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'uid',
];

/** @see https://github.com/kubernetes/apiserver/blob/master/pkg/registry/rest/create.go BeforeCreate */
function checkServerFields(manifest: Manifest): readonly Fault[] {
  const metadata = objectAt(manifest, 'metadata');
  // Go writes a time that is not set as null.
  const stated = SERVER_FIELDS.filter((field) => metadata[field] !== undefined && metadata[field] !== null);
  const [first] = stated;
  if (first === undefined) return [];
  return [
    {
      id: 'metadata/server-field',
      severity: 'warning',
      field: `metadata.${first}`,
      problem: `${stated.join(', ')} ${stated.length === 1 ? 'is' : 'are'} the API server's to write`,
      consequence: stated.some((field) => field === 'resourceVersion' || field === 'uid')
        ? 'The API server refuses every later apply, as the object in the cluster has another by then.'
        : 'The API server writes its own, and a GitOps tool may see a difference for ever.',
      mend: 'Leave them out: they come from an object that was copied out of a cluster.',
    },
  ];
}

function checkName(manifest: Manifest): readonly Fault[] {
  const name = valueAt(manifest, 'metadata', 'name');
  if (name === undefined || name === null || name === '') return isFileOfProgram(manifest) ? [] : [noName(manifest)];
  if (typeof name !== 'string') return [notText('metadata/name', 'metadata.name', name)];
  // What kustomize reads by itself is never applied.
  if (manifest.apiVersion === 'builtin') return [];
  const group = groupOf(manifest);
  const key = `${group}/${manifest.kind}`;
  if (group === NAMES_AS_PATH_SEGMENTS) {
    return /[/%]/.test(name) || name === '.' || name === '..'
      ? [
          fault(
            'metadata/name',
            'metadata.name',
            `'${name}' has a character that no path may have`,
            'Leave / and % out.',
          ),
        ]
      : [];
  }
  const [valid, rule] = NAMES_AS_LABELS.has(key)
    ? [isDnsLabel(name), 'lower-case letters, digits and dashes, at most 63']
    : NAMES_AS_DNS_1035.has(key)
      ? [isDns1035Label(name), 'lower-case letters, digits and dashes, a letter first, at most 63']
      : [isDnsSubdomain(name), 'lower-case letters, digits, dashes and dots, at most 253'];
  if (valid) return [];
  return [
    fault(
      'metadata/name',
      'metadata.name',
      `'${shortened(name)}' (${name.length} characters) is no name for ${/^[AEIOU]/.test(manifest.kind) ? 'an' : 'a'} ${manifest.kind}: it allows ${rule}`,
      isPlaceholder(name) ? FILL_IN : `Name it '${proposedName(name, key)}', say.`,
    ),
  ];
}

/**
 * Whether it is none of the API server's objects, of which each has metadata, but what a program reads by itself: the
 * configuration of the kubelet, of kind or of a scheduler.
 */
function isFileOfProgram(manifest: Manifest): boolean {
  return !Object.hasOwn(manifest, 'metadata') && schemaOf(manifest.apiVersion, manifest.kind) === undefined;
}

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/ */
function noName(manifest: Manifest): Fault {
  const stated = fault('metadata/no-name', 'metadata.name', `The ${manifest.kind} has no name`, 'State metadata.name.');
  const prefix = textAt(manifest, 'metadata', 'generateName');
  if (prefix === undefined || prefix === '') return stated;
  return {
    ...stated,
    severity: 'warning',
    field: 'metadata.generateName',
    problem: `The ${manifest.kind} has no name, and '${shortened(prefix)}' begins one that is made up each time`,
    consequence:
      'kubectl apply and Flux refuse the object; kubectl create and hooks of Argo CD make a new one each time.',
  };
}

const FILL_IN = 'Fill in what stands in angle brackets.';

/** Whether a text waits for somebody to fill it in, such as `<your-name>`. */
function isPlaceholder(text: string): boolean {
  return /<[^<>]+>/.test(text);
}

/** The name that is nearest and works; pods of a LeaderWorkerSet carry its name and more in one label. */
function proposedName(name: string, key: string): string {
  if (!NAMES_AS_DNS_1035.has(key)) return nearestDnsLabel(name);
  return nearestDnsLabel(name.replace(/^[^A-Za-z]+/, ''), key.endsWith('/LeaderWorkerSet') ? 50 : 63);
}

function checkNamespace(manifest: Manifest): readonly Fault[] {
  const namespace = valueAt(manifest, 'metadata', 'namespace');
  if (namespace === undefined || (typeof namespace === 'string' && isDnsLabel(namespace))) return [];
  return [
    fault(
      'metadata/namespace',
      'metadata.namespace',
      `${shortened(JSON.stringify(namespace))} is no namespace: it allows lower-case letters, digits and dashes, at most 63`,
      typeof namespace === 'string' && isPlaceholder(namespace) ? FILL_IN : 'Use the name of the Namespace object.',
    ),
  ];
}

function checkLabels(manifest: Manifest): readonly Fault[] {
  const labels = objectAt(manifest, 'metadata', 'labels');
  return faultsOfEntries(labels, 'metadata/label', 'metadata.labels', (key, value, field) => {
    if (!isQualifiedName(key)) return invalidKey('metadata/label', field(), key);
    if (isLabelValue(value)) return undefined;
    return fault(
      'metadata/label',
      field(),
      `'${shortened(value)}' (${value.length} characters) is no label value: it allows letters, digits, - _ and ., at most 63`,
      'Shorten it, or say it in an annotation.',
    );
  });
}

function checkAnnotations(manifest: Manifest): readonly Fault[] {
  const annotations = objectAt(manifest, 'metadata', 'annotations');
  let bytes = 0;
  const faults = faultsOfEntries(annotations, 'metadata/annotation', 'metadata.annotations', (key, value, field) => {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    return isQualifiedName(key.toLowerCase()) ? undefined : invalidKey('metadata/annotation', field(), key);
  });
  if (bytes <= ANNOTATIONS_LIMIT) return faults;
  return [
    ...faults,
    fault(
      'metadata/annotations-size',
      'metadata.annotations',
      `All annotations together are ${bytes} bytes, the limit is ${ANNOTATIONS_LIMIT}`,
      'Move long texts into a ConfigMap.',
    ),
  ];
}

/** Checks each entry of a map of texts; the field is spelled for an entry with a fault alone. */
function faultsOfEntries(
  map: JsonObject,
  id: string,
  path: string,
  check: (key: string, value: string, field: () => string) => Fault | undefined,
): readonly Fault[] {
  const faults: Fault[] = [];
  for (const key of Object.keys(map)) {
    const value = map[key];
    const field = () => `${path}[${JSON.stringify(key)}]`;
    // Go reads null as a text that is empty.
    const text = value === null ? '' : value;
    const found = typeof text === 'string' ? check(key, text, field) : notText(id, field(), text);
    if (found !== undefined) faults.push(found);
  }
  return faults;
}

function invalidKey(id: string, field: string, key: string): Fault {
  return fault(
    id,
    field,
    `'${shortened(key)}' is no key: it allows a DNS name and a slash, then letters, digits, - _ and ., at most 63`,
    'Correct the key.',
  );
}

function notText(id: string, field: string, value: JsonValue | undefined): Fault {
  const kind = isObject(value) ? 'a map' : isArray(value) ? 'a list' : `the ${typeof value} ${JSON.stringify(value)}`;
  const mend = typeof value === 'object' ? 'State a text.' : `Put it in quotation marks: "${String(value)}".`;
  return fault(id, field, `The value is ${kind}, not text`, mend);
}

function fault(id: string, field: string, problem: string, mend: string): Fault {
  return { id, severity: 'error', field, problem, consequence: 'The API server refuses the object.', mend };
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
