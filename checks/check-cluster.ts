import { groupOf } from '../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../kubernetes/manifest';
import { RuntimeIndex } from '../preview/kserve/runtime-index';
import { checkAutoscalers } from './autoscaling/check-autoscalers';
import { checkModelTemplates } from './cce/model-templates';
import type { ClusterFacts } from './cluster-facts';
import { inspectFields } from './fields';
import type { TemplateText } from './fields';
import type { Fault, Finding } from './finding';
import { checkHydra } from './hydra/check-hydra';
import { asAdmitted } from './kserve/as-admitted';
import { checkKserve } from './kserve/check-kserve';
import { checkNamedRuntime } from './kserve/named-runtime';
import { checkSelection } from './kserve/selection';
import { checkTemplates, checkTemplateValues, expandedTemplates } from './kserve/templates';
import { checkLlmInferenceServices } from './llm-inference-service/check-llm-inference-services';
import { checkLeaderWorkerSets } from './lws/check-leader-worker-sets';
import { checkMetadata } from './metadata';
import { checkOme } from './ome/check-ome';
import { checkPods } from './pods/check-pods';
import { checkSchema } from './schema/check-schema';

/** What would go wrong with the objects of one cluster. */
export function checkCluster(objects: readonly LocatedManifest[], facts: ClusterFacts = {}): readonly Finding[] {
  const runtimes = new RuntimeIndex(
    objects.map(({ manifest }) => manifest),
    facts.inventory ?? [],
  );
  const templatesOf = new Map<Manifest, readonly TemplateText[]>();
  const findings: Finding[] = [];
  const inspected = objects.map(({ manifest, where }) => {
    const { faults, templates } = inspectFields(manifest);
    const expanded = expandedTemplates(manifest, templates);
    if (expanded.length > 0) templatesOf.set(manifest, expanded);
    return { manifest, where, faults };
  });
  for (const { manifest, where, faults } of inspected) {
    const all = [
      ...(checkSchema(asAdmitted(manifest), facts.kubernetesVersion) ?? []),
      ...checkMetadata(manifest),
      ...faults,
      ...kserveFaults(manifest, runtimes, templatesOf),
    ];
    for (const fault of all) findings.push({ ...fault, where });
  }
  for (const finding of checkKserve(objects, facts)) findings.push(finding);
  for (const finding of checkSelection(objects, facts)) findings.push(finding);
  for (const finding of checkLlmInferenceServices(objects, facts)) findings.push(finding);
  for (const finding of checkLeaderWorkerSets(objects)) findings.push(finding);
  for (const finding of checkOme(objects)) findings.push(finding);
  for (const finding of checkAutoscalers(objects)) findings.push(finding);
  for (const finding of checkHydra(objects)) findings.push(finding);
  for (const finding of checkPods(objects, facts)) findings.push(finding);
  for (const finding of checkModelTemplates(objects, checkAlone)) findings.push(finding);
  return findings;
}

function checkAlone(manifest: Manifest): readonly Fault[] {
  return checkCluster([{ manifest, where: '' }]).map(({ where: _where, ...fault }) => fault);
}

function kserveFaults(
  manifest: Manifest,
  runtimes: RuntimeIndex,
  templatesOf: ReadonlyMap<Manifest, readonly TemplateText[]>,
): readonly Fault[] {
  if (groupOf(manifest) !== 'serving.kserve.io') return [];
  const templates = templatesOf.get(manifest) ?? [];
  if (manifest.kind !== 'InferenceService') return checkTemplates(templates);
  const runtime = runtimes.namedBy(manifest);
  const inherited = runtime === undefined ? [] : (templatesOf.get(runtime) ?? []);
  return [
    ...checkNamedRuntime(manifest, runtime),
    ...checkTemplates(templates),
    ...checkTemplateValues(manifest, [...inherited, ...templates]),
  ];
}
