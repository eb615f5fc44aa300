import type { MeasuredEngine } from './settings';
import type { ScaleTarget } from './scale-target';

/** What is scaled, however it was said. */
export interface Workload {
  readonly target: ScaleTarget;
  readonly namespace?: string;
  readonly min: number;
  readonly max: number;
  readonly engine: MeasuredEngine;
  readonly servedModelName: string;
  readonly metricsPort: number | string;
  readonly metricsPath: string;
}
