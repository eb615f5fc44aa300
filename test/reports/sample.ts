import type { Report, ReportedFinding } from '../../reports/report';

/** A finding of a file, apart from what is stated otherwise. */
export function finding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    id: 'schema/unknown-field',
    severity: 'error',
    where: 'manifests/llama.yaml:8:5',
    place: { file: 'manifests/llama.yaml', line: 8, column: 5, excerpt: '    minReplica: 1' },
    object: { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', namespace: 'models', name: 'llama' },
    field: 'spec.predictor.minReplica',
    problem: "There is no field 'minReplica'",
    consequence: 'kubectl refuses the object.',
    mend: "Did you mean 'minReplicas'?",
    ...changes,
  };
}

/** A finding of a construct. */
export function constructFinding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return finding({ where: 'gpu-east/llama', place: undefined, ...changes });
}

export const ACCEPTED = { reason: 'The fork knows it.', by: 'annotation' } as const;

/** A report of findings. */
export function report(findings: readonly ReportedFinding[], changes: Partial<Report> = {}): Report {
  return { findings, notChecked: [], files: ['manifests/llama.yaml'], objects: 3, failOn: 'error', ...changes };
}
