import type { Manifest } from '../../kubernetes/manifest';
import { changedCluster, givenNamespace, namespaceUnder } from '../delivery/destination';
import type { Effect } from './effect';

/** What syncs objects, on both sides, and what it brought before. */
export interface ChangedDestination {
  readonly before: Manifest;
  readonly after: Manifest;
  readonly prunes: boolean;
  readonly objects: () => readonly Manifest[];
}

/**
 * What becomes of objects where what syncs them brings them elsewhere. Each of both looks for what it brought in the cluster
 * to which it brings now, and there alone.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/controller/cache/cache.go GetManagedLiveObjs
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go reconcile
 */
export function destinationEffects(changed: ChangedDestination): readonly Effect[] {
  const cluster = changedCluster(changed.before, changed.after);
  if (cluster === undefined) return namespaceEffects(changed);
  const { from, to, isUnsure } = cluster;
  const count = changed.objects().length;
  const made = `${count === 0 ? 'what it brings is' : are(count)} made in ${to}`;
  return [leftBehind(made, `in ${from}`, isUnsure ? ', unless both are one cluster' : '')];
}

function namespaceEffects({ before, after, prunes, objects }: ChangedDestination): readonly Effect[] {
  const [from, to] = [givenNamespace(before), givenNamespace(after)];
  if (from === to || `${from}${to}`.includes('{{')) return [];
  // Argo CD refuses what has no namespace at all, so that there is none of it.
  if (before.kind !== 'Kustomization' && (from === '' || to === '')) return [];
  const all = objects();
  const moved = all.filter((object) => namespaceUnder(before, object) !== namespaceUnder(after, object)).length;
  // Of a chart, or of another repository, it is not known which objects there are.
  if (all.length > 0 && moved === 0) return [];
  const unknown = before.kind === 'Kustomization' ? 'what has a namespace is' : 'what states no namespace is';
  const made = `${moved === 0 ? unknown : are(moved)} made in ${named(to)}`;
  const old = from === '' ? 'where they were' : `in ${named(from)}`;
  return [prunes ? { kind: 'recreate', reason: `${made}, and pruned ${old}` } : leftBehind(made, old, '')];
}

function leftBehind(made: string, old: string, unless: string): Effect {
  return { kind: 'recreate', reason: `${made}; ${old} they stay, and nobody syncs them any more${unless}` };
}

function are(count: number): string {
  return count === 1 ? '1 object is' : `${count} objects are`;
}

function named(namespace: string): string {
  return namespace === '' ? 'the namespaces that they state' : `the namespace '${namespace}'`;
}
