import { arrayAt, nameOf } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Finding } from '../finding';
import type { PlacedManifest, SourcedObjects } from './delivered-tree';
import type { DeliveringApplication } from './delivering-applications';
import { isModel } from './serving-kinds';
import { optionValue, statedOptions } from './sync-options';

/** Models that an Application deletes without anybody having confirmed it. */
export function checkDeletion(application: DeliveringApplication, sourced: SourcedObjects): readonly Finding[] {
  if (!application.cascades && !application.prunes) return [];
  const models = application.sources
    .filter((source) => sourced.isOfManifests(source))
    .flatMap((source) => sourced.of(source))
    .map(({ object }) => object)
    .filter(({ manifest }) => isModel(manifest));
  return [
    ...(application.cascades ? withApplication(application, unguarded(models, 'Delete', application)) : []),
    ...(application.prunes ? byPruning(application, unguarded(models, 'Prune', application)) : []),
  ];
}

/** Those of which no option says that they stay, or that somebody has to confirm it. */
function unguarded(
  models: readonly PlacedManifest[],
  name: 'Delete' | 'Prune',
  { defaults }: DeliveringApplication,
): readonly PlacedManifest[] {
  return models.filter(({ manifest }) => {
    const value = optionValue(statedOptions(manifest), name) ?? defaults[name];
    return value !== 'false' && value !== 'confirm';
  });
}

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/ */
function withApplication(
  { name, where, set }: DeliveringApplication,
  models: readonly PlacedManifest[],
): readonly Finding[] {
  if (models.length === 0) return [];
  if (set !== undefined) return [withMember(name, where, set, models)];
  return [
    {
      id: 'argo/deletes-models',
      severity: 'warning',
      where,
      field: 'metadata.finalizers',
      problem: `The finalizer has Argo CD delete ${inWords(models)} with the Application`,
      consequence: 'Whoever deletes or renames the Application ends models that serve.',
      mend: "Leave the finalizer out, or annotate the models with 'argocd.argoproj.io/sync-options: Delete=confirm'.",
    },
  ];
}

/**
 * A set adds the finalizer by itself.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/applicationset/utils/utils.go RenderTemplateParams
 */
function withMember(name: string, where: string, set: Manifest, models: readonly PlacedManifest[]): Finding {
  const isStated = arrayAt(set, 'spec', 'template', 'metadata', 'finalizers').length > 0;
  const without = isStated ? 'Leave the finalizer out, and set' : 'Set';
  return {
    id: 'argo/deletes-models',
    severity: 'warning',
    where,
    field: isStated ? 'spec.template.metadata.finalizers' : 'spec.syncPolicy.preserveResourcesOnDeletion',
    problem: `Argo CD deletes ${inWords(models)} with the Application '${name}' of the set, ${isStated ? 'as its finalizer says' : 'to which it adds a finalizer'}`,
    consequence: 'Whoever deletes or renames the Application ends models that serve.',
    mend: `${without} 'spec.syncPolicy.preserveResourcesOnDeletion: true', or annotate the models with 'argocd.argoproj.io/sync-options: Delete=confirm'.`,
  };
}

function byPruning(
  { where, fieldPrefix }: DeliveringApplication,
  models: readonly PlacedManifest[],
): readonly Finding[] {
  if (models.length === 0) return [];
  return [
    {
      id: 'argo/unconfirmed-pruning',
      severity: 'note',
      where,
      field: `${fieldPrefix}spec.syncPolicy.automated.prune`,
      problem: `Argo CD deletes ${inWords(models)} as soon as Git no longer has them`,
      consequence: 'A moved folder or a wrong merge ends models that serve.',
      mend: "Annotate the models with 'argocd.argoproj.io/sync-options: Prune=confirm' where somebody should confirm it.",
    },
  ];
}

function inWords(models: readonly PlacedManifest[]): string {
  const [first, ...others] = models;
  if (first === undefined) return 'nothing';
  const name = `the ${first.manifest.kind} '${nameOf(first.manifest)}'`;
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}
