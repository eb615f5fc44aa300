import { podType } from '../../catalog/pod-types';
import type { GoField, GoStruct, GoType } from '../../catalog/pod-types';

const TEXT: GoType = { kind: 'string' };
const NUMBER: GoType = { kind: 'pointer', of: { kind: 'int' } };
const TEXTS: GoType = { kind: 'map', of: TEXT };

/** Of fields that pods do not depend on. */
const OTHERS: GoType = { kind: 'any' };

/**
 * An engine, a decoder or a router of OME as Go holds it: a pod with fields of its own.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/apis/ome/v1beta1/inference_service.go EngineSpec, RouterSpec
 */
export function componentType(): GoStruct {
  known ??= podWith('EngineSpec', {
    minReplicas: NUMBER,
    maxReplicas: { kind: 'int' },
    scaleTarget: NUMBER,
    scaleMetric: { kind: 'pointer', of: TEXT },
    containerConcurrency: NUMBER,
    timeoutSeconds: NUMBER,
    canaryTrafficPercent: NUMBER,
    minAvailable: OTHERS,
    maxUnavailable: OTHERS,
    kedaConfig: OTHERS,
    labels: TEXTS,
    annotations: TEXTS,
    runner: { kind: 'pointer', of: podType('Container') },
    leader: { kind: 'pointer', of: nodeType() },
    worker: { kind: 'pointer', of: nodeType() },
    config: TEXTS,
    deploymentStrategy: OTHERS,
  });
  return known;
}

let known: GoStruct | undefined;

/** The leader or the workers of a group. */
function nodeType(): GoStruct {
  return podWith('WorkerSpec', { size: NUMBER, runner: { kind: 'pointer', of: podType('Container') } });
}

/** Of OME's own PodSpec, containers are optional. */
function podWith(name: string, fields: Readonly<Record<string, GoType>>): GoStruct {
  const pod = [...podType('PodSpec').fields].map(([key, field]): [string, GoField] => [
    key,
    { ...field, isAlwaysWritten: false },
  ]);
  const own = Object.entries(fields).map(([key, type]): [string, GoField] => [key, { type, isAlwaysWritten: false }]);
  return { kind: 'struct', name, fields: new Map([...pod, ...own]) };
}
