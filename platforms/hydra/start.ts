import type { Fault } from '../../checks/finding';
import type { EngineVariable } from '../../constructs/engine';
import type { HydraStart } from '../../constructs/hydra-settings';
import type { RuntimeDescription } from '../../constructs/runtime-description';
import type { ShellVariable } from './shell-words';
import { argumentFaults, engineFaults, knowsProgram, shellFaults } from './start-faults';
import { argumentTemplates, shellTemplates } from './start-templates';
import type { StartTemplates } from './start-templates';

/** How an engine is started by Hydra, and what is lost on the way. */
export interface HydraStarting {
  readonly templates: StartTemplates;
  readonly faults: readonly Fault[];
}

/** How an engine is started: by a shell, unless it says otherwise or leaves its program to the image. */
export function hydraStart({ engine, hydra }: Pick<RuntimeDescription, 'engine' | 'hydra'>): HydraStart {
  return hydra?.start ?? (knowsProgram(engine) ? { by: 'shell' } : { by: 'arguments', entryPoint: [] });
}

/** What Hydra renders to start an engine. */
export function startingOf(runtime: RuntimeDescription): HydraStarting {
  const { name, engine } = runtime;
  const single = engine.starts?.single ?? [...(engine.command ?? []), ...(engine.args ?? [])];
  const start = hydraStart(runtime);
  const faults = engineFaults(engine, single);
  if (start.by === 'arguments') {
    return {
      templates: argumentTemplates(single.slice(start.entryPoint.length)),
      faults: [...faults, ...argumentFaults(engine, single, start)],
    };
  }
  if (!knowsProgram(engine)) return { templates: {}, faults: [...faults, ...shellFaults(engine)] };
  const env = (engine.env ?? []).filter(isShellVariable);
  const group = engine.starts?.group;
  const starts = { single, ...group, workerTakesArguments: group?.workerTakesArguments ?? false };
  return {
    templates: shellTemplates({ runtime: name, starts, env, settings: start }),
    faults: [...faults, ...shellFaults(engine)],
  };
}

function isShellVariable(variable: EngineVariable): variable is ShellVariable {
  return !('secret' in variable);
}
