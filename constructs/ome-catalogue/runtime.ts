import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { OmeEngine, OmeRuntimeFacts, OmeRuntimeFile, OmeRuntimeName } from '../../catalog/ome-runtime-facts';
import { resolveOmeRuntime } from '../../catalog/resolve-ome-name';
import type { Fault } from '../../checks/finding';
import type { ServingRuntimeSpec } from '../../imports/ome.io';
import { runtimeSpec } from '../../checks/ome/selection/spec';
import type { RuntimeSpec } from '../../checks/ome/selection/spec';
import { isManifest } from '../../kubernetes/manifest';
import { report } from '../findings';
import type { ObjectReference } from './model';
import { applyMergePatch } from './merge-patch';
import type { MergePatch } from './merge-patch';
import { catalogueRuntimeSpec } from './runtime-spec';
import type { RuntimeSpecOptions } from './runtime-spec';

/** Which runtime of OME's catalogue, and what is to be different. */
export interface OmeCatalogueRuntimeProps extends RuntimeSpecOptions {
  /**
   * Name of the resource, such as `srt-llama-3-3-70b-instruct`, or of its file as OME's documentation lists them, such
   * as `llama-3-3-70b-instruct-rt`; or its facts, as `allOmeRuntimeFacts()` lists them.
   */
  readonly runtime: OmeRuntimeName | OmeRuntimeFile | OmeRuntimeFacts;
  /** Which one, where both engines have a file of that name. @default 'sglang' */
  readonly engine?: OmeEngine;
  /** @default the catalogue's name of the resource */
  readonly name?: string;
  /** With a namespace it is a `ServingRuntime`, without a `ClusterServingRuntime`. @default the whole cluster */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** What is to be different in the spec: maps are merged, `null` takes a member out, lists are replaced. */
  readonly spec?: MergePatch<ServingRuntimeSpec>;
}

/**
 * A runtime of OME's catalogue: image, arguments, resources, probes and formats are OME's, but for those that
 * `omeCorrections()` lists.
 *
 * @see https://github.com/sgl-project/ome/tree/main/config/runtimes
 */
export class OmeCatalogueRuntime extends Construct {
  /** Undefined where the catalogue has no such runtime. */
  public readonly facts: OmeRuntimeFacts | undefined;
  /** What selection reads of the object. */
  public readonly demands: RuntimeSpec | undefined;
  /** The object, as services refer to it. */
  public readonly reference: ObjectReference;
  /** Which components the object has beside the engine. */
  public readonly components: { readonly decoder: boolean; readonly router: boolean };

  public constructor(scope: Construct, id: string, props: OmeCatalogueRuntimeProps) {
    super(scope, id);
    const kind = props.namespace === undefined ? 'ClusterServingRuntime' : 'ServingRuntime';
    const { runtime } = props;
    const resolved = typeof runtime === 'object' ? runtime : resolveOmeRuntime(runtime, props.engine);
    this.reference = { name: props.name ?? ('name' in resolved ? resolved.name : id), kind };
    if ('problem' in resolved) {
      this.components = { decoder: false, router: false };
      report(this, resolved);
      return;
    }
    this.facts = resolved;
    const spec = catalogueRuntimeSpec(resolved, props);
    for (const fault of imageFaults(spec, props)) report(this, fault);
    const patched = applyMergePatch(spec, props.spec);
    this.components = { decoder: patched.decoderConfig !== undefined, router: patched.routerConfig !== undefined };
    const manifest = {
      apiVersion: 'ome.io/v1beta1',
      kind,
      metadata: {
        name: this.reference.name,
        namespace: props.namespace,
        labels: { ...props.labels },
        annotations: { ...props.annotations },
      },
      spec: patched,
    };
    new ApiObject(this, 'Resource', manifest);
    this.demands = isManifest(manifest) ? runtimeSpec(manifest) : undefined;
  }
}

/**
 * Adds a runtime of OME's catalogue to a chart: `omeRuntime(chart, 'llama-3-3-70b-instruct-rt')`.
 *
 * @param props - what is to be different
 */
export function omeRuntime(
  scope: Construct,
  runtime: OmeCatalogueRuntimeProps['runtime'],
  props: Omit<OmeCatalogueRuntimeProps, 'runtime'> = {},
): OmeCatalogueRuntime {
  // Where nobody has checked types, a name may be undefined, which is no id of a construct.
  const name: unknown = typeof runtime === 'object' ? runtime.name : runtime;
  return new OmeCatalogueRuntime(scope, props.name ?? String(name), { ...props, runtime });
}

function imageFaults(spec: ServingRuntimeSpec, { spec: patch }: OmeCatalogueRuntimeProps): readonly Fault[] {
  const images = [
    { prop: 'image', image: patch?.engineConfig?.runner?.image ?? spec.engineConfig?.runner?.image },
    { prop: 'routerImage', image: patch?.routerConfig?.runner?.image ?? spec.routerConfig?.runner?.image },
  ];
  return images.flatMap(({ prop, image }) =>
    image === undefined || image.includes('/')
      ? []
      : [
          {
            id: 'ome/image-without-registry',
            severity: 'warning',
            field: prop,
            problem: `The catalogue's image '${image}' names no registry`,
            consequence: `The node pulls 'docker.io/library/${image}', which Docker Hub does not have: ImagePullBackOff.`,
            mend: `State '${prop}' with the registry that has it, such as a mirror of your own.`,
          },
        ],
  );
}
