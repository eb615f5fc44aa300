import type { ClusterFacts } from '../../checks/cluster-facts';
import { llmCluster } from '../../checks/llm-inference-service/llm-cluster';
import { makeService } from '../../checks/llm-inference-service/made-service';
import { llmServiceOf } from '../../checks/llm-inference-service/service';
import { checkSizes } from '../../checks/llm-inference-service/sizes';
import type { StartedPod } from '../../checks/llm-inference-service/started-pod';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { NoChildren } from '../../preview/children/child-object';
import { llmChildren } from '../../preview/children/llm-inference-service/children';
import { MODEL_PATH } from '../../preview/kserve/server-defaults';
import type { Previewed } from './previewed';

/** What KServe makes of an `LLMInferenceService`, with the configurations that it refers to and KServe's own. */
export function llmPreview(manifest: Manifest, manifests: readonly Manifest[], facts: ClusterFacts): Previewed {
  const service = llmServiceOf(manifest);
  if (service === undefined)
    return failed({ outcome: 'unknown', because: `KServe does not serve ${manifest.apiVersion}` });
  const objects = manifests.map((one): LocatedManifest => ({ manifest: one, where: '' }));
  const cluster = llmCluster(objects, facts);
  const { combination, rendered, started } = makeService(service, cluster);
  const [unknown] = combination.unknown;
  if (!combination.merge.ok) return failed({ outcome: 'refused', message: combination.merge.problem });
  if (unknown !== undefined) {
    const because = `the LLMInferenceServiceConfig '${unknown.name}' is not among the manifests, nor in the inventory`;
    return failed({ outcome: 'unknown', because });
  }
  if (rendered === undefined || rendered.ok === 'unknown') {
    return failed({ outcome: 'unknown', because: 'a template reads what only the cluster knows' });
  }
  if (!rendered.ok) {
    const what = rendered.cause === 'template' ? 'a template fails' : 'what the templates write is no JSON any more';
    return failed({ outcome: 'refused', message: `${what} (\`check\` says where)` });
  }
  const [refusal] = checkSizes(rendered.spec);
  if (refusal !== undefined) return failed({ outcome: 'refused', message: refusal.problem });
  const words = new Map(started.map((each) => [each.pod, wordsOf(each)]));
  return {
    children: llmChildren({
      service: manifest,
      spec: rendered.spec,
      pods: started.map(({ pod }) => pod),
      wordsOf: (pod) => words.get(pod),
      isTlsEnabled: cluster.configuration.isTlsEnabled,
    }),
  };
}

/** Checks know the model by its name, and the script by the folder that it is in. */
function wordsOf({ command }: StartedPod): readonly string[] | undefined {
  return command?.words.map(({ word }, at) => (at === 2 ? MODEL_PATH : word));
}

function failed(children: NoChildren): Previewed {
  return { children };
}
