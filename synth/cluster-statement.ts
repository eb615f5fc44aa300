import { relative, resolve, sep } from 'node:path';
import { isCatalogue, pathTo } from '../sources/configuration/cluster';
import type { Cluster } from '../constructs/cluster';
import { isObject } from '../kubernetes/manifest';
import type { JsonObject } from '../kubernetes/manifest';

/**
 * What a Cluster and its platform state, in the words of `cdk8s-inference.yaml`, as the index of its folder has it. Paths
 * lead from the working directory, so that they are the same wherever the code lies.
 */
export function clusterStatement(cluster: Cluster): JsonObject {
  const { platform, kserve = {} } = cluster.platform?.facts ?? {};
  const { environment } = cluster;
  const facts = Object.entries(kserve).filter(([, fact]) => fact !== undefined);
  const runtimes = cluster.runtimes.map((path) => (isCatalogue(path) ? path : pathTo(fromWorkingDirectory(path))));
  // Programs in JavaScript may state what is no data at all.
  const statement: unknown = JSON.parse(
    JSON.stringify({
      name: cluster.node.id,
      platform,
      environment: environment && { name: environment.name, imagesByDigest: environment.imagesByDigest },
      kubernetesVersion: cluster.kubernetesVersion,
      accelerators: cluster.accelerators,
      runtimes: runtimes.length === 0 ? undefined : runtimes,
      kserve:
        facts.length === 0 ? undefined : Object.fromEntries(facts.sort(([one], [other]) => (one < other ? -1 : 1))),
    }),
  );
  return isObject(statement) ? statement : {};
}

function fromWorkingDirectory(path: string): string {
  return relative('.', resolve(path)).split(sep).join('/');
}
