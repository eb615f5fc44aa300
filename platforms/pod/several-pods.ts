import type { Fault } from '../../checks/finding';
import type { Engine } from '../../constructs/engine';

/** What is wrong with an engine of several pods on a platform that runs each copy of an engine in one. */
export function severalPods(engine: Engine, platform: string): readonly Fault[] {
  const parts = [
    ...(engine.workers === undefined ? [] : ['workers']),
    ...(engine.decoder === undefined ? [] : ['a decoder']),
    ...(engine.router === undefined ? [] : ['a router']),
  ];
  if (parts.length === 0) return [];
  return [
    {
      id: 'platform/one-pod',
      severity: 'error',
      problem: `The engine has ${parts.join(' and ')}, and ${platform} is written with one pod for each copy of it`,
      consequence: 'Only the leading pod would be made, and it would wait for the others for ever.',
      mend: 'Use as many devices as one node has, or a platform of LeaderWorkerSets or OME.',
    },
  ];
}
