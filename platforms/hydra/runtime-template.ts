import type { Fault } from '../../checks/finding';
import type { Engine } from '../../constructs/engine';
import { lateBoundNames } from '../../constructs/late-bound';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import { engineContainer, engineMounts, engineVolumes, SHARED_MEMORY_MOUNT } from '../pod/container';
import { HYDRA_PORT } from './late-values';
import { startingOf } from './start';

/** One entry of `templates`, with the fields that Hydra knows. */
export interface HydraRuntimeTemplate {
  /** Type by which deployments choose the runtime. */
  readonly runtime: string;
  readonly runtimeZH?: string;
  readonly podTemplate: {
    readonly initContainers?: readonly object[];
    readonly podSecurityContext?: object;
    readonly volumes?: readonly object[];
    readonly containerTemplate: {
      readonly commandTemplate?: readonly string[];
      readonly argsTemplate?: readonly string[];
      readonly volumeMounts?: readonly object[];
      readonly ports?: readonly object[];
      readonly securityContext?: object;
    };
  };
}

/** A runtime as Hydra's global cluster offers it, and what is lost on the way. */
export function runtimeTemplate(runtime: RuntimeDescription): {
  readonly template: HydraRuntimeTemplate;
  readonly faults: readonly Fault[];
} {
  const { templates, faults } = startingOf(runtime);
  const { engine } = runtime;
  // Of the container, only fields without late-bound values are taken.
  const { ports, securityContext } = engineContainer(withHydraPort(engine), engine.name, () => '');
  const template: HydraRuntimeTemplate = {
    runtime: runtime.name,
    runtimeZH: runtime.hydra?.chineseName ?? runtime.displayName,
    podTemplate: {
      volumes: volumesOf(engine),
      containerTemplate: { ...templates, volumeMounts: mountsOf(engine), ports, securityContext },
    },
  };
  return { template, faults };
}

function withHydraPort(engine: Engine): Engine {
  const ports = engine.ports?.map((port) =>
    port.number === engine.servingPort ? { ...port, number: HYDRA_PORT } : port,
  );
  return { ...engine, ports };
}

function volumesOf(engine: Engine): readonly object[] | undefined {
  if (!isSplitByDeployment(engine)) return engineVolumes(engine);
  const { name } = SHARED_MEMORY_MOUNT;
  return [{ name, emptyDir: { medium: 'Memory' } }, ...(engineVolumes({ ...engine, sharedMemory: undefined }) ?? [])];
}

function mountsOf(engine: Engine): readonly object[] | undefined {
  if (!isSplitByDeployment(engine)) return engineMounts(engine);
  return [SHARED_MEMORY_MOUNT, ...(engineMounts({ ...engine, sharedMemory: undefined }) ?? [])];
}

/**
 * Whether deployments and not the runtime say over how many devices a model is split: then nobody knows beforehand how
 * much memory the devices' processes share.
 */
function isSplitByDeployment({ starts, accelerator }: Engine): boolean {
  return accelerator.vendor !== 'cpu' && starts !== undefined && lateBoundNames(starts.single).has('tensorParallel');
}
