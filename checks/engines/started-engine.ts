import type { PodContainer } from '../pods/containers';
import { engineLaunch } from './engine-launch';
import type { EngineLaunch } from './engine-launch';
import { GivenFlags } from './flags';

/** How an engine is started, and with which flags. */
export interface StartedEngine {
  readonly launch: EngineLaunch;
  readonly flags: GivenFlags;
}

/** The engine that a container starts, if it is one whose command line is understood. */
export function startedEngine(container: PodContainer): StartedEngine | undefined {
  const launch = engineLaunch(container);
  return launch === undefined ? undefined : { launch, flags: new GivenFlags(launch) };
}
