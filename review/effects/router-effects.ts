import { valueAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import { isSame } from '../changes/value-changes';
import type { Workload } from '../pods/workload';
import type { Effect } from './effect';

/** What a change of what leads requests to an LLMInferenceService does, configurations of it included. */
export function routerEffects(before: Workload, after: Workload): readonly Effect[] {
  return isSame(routerOf(before), routerOf(after))
    ? []
    : [{ kind: 'traffic', reason: 'its routes or its scheduler change' }];
}

function routerOf({ manifest, combined = manifest }: Workload): JsonValue | undefined {
  return manifest.kind === 'LLMInferenceService' ? valueAt(combined, 'spec', 'router') : undefined;
}
