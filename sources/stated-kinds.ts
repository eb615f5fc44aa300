import type { ClusterFacts } from '../checks/cluster-facts';
import type { StatedKinds } from '../checks/schema/stated-kinds';
import { rootFacts } from '../imports/generator/facts';
import type { KindSchema } from '../imports/schema/load-schema';
import type { Schema } from '../imports/schema/schema';
import { arrayAt, isObject, textAt, valueAt } from '../kubernetes/manifest';
import type { JsonObject, Manifest } from '../kubernetes/manifest';
import { SchemaBounds } from './bounded-schema';

/**
 * The kinds that CustomResourceDefinitions among the manifests of a cluster define. The schema of a kind is read when it is
 * first asked for; of a definition that the API server would not take, nothing is known.
 *
 * @returns undefined where there are no definitions
 */
export function statedKinds(manifests: Iterable<PlacedDefinition>): StatedKinds | undefined {
  const definitions = new Map<string, PlacedDefinition[]>();
  for (const placed of manifests) {
    const { manifest, place = '' } = placed;
    if (manifest.kind !== 'CustomResourceDefinition' || manifest.apiVersion !== 'apiextensions.k8s.io/v1') continue;
    if (OF_TESTS.test(place)) continue;
    const group = textAt(manifest, 'spec', 'group') ?? '';
    if (OF_OPENSHIFT.test(group)) continue;
    const key = keyOf(group, textAt(manifest, 'spec', 'names', 'kind'));
    const others = definitions.get(key);
    if (others === undefined) definitions.set(key, [placed]);
    else others.push(placed);
  }
  if (definitions.size === 0) return undefined;
  const known = new Map<string, StatedKind | undefined>();
  const bounds = new SchemaBounds();
  const kindOf = (apiVersion: string, kind: string): StatedKind | undefined => {
    const [group, version] = apiVersion.split('/');
    const stated = version === undefined ? undefined : definitions.get(keyOf(group, kind));
    if (stated === undefined) return undefined;
    const key = `${apiVersion} ${kind}`;
    if (!known.has(key)) known.set(key, boundedKind(onlyKind(stated, apiVersion, kind), stated, bounds));
    return known.get(key);
  };
  return {
    schemaOf: (apiVersion, kind) => kindOf(apiVersion, kind)?.schema,
    leftOutOf: (apiVersion, kind) => kindOf(apiVersion, kind)?.leftOut ?? [],
    placeOf: (apiVersion, kind) => kindOf(apiVersion, kind)?.place,
  };
}

/** A manifest that may be a definition, and the file or the construct where it stands. */
export interface PlacedDefinition {
  readonly manifest: Manifest;
  /** @default - it has no name for people */
  readonly place?: string;
}

interface StatedKind {
  readonly schema: KindSchema;
  readonly leftOut: readonly string[];
  readonly place?: string;
}

function boundedKind(
  kind: KindSchema | undefined,
  [definition]: readonly PlacedDefinition[],
  bounds: SchemaBounds,
): StatedKind | undefined {
  if (kind === undefined) return undefined;
  const { schema: root, leftOut } = bounds.bounded(kind.root);
  return { schema: { ...kind, root }, leftOut, place: definition?.place };
}

/** Folders in which projects keep definitions of others for their tests: of some release, or cut short. */
const OF_TESTS = /(?:^|[\\/])(?:testdata|crds?[\\/]external)[\\/]/;

/** What is known of a cluster, with the kinds that its own manifests and those of its inventory define. */
export function withStatedKinds(facts: ClusterFacts | undefined, manifests: readonly PlacedDefinition[]): ClusterFacts {
  const inventory = (facts?.inventory ?? []).map((manifest) => ({ manifest }));
  const kinds = statedKinds([...manifests, ...inventory]);
  return kinds === undefined ? (facts ?? {}) : { ...facts, kinds };
}

function keyOf(group: string | undefined, kind: string | undefined): string {
  return `${group ?? ''} ${kind ?? ''}`;
}

/** Kinds of OpenShift's own API server; a definition of one stands in for it in tests. */
const OF_OPENSHIFT =
  /^(?:apps|authorization|build|image|oauth|project|quota|route|security|template|user)\.openshift\.io$/;

/** Definitions that differ are of several releases, of which a cluster has one: nobody says which. */
function onlyKind(definitions: readonly PlacedDefinition[], apiVersion: string, kind: string): KindSchema | undefined {
  const [first, ...others] = definitions.map(({ manifest }) => definedKind(manifest, apiVersion, kind));
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

function definedKind(definition: Manifest, apiVersion: string, kind: string): KindSchema | undefined {
  const name = apiVersion.split('/')[1];
  const version = arrayAt(definition, 'spec', 'versions').find((each) => textAt(each, 'name') === name);
  const stated = valueAt(version, 'schema', 'openAPIV3Schema');
  const plural = textAt(definition, 'spec', 'names', 'plural');
  const scope = textAt(definition, 'spec', 'scope');
  if (!isObject(stated) || plural === undefined || (scope !== 'Namespaced' && scope !== 'Cluster')) return undefined;
  if (valueAt(version, 'served') !== true || valueAt(definition, 'spec', 'preserveUnknownFields') === true) {
    return undefined;
  }
  const root = rootOf(stated);
  if (root === undefined) return undefined;
  const storage = valueAt(version, 'storage') === true;
  return { apiVersion, kind, plural, scope, isBuiltIn: false, storage, root, definitions: {}, resolve: (one) => one };
}

/** Undefined of what is no structural schema. */
function rootOf(stated: JsonObject): Schema | undefined {
  const problems: string[] = [];
  const root = rootFacts(stated, '', (field) => problems.push(field));
  // Of metadata a definition may bound names alone; what fields there are, it does not say.
  const { metadata: _metadata, ...properties } = root.properties ?? {};
  return problems.length === 0 ? { ...root, properties } : undefined;
}
