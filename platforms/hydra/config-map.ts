import { ApiObject, Chart } from 'cdk8s';
import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { KEPT_RUNTIMES } from '../../checks/hydra/kept';
import { report } from '../../constructs/findings';
import { Layers } from '../../constructs/layer';
import { isArray, isObject, objectAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { readExisting, withEntries } from './existing';
import type { EntryList, ExistingConfigMap } from './existing';

/** A ConfigMap that Hydra reads. */
export interface HydraConfigMapProps {
  readonly existing: ExistingConfigMap;
  /** @default that of the existing ConfigMap, else the chart's */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Which ConfigMap, and where in it the entries are. */
export interface ConfigMapShape extends EntryList {
  readonly name: string;
  readonly key: string;
}

/** The ConfigMap is Hydra's own: it must outlive what Git has of it, and other texts in it are nobody's templates. */
const ANNOTATIONS = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
};

/** A ConfigMap with entries that are added one by one, over what the cluster has of it. */
export abstract class HydraConfigMap extends Construct {
  private readonly entries: object[] = [];

  protected constructor(
    scope: Construct,
    id: string,
    private readonly shape: ConfigMapShape,
    props: HydraConfigMapProps,
  ) {
    super(scope, id);
    Layers.of(this).assign('20-runtimes');
    const kept = readExisting(props.existing, shape.name);
    if ('id' in kept) {
      report(this, kept);
      return;
    }
    const readable = withEntries(kept.data[shape.key], shape, []);
    if ('id' in readable) {
      report(this, { ...readable, field: `existing.${shape.key}` });
      return;
    }
    new CompletedConfigMap(
      this,
      'Resource',
      {
        name: shape.name,
        namespace: props.namespace ?? kept.namespace ?? Chart.of(this).namespace,
        labels: { ...props.labels },
        annotations: { ...ANNOTATIONS, ...props.annotations },
      },
      () => this.complete(kept.data),
    );
  }

  /** Adds an entry; the caller tells of those that are there twice. */
  protected addEntry(entry: object): void {
    this.entries.push(entry);
  }

  private complete(kept: Readonly<Record<string, string>>): Completed {
    const { key, identity } = this.shape;
    const result = withEntries(kept[key], this.shape, this.entries);
    if ('id' in result) return { data: kept, runtimes: [] };
    return {
      data: { ...kept, [key]: result.text },
      runtimes: result.kept.flatMap((entry) => namesIn(entry, identity)),
    };
  }
}

/** What a ConfigMap comes to once all entries are there. */
interface Completed {
  readonly data: Readonly<Record<string, string>>;
  /** Runtimes of entries that are not ours. */
  readonly runtimes: readonly string[];
}

/** A ConfigMap whose content is known when it is written. */
class CompletedConfigMap extends ApiObject {
  public constructor(
    scope: Construct,
    id: string,
    metadata: ApiObjectMetadata,
    private readonly complete: () => Completed,
  ) {
    super(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata });
  }

  public override toJson(): JsonObject {
    const manifest: unknown = super.toJson();
    if (!isObject(manifest)) return {};
    const { data, runtimes } = this.complete();
    const annotations = {
      ...objectAt(manifest, 'metadata', 'annotations'),
      ...(runtimes.length === 0 ? {} : { [KEPT_RUNTIMES]: runtimes.join(',') }),
    };
    return { ...manifest, metadata: { ...objectAt(manifest, 'metadata'), annotations }, data };
  }
}

/** The runtimes of an entry, by the first field that it goes by. */
function namesIn(entry: JsonValue, [field]: readonly string[]): readonly string[] {
  const value = field === undefined ? undefined : valueAt(entry, field);
  return (isArray(value) ? value : [value]).filter((name) => typeof name === 'string');
}
