import { arrayAt, nameOf, namespaceOf, textAt } from '../../kubernetes/manifest';
import type { LocatedManifest, Manifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';

/** A reference of one Kustomization to another. */
interface Dependency {
  readonly index: number;
  readonly name: string;
  readonly namespace: string;
}

/**
 * Kustomizations that wait for each other, and those that wait for one of another namespace without saying so. One that is
 * not among them may be in the cluster all the same.
 *
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go checkDependencies
 */
export function checkDependencies(kustomizations: readonly LocatedManifest[]): readonly Finding[] {
  const byKey = new Map(kustomizations.map((each) => [keyOf(each.manifest), each]));
  return [...cycles(byKey), ...kustomizations.flatMap((each) => strayed(each, byKey))];
}

function cycles(byKey: ReadonlyMap<string, LocatedManifest>): readonly Finding[] {
  const done = new Set<string>();
  const findings: Finding[] = [];
  const visit = (key: string, way: readonly string[]): void => {
    const kustomization = byKey.get(key);
    if (kustomization === undefined) return;
    const start = way.indexOf(key);
    if (start !== -1) findings.push(cycle(kustomization, [...way.slice(start), key]));
    if (start !== -1 || done.has(key)) return;
    done.add(key);
    for (const { namespace, name } of dependenciesOf(kustomization.manifest)) {
      visit(`${namespace}/${name}`, [...way, key]);
    }
  };
  for (const key of byKey.keys()) visit(key, []);
  return findings;
}

function cycle({ where }: LocatedManifest, keys: readonly string[]): Finding {
  const names = keys.map((key) => key.split('/')[1] ?? '');
  return {
    id: 'flux/dependency-cycle',
    severity: 'error',
    where,
    field: 'spec.dependsOn',
    problem:
      names.length === 2
        ? `The Kustomization '${names[0] ?? ''}' depends on itself`
        : `Kustomizations depend on each other: ${names.join(' → ')}`,
    consequence: 'Each waits for the next to be ready, and none is ever applied.',
    mend: 'Remove one of the dependencies.',
  };
}

function strayed(
  { manifest, where }: LocatedManifest,
  byKey: ReadonlyMap<string, LocatedManifest>,
): readonly Finding[] {
  return dependenciesOf(manifest).flatMap(({ index, name, namespace }): readonly Finding[] => {
    if (byKey.has(`${namespace}/${name}`)) return [];
    const other = [...byKey.values()].find((each) => nameOf(each.manifest) === name);
    const elsewhere = other && namespaceOf(other.manifest);
    if (elsewhere === undefined) return [];
    return [
      {
        id: 'flux/dependency-namespace',
        severity: 'warning',
        where,
        field: `spec.dependsOn[${index}]`,
        problem: `It depends on '${name}' of the namespace '${namespace}', and '${name}' is in '${elsewhere}'`,
        consequence: 'Unless there is another of that name, the dependency is never found, and nothing is applied.',
        mend: `Add \`namespace: ${elsewhere}\`.`,
      },
    ];
  });
}

function dependenciesOf(manifest: Manifest): readonly Dependency[] {
  return arrayAt(manifest, 'spec', 'dependsOn').flatMap((dependency, index) => {
    const name = textAt(dependency, 'name');
    const namespace = textAt(dependency, 'namespace') ?? namespaceOf(manifest) ?? '';
    return name === undefined ? [] : [{ index, name, namespace }];
  });
}

function keyOf(manifest: Manifest): string {
  return `${namespaceOf(manifest) ?? ''}/${nameOf(manifest)}`;
}
