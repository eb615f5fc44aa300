import type { LocatedManifest } from '../../kubernetes/manifest';
import type { ClusterFacts } from '../cluster-facts';
import { llmCluster } from './llm-cluster';
import type { LlmCluster } from './llm-cluster';
import { makeService } from './made-service';
import type { MadeService } from './made-service';
import { llmServiceOf } from './service';
import type { LlmService } from './service';

/** A service of a cluster, and what the controller makes of it. */
export interface LocatedService {
  readonly service: LlmService;
  readonly where: string;
  readonly made: MadeService;
}

/** The services of a cluster. */
export interface MadeServices {
  readonly cluster: LlmCluster;
  readonly services: readonly LocatedService[];
}

/** Their pods are looked at as any pods are, and by themselves. */
const lastOf = new WeakMap<readonly LocatedManifest[], { readonly facts: ClusterFacts; readonly made: MadeServices }>();

/** What the controller makes of the LLMInferenceServices of one cluster. */
export function madeServices(objects: readonly LocatedManifest[], facts: ClusterFacts): MadeServices {
  const last = lastOf.get(objects);
  if (last?.facts === facts) return last.made;
  const cluster = llmCluster(objects, facts);
  const services = objects.flatMap(({ manifest, where }) => {
    const service = llmServiceOf(manifest);
    return service === undefined ? [] : [{ service, where, made: makeService(service, cluster) }];
  });
  const made = { cluster, services };
  lastOf.set(objects, { facts, made });
  return made;
}
