/** Fields of a component of an InferenceService by which it is scaled. */
export const SCALING = [
  'minReplicas',
  'maxReplicas',
  'scaleTarget',
  'scaleMetric',
  'scaleMetricType',
  'autoScaling',
] as const;

/** Those, and others that show in none of its pods. */
export const OUTSIDE_OF_PODS = [...SCALING, 'canaryTrafficPercent', 'deploymentStrategy'] as const;
