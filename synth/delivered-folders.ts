import { membersOf } from '../checks/delivery/delivering-applications';
import type { Finding } from '../checks/finding';
import { SYNCED_LAYERS } from '../constructs/layer';
import type { Layer } from '../constructs/layer';
import { clusterFolder } from '../kubernetes/file-name';
import { arrayAt, groupOf, nameOf, objectAt, textAt } from '../kubernetes/manifest';
import type { JsonObject, Manifest } from '../kubernetes/manifest';
import type { CollectedObject } from './objects/collect-objects';

/** What brings a folder of an app to a cluster. */
interface Delivery {
  readonly by: string;
  readonly where: string;
  readonly field: string;
  readonly folder: string;
  readonly layer: Layer;
}

/**
 * Folders that GitOps tools are to apply and that are not there, and layers that none applies of clusters of which others
 * are. Nothing is said of a cluster that nothing here delivers.
 */
export function deliveryFindings(objects: readonly CollectedObject[]): readonly Finding[] {
  const filled = new Map(
    objects.map((object) => [`${clusterFolder(object.cluster)}/${object.layer}`, object] as const).reverse(),
  );
  const folders = new Set(objects.map(({ cluster }) => clusterFolder(cluster)));
  const deliveries = objects.flatMap((object) => deliveriesOf(object, folders));
  const delivered = new Set(deliveries.map(({ folder, layer }) => `${folder}/${layer}`));
  const concerned = new Set(deliveries.map(({ folder }) => folder));
  const isOpen = objects.some(({ manifest }) => deliversUnknownFolders(manifest));
  const missing = [...(isOpen ? [] : concerned)].flatMap((folder) =>
    SYNCED_LAYERS.flatMap((layer) => {
      const first = filled.get(`${folder}/${layer}`);
      return first === undefined || delivered.has(`${folder}/${layer}`) ? [] : [undelivered(first, layer)];
    }),
  );
  const empty = deliveries.filter(({ folder, layer }) => !filled.has(`${folder}/${layer}`));
  return [...missing, ...empty.map(emptyFolder)];
}

function deliveriesOf({ manifest, where }: CollectedObject, folders: ReadonlySet<string>): readonly Delivery[] {
  return pathsOf(manifest).flatMap(({ field, path }) => {
    const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
    const layer = SYNCED_LAYERS.find((one) => one === segments.at(-1));
    const folder = segments.at(-2) ?? '';
    if (layer === undefined || !folders.has(folder)) return [];
    return [{ by: `${manifest.kind} '${nameOf(manifest)}'`, where, field, folder, layer }];
  });
}

function pathsOf(manifest: Manifest): readonly { readonly field: string; readonly path: string }[] {
  switch (`${groupOf(manifest)}/${manifest.kind}`) {
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
      return [{ field: 'spec.path', path: textAt(manifest, 'spec', 'path') ?? '' }];
    case 'argoproj.io/Application':
      return pathsOfSources(manifest);
    case 'argoproj.io/ApplicationSet':
      return (membersOf(manifest) ?? []).flatMap(pathsOfSources).map(({ field, path }) => ({
        field: `spec.template.${field}`,
        path,
      }));
    default:
      return [];
  }
}

function pathsOfSources(application: JsonObject): readonly { readonly field: string; readonly path: string }[] {
  return [
    { field: 'spec.source.path', path: textAt(application, 'spec', 'source', 'path') ?? '' },
    ...arrayAt(application, 'spec', 'sources').map((source, index) => ({
      field: `spec.sources[${index}].path`,
      path: textAt(source, 'path') ?? '',
    })),
  ];
}

/** A set whose generators ask Git or a cluster, and whose folders follow from what they are told. */
function deliversUnknownFolders(manifest: Manifest): boolean {
  if (membersOf(manifest) !== undefined) return false;
  return pathsOfSources(objectAt(manifest, 'spec', 'template')).some(({ path }) => path.includes('{{'));
}

function undelivered({ where, cluster }: CollectedObject, layer: Layer): Finding {
  return {
    id: 'synth/undelivered-layer',
    severity: 'warning',
    where,
    problem: `Nothing applies the layer '${layer}' of the cluster '${cluster}', and other layers are applied`,
    consequence: 'The object is committed, and never reaches the cluster.',
    mend: 'Make the delivery of the cluster last, after all else in it.',
  };
}

function emptyFolder({ by, where, field, folder, layer }: Delivery): Finding {
  return {
    id: 'synth/empty-delivery',
    severity: 'error',
    where,
    field,
    problem: `${by} applies the folder '${folder}/${layer}', and nothing is written there`,
    consequence:
      'The tool does not find the folder: it reports an error for ever, and what waits for it is not applied.',
    mend: 'Leave it out, or put objects into the layer.',
  };
}
