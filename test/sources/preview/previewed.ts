import { nameOf, namespaceOf } from '../../../kubernetes/manifest';
import type { JsonObject } from '../../../kubernetes/manifest';
import { previewService } from '../../../sources/preview/preview-service';
import type { ServicePreview } from '../../../sources/preview/service-preview';
import type { ClusterFacts } from '../../../checks/cluster-facts';

/** What would be made of a service that stands in a text, with others. */
export function previewed(name: string, text: string, facts: ClusterFacts = {}): ServicePreview {
  const { preview } = previewService(name, [{ facts, sources: [{ name: 'a.yaml', text }] }]);
  if (typeof preview === 'string') throw new Error(preview);
  return preview;
}

/** Its objects as `Kind namespace/name`. */
export function namesOf({ children }: ServicePreview): readonly string[] {
  return children.map(({ object }) => `${object.kind} ${[namespaceOf(object), nameOf(object)].join('/')}`);
}

/** The spec of an object of a kind; of the first one, unless a name says which. */
export function specOf({ children }: ServicePreview, kind: string, name?: string): JsonObject[string] | undefined {
  return children.find(({ object }) => object.kind === kind && (name === undefined || nameOf(object) === name))?.object
    .spec;
}
