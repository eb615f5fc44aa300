import type { LocatedManifest, Manifest } from '../kubernetes/manifest';
import { checkAutoscalers } from './autoscaling/check-autoscalers';
import { checkModelTemplates } from './cce/model-templates';
import type { ClusterFacts } from './cluster-facts';
import { checkData } from './data/check-data';
import { checkDelivery } from './delivery/check-delivery';
import { checkFields } from './fields';
import type { Fault, Finding } from './finding';
import { checkKustomizations } from './flux/check-kustomizations';
import { checkSubstitution } from './flux/substitution';
import { checkHydra } from './hydra/check-hydra';
import { asAdmitted } from './kserve/as-admitted';
import { checkKserve } from './kserve/check-kserve';
import { isInferenceService, KserveServices } from './kserve/kserve-services';
import { checkNamedRuntime } from './kserve/named-runtime';
import { checkSelection } from './kserve/selection';
import { checkExpansion } from './kserve/templates';
import { checkLlmInferenceServices } from './llm-inference-service/check-llm-inference-services';
import { checkLeaderWorkerSets } from './lws/check-leader-worker-sets';
import { checkMetadata } from './metadata';
import { checkOme } from './ome/check-ome';
import { checkPods } from './pods/check-pods';
import { checkSchema } from './schema/check-schema';
import { checkLiteralSecrets } from './secrets/literal-secrets';
import { checkSecretKeys } from './secrets/secret-keys';

/** What would go wrong with the objects of one cluster. */
export function checkCluster(objects: readonly LocatedManifest[], facts: ClusterFacts = {}): readonly Finding[] {
  const services = new KserveServices(objects, facts);
  const findings: Finding[] = [];
  for (const { manifest, where } of objects) {
    const all = [
      ...(checkSchema(asAdmitted(manifest), facts.kubernetesVersion, facts.kinds) ?? []),
      ...checkMetadata(manifest),
      ...checkFields(manifest),
      ...checkLiteralSecrets(manifest),
      ...checkData(manifest),
      ...(isInferenceService(manifest) ? checkNamedRuntime(manifest, services.runtimeOf(manifest)) : []),
    ];
    for (const fault of all) findings.push({ ...fault, where });
  }
  for (const finding of checkKserve(objects, facts, services)) findings.push(finding);
  for (const finding of checkSelection(objects, facts, services)) findings.push(finding);
  for (const finding of checkExpansion(objects, services)) findings.push(finding);
  for (const finding of checkLlmInferenceServices(objects, facts)) findings.push(finding);
  for (const finding of checkLeaderWorkerSets(objects)) findings.push(finding);
  for (const finding of checkOme(objects, facts)) findings.push(finding);
  for (const finding of checkAutoscalers(objects)) findings.push(finding);
  for (const finding of checkHydra(objects, facts.environment)) findings.push(finding);
  for (const finding of checkKustomizations(objects)) findings.push(finding);
  for (const finding of checkSubstitution(objects)) findings.push(finding);
  for (const finding of checkDelivery(objects)) findings.push(finding);
  for (const finding of checkPods(objects, facts, services)) findings.push(finding);
  for (const finding of checkSecretKeys(objects, facts, services)) findings.push(finding);
  const { environment } = facts;
  const checkTemplate = (manifest: Manifest) => checkAlone(manifest, { environment });
  for (const finding of checkModelTemplates(objects, checkTemplate)) findings.push(finding);
  return findings;
}

function checkAlone(manifest: Manifest, facts: ClusterFacts): readonly Fault[] {
  return checkCluster([{ manifest, where: '' }], facts).map(({ where: _where, ...fault }) => fault);
}
