import { groupOf } from '../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../kubernetes/manifest';
import type { Fault, Finding } from './finding';
import { checkInferenceService } from './kserve/inference-service';
import { checkNamedRuntime } from './kserve/named-runtime';
import { RuntimeIndex } from './kserve/runtime-index';
import { checkTemplates, checkTemplateValues } from './kserve/templates';
import { checkMetadata } from './metadata';
import { checkPorts } from './ports';
import { checkQuantities } from './quantities';

/** What would go wrong with the objects of one cluster. */
export function checkCluster(objects: readonly LocatedManifest[]): readonly Finding[] {
  const runtimes = new RuntimeIndex(objects.map(({ manifest }) => manifest));
  const findings: Finding[] = [];
  for (const { manifest, where } of objects) {
    for (const fault of faultsOf(manifest, runtimes)) findings.push({ ...fault, where });
  }
  return findings;
}

function faultsOf(manifest: Manifest, runtimes: RuntimeIndex): readonly Fault[] {
  const faults = [...checkMetadata(manifest), ...checkQuantities(manifest), ...checkPorts(manifest)];
  if (groupOf(manifest) !== 'serving.kserve.io') return faults;
  switch (manifest.kind) {
    case 'InferenceService': {
      const runtime = runtimes.namedBy(manifest);
      faults.push(
        ...checkInferenceService(manifest),
        ...checkNamedRuntime(manifest, runtime),
        ...checkTemplates(manifest),
        ...checkTemplateValues(manifest, runtime),
      );
      break;
    }
    case 'ServingRuntime':
    case 'ClusterServingRuntime':
      faults.push(...checkTemplates(manifest));
      break;
  }
  return faults;
}
