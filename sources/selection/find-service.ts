import { nearestName } from '../../catalog/nearest-name';
import { groupOf, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';

/** The manifests of one cluster. */
export interface ManifestsOfCluster {
  readonly name?: string;
  readonly manifests: readonly Manifest[];
}

/** A service, and the cluster that it is of. */
export interface FoundService<Cluster extends ManifestsOfCluster> {
  readonly service: Manifest;
  readonly cluster: Cluster;
}

const PLATFORMS: ReadonlySet<string> = new Set(['serving.kserve.io', 'ome.io']);

/** Objects of which one is asked for by its name. */
export interface ServiceKinds {
  readonly isService: (manifest: Manifest) => boolean;
  /** As a person calls them, such as `InferenceService of KServe or OME`. */
  readonly inWords: string;
}

/** Services that get a runtime. */
export const SELECTING: ServiceKinds = { isService, inWords: 'InferenceService of KServe or OME' };

/** As many services are listed where one is to be named. */
const MOST_LISTED = 10;

/**
 * The service that a person means, or as a sentence why it is not to be told.
 *
 * @param asked - `name`, `namespace/name` or `cluster/namespace/name`
 * @param kinds - what counts as a service: those that get a runtime, unless it is said otherwise
 */
export function findService<Cluster extends ManifestsOfCluster>(
  asked: string,
  clusters: readonly Cluster[],
  kinds: ServiceKinds = SELECTING,
): FoundService<Cluster> | string {
  const all = clusters.flatMap((cluster) =>
    cluster.manifests.filter(kinds.isService).map((service) => ({ service, cluster })),
  );
  const steps = asked.split('/').length;
  const matching = all.filter((found) => lastSteps(found, steps) === asked);
  const [only, ...more] = matching;
  if (only === undefined) return unknown(asked, all, clusters, kinds);
  if (more.length === 0) return only;
  const paths = distinct(matching.map((found) => lastSteps(found, 3)));
  return `'${asked}' is the name of ${matching.length} services: ${listed(paths)}. ${
    paths.length === matching.length ? 'Name one like this' : 'Give the files of one of them alone'
  }.`;
}

function unknown(
  asked: string,
  all: readonly FoundService<ManifestsOfCluster>[],
  clusters: readonly ManifestsOfCluster[],
  kinds: ServiceKinds,
): string {
  const isOfLlm = clusters.some(({ manifests }) =>
    manifests.some((manifest) => manifest.kind === 'LLMInferenceService' && nameOf(manifest) === asked),
  );
  if (isOfLlm && kinds === SELECTING)
    return `'${asked}' is an LLMInferenceService, which brings its engine and gets no runtime.`;
  if (all.length === 0) return `there is no service '${asked}', nor any other ${kinds.inWords}.`;
  const steps = asked.split('/').length;
  const names = distinct(all.map((found) => lastSteps(found, steps)));
  const nearest = nearestName(asked, names);
  const hint = nearest === undefined ? `There are ${listed(names)}.` : `Did you mean '${nearest}'?`;
  return `there is no service '${asked}'. ${hint}`;
}

/** The end of `cluster/namespace/name`, as far as it is known. */
function lastSteps({ service, cluster }: FoundService<ManifestsOfCluster>, steps: number): string {
  const path = [cluster.name, namespaceOf(service), nameOf(service)].filter((step) => step !== undefined);
  return path.slice(-steps).join('/');
}

function isService(manifest: Manifest): boolean {
  return manifest.kind === 'InferenceService' && PLATFORMS.has(groupOf(manifest));
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_LISTED;
  return `${names.slice(0, MOST_LISTED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
