import { isLoopback } from './requests';

/** Where a registry keeps an image. */
export interface ImageAddress {
  /** As credentials are stated for, such as `quay.io` or `docker.io`. */
  readonly registry: string;
  /** Where the registry's interface is. */
  readonly origin: URL;
  /** Inside of the registry, such as `library/busybox`. */
  readonly name: string;
}

/** @see https://github.com/distribution/reference/blob/main/normalize.go splitDockerDomain */
export function imageAddress(repository: string): ImageAddress {
  const slash = repository.indexOf('/');
  const first = repository.slice(0, Math.max(slash, 0));
  const isHost = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first;
  const registry = canonicalRegistry(isHost ? first : 'docker.io');
  const rest = isHost ? repository.slice(slash + 1) : repository;
  const name = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
  const secure = new URL(`https://${host}`);
  return { registry, name, origin: isLoopback(secure.hostname) ? new URL(`http://${host}`) : secure };
}

/** Docker Hub goes by several names. */
export function canonicalRegistry(host: string): string {
  return ['docker.io', 'index.docker.io', 'registry-1.docker.io'].includes(host) ? 'docker.io' : host;
}
