import type { EngineProbes } from '../../constructs/engine';
import { startupSeconds } from '../startup-budget';

const PERIOD = 10;

/** vLLM answers once the model is loaded, and no more when its engine has died. */
export function vllmProbes(): EngineProbes {
  return {
    startup: {
      path: '/health',
      periodSeconds: PERIOD,
      failureThreshold: Math.ceil(startupSeconds(undefined) / PERIOD),
    },
    readiness: { path: '/health', periodSeconds: PERIOD, timeoutSeconds: 5 },
    liveness: { path: '/health', periodSeconds: PERIOD, timeoutSeconds: 5, failureThreshold: 6 },
  };
}
