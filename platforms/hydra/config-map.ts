import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { report } from '../../constructs/findings';
import { Layers } from '../../constructs/layer';
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
    const data: unknown = Lazy.any({
      produce: () => ({ ...kept.data, [shape.key]: this.text(kept.data[shape.key]) }),
    });
    new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: shape.name,
        namespace: props.namespace ?? kept.namespace ?? Chart.of(this).namespace,
        labels: { ...props.labels },
        annotations: { ...ANNOTATIONS, ...props.annotations },
      },
      data,
    });
  }

  /** Adds an entry; the caller tells of those that are there twice. */
  protected addEntry(entry: object): void {
    this.entries.push(entry);
  }

  private text(kept: string | undefined): string {
    const result = withEntries(kept, this.shape, this.entries);
    return 'text' in result ? result.text : '';
  }
}
