import { groupOf, nameOf, namespaceOf } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';

/** Where a configuration of a name was looked for, and what was found. */
export type ConfigLookup =
  | { readonly state: 'found'; readonly config: LocatedManifest }
  /** There are some of the name, in namespaces where nobody looks. */
  | { readonly state: 'elsewhere'; readonly namespaces: readonly string[] }
  | { readonly state: 'missing' };

/** The `LLMInferenceServiceConfig`s of a cluster by name and namespace. */
export class ConfigIndex {
  private readonly byName = new Map<string, LocatedManifest[]>();

  /**
   * @param configs - those that come first take the place of later ones of their name and namespace
   * @param systemNamespaces - where KServe may run
   */
  constructor(
    configs: Iterable<LocatedManifest>,
    private readonly systemNamespaces: readonly string[],
  ) {
    for (const config of configs) {
      if (!isConfig(config.manifest)) continue;
      const alike = this.byName.get(nameOf(config.manifest));
      if (alike === undefined) this.byName.set(nameOf(config.manifest), [config]);
      else alike.push(config);
    }
  }

  /**
   * The configuration of a name that a service means: one of its own namespace comes before one of KServe's. An object
   * that states no namespace may be applied to any.
   *
   * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go getConfig
   */
  lookUp(name: string, namespace: string | undefined): ConfigLookup {
    const alike = this.byName.get(name) ?? [];
    const inNamespace = (wanted: string | undefined) => alike.find(({ manifest }) => namespaceOf(manifest) === wanted);
    const found =
      inNamespace(namespace) ??
      inNamespace(undefined) ??
      this.systemNamespaces.map(inNamespace).find((config) => config !== undefined) ??
      (namespace === undefined ? alike[0] : undefined);
    if (found !== undefined) return { state: 'found', config: found };
    if (alike.length === 0) return { state: 'missing' };
    return { state: 'elsewhere', namespaces: alike.flatMap(({ manifest }) => namespaceOf(manifest) ?? []) };
  }

  names(): readonly string[] {
    return [...this.byName.keys()];
  }
}

export function isConfig(manifest: Manifest): boolean {
  return manifest.kind === 'LLMInferenceServiceConfig' && groupOf(manifest) === 'serving.kserve.io';
}
