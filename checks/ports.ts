import type { Fault } from './finding';

/** Fields that hold a port number. */
const PORT_FIELDS: ReadonlySet<string> = new Set(['containerPort', 'hostPort', 'port', 'targetPort', 'nodePort']);

/** Of these, 0 is the same as none: the API server chooses, takes the Service's own, or opens none on the node. */
const NONE_AT_ZERO: ReadonlySet<string> = new Set(['hostPort', 'targetPort', 'nodePort']);

/** A port number outside of 1 to 65535. */
export function portFault(key: string, port: number, path: () => string): Fault | undefined {
  if (!PORT_FIELDS.has(key) || (Number.isInteger(port) && port >= 1 && port <= 65535)) return undefined;
  if (port === 0 && NONE_AT_ZERO.has(key)) return undefined;
  return {
    id: 'network/port',
    severity: 'error',
    field: path(),
    problem: `${port} is no port: ports are whole numbers from 1 to 65535`,
    consequence: 'The API server refuses the pod, or the object that describes it.',
    mend: 'Use a port in that range; engines here serve on 8080 unless told otherwise.',
  };
}
