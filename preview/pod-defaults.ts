import { arrayAt, valueAt } from '../kubernetes/manifest';
import type { JsonObject } from '../kubernetes/manifest';
import { containersOf, withDefaults } from './pod-edits';

/** The port that serves where a container declares none. */
const DEFAULT_PORT = 8080;

/**
 * A pod with the defaults that KServe's controller writes into a Deployment, and OME's, which is made after it.
 *
 * @param hasProbe - whether a container gets a readiness probe where it states none
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/deployment/deployment_reconciler.go setDefaultPodSpec
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/deployment/deployment_reconciler.go setDefaultPodSpec
 */
export function withPodDefaults(spec: JsonObject, hasProbe: (container: JsonObject) => boolean): JsonObject {
  const containers = containersOf(spec).map((container) =>
    withDefaults(container, {
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      imagePullPolicy: 'IfNotPresent',
      ...(hasProbe(container) ? { readinessProbe: probeOf(container) } : {}),
    }),
  );
  return {
    ...withDefaults(spec, {
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      securityContext: {},
      schedulerName: 'default-scheduler',
    }),
    containers,
  };
}

/** It asks whether the first port is open. */
function probeOf(container: JsonObject): JsonObject {
  const port = valueAt(arrayAt(container, 'ports')[0], 'containerPort') ?? DEFAULT_PORT;
  return { tcpSocket: { port }, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
}
