import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { OmeModelFacts } from '../../catalog/ome-model-facts';
import type { OmeModelName, OmeRuntimeFile, OmeRuntimeName } from '../../catalog/ome-runtime-facts';
import { resolveOmeModel, resolveOmeRuntime } from '../../catalog/resolve-ome-name';
import type { BaseModelSpec } from '../../imports/ome.io';
import { modelSpec } from '../../checks/ome/selection/spec';
import type { ModelSpec } from '../../checks/ome/selection/spec';
import { isManifest } from '../../kubernetes/manifest';
import { report } from '../findings';
import { applyMergePatch } from './merge-patch';
import type { MergePatch } from './merge-patch';
import { catalogueModelSpec } from './model-metadata';

/** An object of OME by its name. */
export interface ObjectReference {
  readonly name: string;
  readonly kind: string;
}

/** Which model of OME's catalogue, and what is to be different. */
export interface OmeCatalogueModelProps {
  /** Name of the catalogue, or facts as `allOmeModelFacts()` lists them. */
  readonly model: OmeModelName | OmeModelFacts;
  /** @default the catalogue's name */
  readonly name?: string;
  /** With a namespace it is a `BaseModel`, without a `ClusterBaseModel`. @default the whole cluster */
  readonly namespace?: string;
  /**
   * A runtime whose demands of format, framework and architecture the model is declared to meet.
   *
   * @default what the catalogue says of the model, else what the runtime made for it demands
   */
  readonly servedBy?: OmeRuntimeName | OmeRuntimeFile;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** What is to be different in the spec: maps are merged, `null` takes a member out, lists are replaced. */
  readonly spec?: MergePatch<BaseModelSpec>;
}

/**
 * A model of OME's catalogue, with format, framework, architecture and size declared where they are known: a service
 * that names no runtime is refused as long as they are not, and OME writes into the spec what is not declared, which a
 * GitOps controller would take out again.
 *
 * @see https://github.com/sgl-project/ome/tree/main/config/models
 */
export class OmeCatalogueModel extends Construct {
  /** Undefined where the catalogue has no such model. */
  public readonly facts: OmeModelFacts | undefined;
  /** What selection reads of the object; undefined where its format is not known. */
  public readonly declared: ModelSpec | undefined;
  /** The object, as services refer to it. */
  public readonly reference: ObjectReference;

  public constructor(scope: Construct, id: string, props: OmeCatalogueModelProps) {
    super(scope, id);
    const kind = props.namespace === undefined ? 'ClusterBaseModel' : 'BaseModel';
    const { model } = props;
    const resolved = typeof model === 'string' ? resolveOmeModel(model) : model;
    this.reference = { name: props.name ?? ('name' in resolved ? resolved.name : id), kind };
    if ('problem' in resolved) {
      report(this, resolved);
      return;
    }
    this.facts = resolved;
    const servedBy = props.servedBy === undefined ? undefined : resolveOmeRuntime(props.servedBy);
    if (servedBy !== undefined && 'problem' in servedBy) report(this, { ...servedBy, field: 'servedBy' });
    const runtime = servedBy !== undefined && 'name' in servedBy ? servedBy : undefined;
    const declared = catalogueModelSpec(resolved, runtime);
    const spec: BaseModelSpec = {
      storage: { storageUri: `hf://${resolved.hfId}`, path: resolved.storagePath, key: resolved.key },
      modelFormat: declared && { name: declared.modelFormat.name, version: declared.modelFormat.version },
      modelFramework: declared?.modelFramework && {
        name: declared.modelFramework.name,
        version: declared.modelFramework.version,
      },
      modelArchitecture: declared?.modelArchitecture ?? resolved.architecture,
      quantization: declared?.quantization,
      modelParameterSize: declared?.modelParameterSize ?? resolved.size,
      modelType: resolved.modelType,
      modelCapabilities: resolved.capabilities.length === 0 ? undefined : resolved.capabilities,
      vendor: resolved.vendor,
      displayName: resolved.displayName,
      version: resolved.version,
    };
    const manifest = {
      apiVersion: 'ome.io/v1beta1',
      kind,
      metadata: {
        name: this.reference.name,
        namespace: props.namespace,
        labels: { ...props.labels },
        annotations: { ...props.annotations },
      },
      spec: applyMergePatch(spec, props.spec),
    };
    new ApiObject(this, 'Resource', manifest);
    const read = isManifest(manifest) ? modelSpec(manifest) : undefined;
    this.declared = read?.modelFormat.name === '' ? undefined : read;
  }
}
