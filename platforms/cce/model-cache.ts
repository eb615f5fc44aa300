import type { Resources } from '../../constructs/pod';
import type { SecurityContext } from '../../constructs/engine';
import type { Container, VolumeMount } from '../../imports/shared';
import { cceScript } from './scripts';

/**
 * Fast storage that keeps a copy of the model's files, from which the engine loads. The first pod copies them; pods
 * that start meanwhile wait for it. A copy appears under its name when it is complete, and is made anew when names or
 * sizes of the files on the model's own claim have changed.
 */
export interface CceModelCache {
  /** Claim of the fast storage; it needs room for the weights twice while a copy is replaced. */
  readonly claim: string;
  /** Image with a POSIX shell. @default the engine's, which the node needs anyway */
  readonly image?: string;
  /** @default 1 to 4 processors and 1 to 4 GiB */
  readonly resources?: Resources;
  /** As whom files are copied; the owner of the cache's root folder must be the same, or root. @default as the image says */
  readonly security?: SecurityContext;
}

export const CACHE_VOLUME = 'cache';

const CACHE_RESOURCES: Resources = { requests: { cpu: 1, memory: '1Gi' }, limits: { cpu: 4, memory: '4Gi' } };

/** The container that fills the cache before the engine starts. */
export function cacheContainer(
  cache: CceModelCache,
  { image, path }: { readonly image: string; readonly path: string },
  source: VolumeMount,
): Container {
  return {
    name: 'fill-model-cache',
    image: cache.image ?? image,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-c', cceScript('fill-model-cache.sh'), 'fill-model-cache'],
    env: [
      { name: 'MODEL_SOURCE', value: source.mountPath },
      { name: 'MODEL_CACHE', value: '/cache' },
      { name: 'MODEL_PATH', value: path },
      { name: 'COPY_ID', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.uid' } } },
    ],
    resources: cache.resources ?? CACHE_RESOURCES,
    securityContext: cache.security,
    volumeMounts: [source, { name: CACHE_VOLUME, mountPath: '/cache' }],
  };
}
