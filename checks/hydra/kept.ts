import { textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { HydraFault } from './hydra-fault';

/** Annotation that names the runtimes a ConfigMap had before it was managed in Git. */
export const KEPT_RUNTIMES = 'cdk8s-inference/kept-runtimes';

/** The runtimes that somebody else put into a ConfigMap. */
export function keptRuntimes(manifest: Manifest): ReadonlySet<string> {
  const names = textAt(manifest, 'metadata', 'annotations', KEPT_RUNTIMES);
  return new Set(names?.split(',') ?? []);
}

/** What is wrong with an entry that is somebody else's: it is in the cluster already, and must not stop the others. */
export function asKept(fault: HydraFault): HydraFault {
  return fault.severity === 'error' ? { ...fault, severity: 'warning' } : fault;
}
