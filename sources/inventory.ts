import { shippedManifests, SHIPPED_BY } from '../catalog/shipped-manifests';
import type { Manifest } from '../kubernetes/manifest';
import type { ReportedFinding } from '../reports/report';
import { listFiles } from './list-files';
import type { MissingSource } from './list-files';
import { readFiles } from './read-files';
import { readSource } from './read-source';

/** What stands in a cluster without being checked. */
export interface Inventory {
  readonly manifests: readonly Manifest[];
  readonly missing: readonly MissingSource[];
  /** What is wrong with its files, where they cannot be read as manifests. */
  readonly findings: readonly ReportedFinding[];
}

/** The inventories of clusters, each read once. */
export class Inventories {
  private readonly known = new Map<string, Inventory>();

  public of(names: readonly string[]): Inventory {
    const key = JSON.stringify(names);
    const known = this.known.get(key) ?? readInventory(names);
    this.known.set(key, known);
    return known;
  }

  /** Those that were asked for. */
  public all(): readonly Inventory[] {
    return [...this.known.values()];
  }
}

/**
 * Reads inventories: files, folders and patterns of manifests, or the name of a platform for what it ships.
 *
 * @param names - `kserve`, `openshift-ai` and `ome` are platforms; a folder of that name is `./kserve`
 */
export function readInventory(names: readonly string[]): Inventory {
  const platforms = SHIPPED_BY.filter((platform) => names.includes(platform));
  const paths = names.filter((name) => !SHIPPED_BY.some((platform) => platform === name));
  const { files, missing } = listFiles(paths);
  const read = readFiles(files);
  const contents = [...read.sources.values()].map(readSource);
  return {
    manifests: [
      ...platforms.flatMap(shippedManifests),
      ...contents.flatMap(({ manifests }) => manifests.map(({ manifest }) => manifest)),
    ],
    missing: [...missing, ...read.missing],
    findings: contents.flatMap(({ findings }) => findings),
  };
}
