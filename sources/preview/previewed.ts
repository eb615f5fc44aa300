import type { ServiceChildren } from '../../preview/children/child-object';
import type { RuntimeIdentity, Selection } from '../selection/selection-report';

/** What is made of a service, and of which runtime. */
export interface Previewed {
  /** @default - no runtime is selected */
  readonly selection?: Selection;
  readonly children: ServiceChildren;
}

/**
 * A service whose pods are not known.
 *
 * @param outline - a runtime that is selected, and of which nothing is known but what selection reads
 */
export function withoutRuntime(selection: Selection, outline?: RuntimeIdentity): Previewed {
  return { selection, children: { outcome: 'unknown', because: reason(selection, outline) } };
}

function reason({ runtimes, because }: Selection, outline: RuntimeIdentity | undefined): string {
  if (outline !== undefined) {
    return `of ${outline.kind} ${outline.name}, what it runs is not known: give its manifest with --runtimes, as \`kubectl get\` writes it`;
  }
  return runtimes.length > 1 ? 'several runtimes may be selected' : because;
}
