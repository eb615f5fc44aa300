import type { AcceleratorConfig } from '../../imports/ome.io';
import type { Replicas } from '../pod';

/** A number of parameters: `7B`, `0.5B`, `500M`, `1.04T`; OME reads any other unit as nothing. */
export type ParameterCount = `${number}${'T' | 'B' | 'M'}`;

/** How a runtime's version must stand to a model's, the runtime's on the left. */
export type VersionOperator = 'Equal' | 'GreaterThan' | 'GreaterThanOrEqual';

/** What OME must know of a runtime and other platforms have no word for. */
export interface OmeRuntimeSettings {
  /** Sizes of models that it serves, both ends included. @default any size */
  readonly modelSizes?: { readonly min: ParameterCount; readonly max: ParameterCount };
  /** Which versions of the framework it loads, against the one that its formats state. @default Equal */
  readonly frameworkVersions?: VersionOperator;
  /** What a match of format and of framework adds to the runtime's score, times its priority. @default 1 each */
  readonly weights?: { readonly format?: number; readonly framework?: number };
  /**
   * AcceleratorClass objects whose devices it runs on; a service may choose among them. They must exist before the
   * runtime does.
   *
   * @default none, and a service can choose none
   */
  readonly acceleratorClasses?: readonly string[];
  /** What changes with the class that a service chooses, by the class's name. @default nothing */
  readonly acceleratorConfig?: Readonly<Record<string, AcceleratorConfig>>;
  /** Copies of the engine's pods for services that state none. @default one */
  readonly replicas?: Replicas;
  /** No service may use it. @default false */
  readonly disabled?: boolean;
}

/** What OME must know of a service and other platforms have no word for. */
export interface OmeServiceSettings {
  readonly model?: OmeModelSettings;
  /** Copies of the pods that generate tokens, where the runtime has such. @default the runtime's */
  readonly decoderReplicas?: Replicas;
  /** Copies of the router, where the runtime has one. @default the runtime's */
  readonly routerReplicas?: Replicas;
  /** AcceleratorClass to run on, one of the runtime's. @default the runtime's own nodes and devices */
  readonly acceleratorClass?: string;
}

/** How OME keeps the model of a service, and what it compares with the runtime. */
export interface OmeModelSettings {
  /** Class in the model's `config.json`. @default what the catalogue knows, else what the runtime's format states */
  readonly architecture?: string;
  /** @default what the catalogue knows of `huggingFaceId`, else found by OME's agent after the download */
  readonly parameters?: ParameterCount;
  /** Such as `fp8` or `int4`. @default what the catalogue knows, else what the runtime's format states */
  readonly quantization?: string;
  /**
   * Folder of the model's files on every node, inside of the agent's own folder. Of a model that exists already it is
   * needed only where an engine's variables refer to the path.
   *
   * @default a folder of the model's name in the platform's `modelsFolder`
   */
  readonly path?: string;
  /**
   * Secret with a Hugging Face token under `token`: in the model's namespace, or in `ome` for a model of the whole
   * cluster.
   *
   * @default none
   */
  readonly secret?: string;
  /** Labels of the nodes that download the model. @default every node with an agent */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Who publishes the model, such as `meta`; it becomes a label. @default unstated */
  readonly vendor?: string;
}
