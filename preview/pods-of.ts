import { namespaceOf, objectAt } from '../kubernetes/manifest';
import type { Manifest } from '../kubernetes/manifest';
import { groupAnnotations, groupLabels, withGroupVariables } from './group-pods';
import { originsIn } from './merged-pod';
import type { MergedPod } from './merged-pod';
import type { Sources } from './origin';
import { unionOfTexts } from './pod-edits';
import { podTemplates } from './pod-templates';
import type { PodTemplate } from './pod-templates';

const NO_CONTAINERS: ReadonlyMap<string, Sources> = new Map();

/** The pods that an object describes in full; none of one that a controller merges with others. */
export function podsOf(manifest: Manifest): readonly MergedPod[] {
  return podTemplates(manifest).map((template) => podOf(manifest, template));
}

function podOf(
  manifest: Manifest,
  { component, path, template, spec: stated, replicas, addedVolumes, group }: PodTemplate,
): MergedPod {
  const written = { author: 'object' as const, manifest, path: [...path, 'spec'], value: stated };
  const sources = { manifest, pod: { layers: [written] }, containers: NO_CONTAINERS };
  const spec = group === undefined ? stated : withGroupVariables(stated, group);
  return {
    component,
    namespace: namespaceOf(manifest),
    labels: unionOfTexts(objectAt(template, 'metadata', 'labels'), group && groupLabels(group)),
    annotations: unionOfTexts(objectAt(template, 'metadata', 'annotations'), group && groupAnnotations(group)),
    spec,
    template: stated,
    replicas,
    addedVolumes,
    originOf: originsIn(spec, sources),
  };
}
