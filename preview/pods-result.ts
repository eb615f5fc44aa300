import type { JsonObject } from '../kubernetes/manifest';
import type { ExpansionResult } from './expansion';
import type { MergedPod } from './merged-pod';
import type { Sources } from './origin';

/** A container whose templates a controller expands. */
export interface ExpandedContainer {
  /** Before it was expanded. */
  readonly container: JsonObject;
  readonly sources: Sources;
  readonly result: ExpansionResult;
}

/** What a controller makes of a service. */
export type PodsResult = { readonly expanded: readonly ExpandedContainer[] } & (
  | { readonly outcome: 'pods'; readonly pods: readonly MergedPod[] }
  /** It fails, and makes no pods. */
  | {
      readonly outcome: 'refused';
      /**
       * As it stands in the service's status, such as `InvalidPredictorSpec`.
       *
       * @default - nothing is written there
       */
      readonly reason?: string;
      /** In upstream's words. */
      readonly message: string;
    }
  /** It depends on what only the cluster knows. */
  | { readonly outcome: 'unknown'; readonly because: string }
);

/** Everything but pods. */
export type NoPods = Exclude<PodsResult, { readonly outcome: 'pods' }>;

export function refused(message: string, reason?: string, expanded: readonly ExpandedContainer[] = []): NoPods {
  return { outcome: 'refused', reason, message, expanded };
}
