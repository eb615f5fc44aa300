import type { Manifest } from '../../kubernetes/manifest';
import { labelsOf } from './runtime-misfit';
import { runtimeSpec } from './runtime-spec';
import type { RuntimeSpec } from './runtime-spec';

/** The runtimes of one scope: a namespace, or the cluster. */
class Scope {
  private readonly byName = new Map<string, RuntimeSpec>();
  private bySelectableLabel: ReadonlyMap<string, readonly RuntimeSpec[]> | undefined;
  private byFormat: ReadonlyMap<string, readonly RuntimeSpec[]> | undefined;
  private distinctFormats: readonly string[] | undefined;

  /** Adds a runtime in place of one of its name, whose age it keeps unless it states its own. */
  public put(runtime: RuntimeSpec): void {
    const createdAt = runtime.createdAt ?? this.byName.get(runtime.name)?.createdAt;
    this.byName.set(runtime.name, { ...runtime, createdAt });
  }

  public get runtimes(): readonly RuntimeSpec[] {
    return [...this.byName.values()];
  }

  public get formats(): readonly string[] {
    this.distinctFormats ??= [...new Set(this.runtimes.flatMap(({ formats }) => formats.map(({ name }) => name)))];
    return this.distinctFormats;
  }

  public named(name: string): RuntimeSpec | undefined {
    return this.byName.get(name);
  }

  public selectableFor(label: string): readonly RuntimeSpec[] {
    this.bySelectableLabel ??= indexed(this.byName.values(), ({ formats }) =>
      formats.filter(({ autoSelect }) => autoSelect).flatMap(labelsOf),
    );
    return this.bySelectableLabel.get(label) ?? [];
  }

  public loading(format: string): readonly RuntimeSpec[] {
    this.byFormat ??= indexed(this.byName.values(), ({ formats }) => formats.map(({ name }) => name.toLowerCase()));
    return this.byFormat.get(format.toLowerCase()) ?? [];
  }
}

/**
 * The KServe runtimes of a cluster, by scope, name and format.
 *
 * A `ServingRuntime` of the inventory that states no namespace stands in every namespace, as those do that a platform
 * brings along as templates; one among the manifests stands with the services that state none either.
 */
export class RuntimeIndex {
  private readonly cluster = new Scope();
  private readonly everyNamespace = new Scope();
  private readonly namespaces = new Map<string | undefined, Scope>();
  private readonly namespacesByName = new Map<string, string>();
  /** Whether there is an inventory with runtimes in it, so that no others are expected. */
  public readonly isComplete: boolean;

  /** @param inventory - what stands in the cluster already; manifests take the place of what has their name */
  public constructor(manifests: Iterable<Manifest>, inventory: Iterable<Manifest> = []) {
    let isComplete = false;
    for (const runtime of specsOf(inventory)) {
      isComplete = true;
      if (runtime.kind === 'ServingRuntime' && runtime.namespace === undefined) this.everyNamespace.put(runtime);
      else this.put(runtime);
    }
    for (const runtime of specsOf(manifests)) this.put(runtime);
    this.isComplete = isComplete;
  }

  /**
   * The runtime that a service of a namespace means by a name: one of the namespace comes before one of the cluster.
   *
   * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetServingRuntime
   */
  public named(name: string, namespace: string | undefined): RuntimeSpec | undefined {
    const own = this.namespaces.get(namespace)?.named(name);
    return own ?? this.everyNamespace.named(name) ?? this.cluster.named(name);
  }

  /** A namespace that has a runtime of a name. */
  public namespaceWith(name: string): string | undefined {
    return this.namespacesByName.get(name);
  }

  /** All runtimes that a service of a namespace could have. */
  public visibleIn(namespace: string | undefined): readonly RuntimeSpec[] {
    return this.fromScopes(namespace, (scope) => scope.runtimes);
  }

  /** Those of them that have an entry of a format, or of a format and a version, that is selected automatically. */
  public selectableFor(label: string, namespace: string | undefined): readonly RuntimeSpec[] {
    return this.fromScopes(namespace, (scope) => scope.selectableFor(label));
  }

  /** Those that have an entry of a format, in whatever letters, selected automatically or not. */
  public loading(format: string, namespace: string | undefined): readonly RuntimeSpec[] {
    return this.fromScopes(namespace, (scope) => scope.loading(format));
  }

  /** The formats that runtimes load which a service of a namespace could have. */
  public formatsIn(namespace: string | undefined): readonly string[] {
    return [this.namespaces.get(namespace), this.everyNamespace, this.cluster].flatMap((scope) => scope?.formats ?? []);
  }

  private fromScopes(
    namespace: string | undefined,
    runtimesOf: (scope: Scope) => readonly RuntimeSpec[],
  ): readonly RuntimeSpec[] {
    const own = this.namespaces.get(namespace);
    const everywhere = runtimesOf(this.everyNamespace).filter(({ name }) => own?.named(name) === undefined);
    return [...(own === undefined ? [] : runtimesOf(own)), ...everywhere, ...runtimesOf(this.cluster)];
  }

  private put(runtime: RuntimeSpec): void {
    this.scopeOf(runtime).put(runtime);
    if (runtime.namespace !== undefined) this.namespacesByName.set(runtime.name, runtime.namespace);
  }

  private scopeOf({ kind, namespace }: RuntimeSpec): Scope {
    if (kind === 'ClusterServingRuntime') return this.cluster;
    const known = this.namespaces.get(namespace);
    if (known !== undefined) return known;
    const scope = new Scope();
    this.namespaces.set(namespace, scope);
    return scope;
  }
}

function* specsOf(manifests: Iterable<Manifest>): Generator<RuntimeSpec> {
  for (const manifest of manifests) {
    const spec = runtimeSpec(manifest);
    if (spec !== undefined) yield spec;
  }
}

function indexed(
  runtimes: Iterable<RuntimeSpec>,
  keysOf: (runtime: RuntimeSpec) => readonly string[],
): ReadonlyMap<string, readonly RuntimeSpec[]> {
  const index = new Map<string, RuntimeSpec[]>();
  for (const runtime of runtimes) {
    for (const key of new Set(keysOf(runtime))) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [runtime]);
      else known.push(runtime);
    }
  }
  return index;
}
