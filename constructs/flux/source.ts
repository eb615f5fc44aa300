/** Which commit of a Git repository is synced. */
export type FluxGitReference =
  | {
      readonly branch: string;
      /** Of the branch. @default - its newest */
      readonly commit?: string;
    }
  | { readonly tag: string }
  /** Range of versions among the tags, such as `>=1.0.0 <2.0.0`. */
  | { readonly semver: string }
  /** Full name, such as `refs/pull/420/head`. */
  | { readonly reference: string };

/** Which version of an artifact is synced. */
export type FluxOciReference =
  | { readonly tag: string }
  /** Such as `sha256:…`. */
  | { readonly digest: string }
  /** Range of versions among the tags. */
  | { readonly semver: string };

/** What sources of all kinds are told. */
export interface FluxSourceSettings {
  /** @default the construct's id */
  readonly name?: string;
  /** @default 'flux-system' */
  readonly namespace?: string;
  /** The only folder that is needed; what Flux keeps has no other. @default - all of it */
  readonly folder?: string;
  /** How often it is asked for what is new, such as `5m`. @default '1m' of a Git repository, '5m' of an artifact */
  readonly interval?: string;
  /** How long that may take. @default - Flux' own, 60 seconds */
  readonly timeout?: string;
  /** Secret of its namespace with what it asks for. @default - it is public */
  readonly secret?: string;
}

/** What the objects of all sources have in common. */
export function sourceParts(id: string, settings: FluxSourceSettings, interval: string) {
  const { name = id, namespace = FLUX_NAMESPACE, folder = '', secret } = settings;
  return {
    metadata: { name, namespace },
    spec: {
      interval: settings.interval ?? interval,
      timeout: settings.timeout,
      secretRef: secret === undefined ? undefined : { name: secret },
      ignore: onlyFolder(folder),
    },
  };
}

/** A source that Kustomizations refer to. */
export interface FluxSourceReference {
  readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'ExternalArtifact';
  readonly name: string;
  /** @default - that of the Kustomization; others may be forbidden in a cluster of several tenants */
  readonly namespace?: string;
}

/** Where Flux runs, as `flux bootstrap` installs it. */
export const FLUX_NAMESPACE = 'flux-system';

/** A folder of a source without slashes and dots around it; empty for all of it. */
export function folderOf(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

/** Of which folder a source is all that is needed, in the words of `.gitignore`: everything is left out but it. */
export function onlyFolder(path: string): string | undefined {
  const segments = folderOf(path).split('/');
  if (segments[0] === '') return undefined;
  const lines = segments.flatMap((_, index) => {
    const around = segments.slice(0, index).map((segment) => `/${segment}`);
    return [`${around.join('')}/*`, `!${around.join('')}/${segments[index] ?? ''}`];
  });
  return `${lines.join('\n')}\n`;
}
