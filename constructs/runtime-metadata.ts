import type { HydraRuntimeSettings } from './hydra-settings';
import type { OmeRuntimeSettings } from './ome/settings';

/** What everybody may say of a runtime's object, whatever the engine. */
export interface RuntimeMetadata {
  /** Name of the runtime's object. @default the construct's id */
  readonly name?: string;
  /** A runtime in a namespace serves only that one; without, it serves the whole cluster. @default the cluster */
  readonly namespace?: string;
  /** Shown by the platform's console. @default none */
  readonly displayName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Labels for the pods that use the runtime. @default none */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations for the pods that use the runtime. @default the platform's, such as for Prometheus */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** On OME: sizes of models, accelerator classes and the like. @default OME's own */
  readonly ome?: OmeRuntimeSettings;
  /** On Hydra: how the engine is started, and devices. @default a line for a shell */
  readonly hydra?: HydraRuntimeSettings;
}
