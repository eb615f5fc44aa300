import type { Manifest } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { PodView } from './pod-view';

/** What runtimes say of pods that stand in no file that is checked, each found out once. */
export class RuntimesElsewhere {
  private readonly known = new Map<Manifest, readonly PodView[]>();

  public constructor(private readonly viewsOf: (runtime: Manifest) => readonly PodView[]) {}

  public of(runtime: Manifest): readonly PodView[] {
    const views = this.known.get(runtime) ?? this.viewsOf(runtime);
    this.known.set(runtime, views);
    return views;
  }
}

const ownFaults = new WeakMap<readonly PodView[], ReadonlySet<string>>();

/**
 * The faults of a pod, but for warnings and notes that its runtime would give by itself where that stands elsewhere, such
 * as in an inventory: the service did not cause them, and nobody can mend them here. An error stays, since the service
 * does not run with such a runtime.
 */
export function withoutGiven(
  faults: readonly Fault[],
  { given }: PodView,
  faultsOf: (pod: PodView) => readonly Fault[],
): readonly Fault[] {
  if (given === undefined || faults.length === 0) return faults;
  const own = ownFaults.get(given) ?? new Set(given.flatMap(faultsOf).map(textOf));
  ownFaults.set(given, own);
  return faults.filter((fault) => fault.severity === 'error' || !own.has(textOf(fault)));
}

function textOf({ id, problem }: Fault): string {
  return `${id}\n${problem}`;
}
