import { arrayAt, isObject, objectAt, textAt, valueAt } from '../../kubernetes/manifest';
import type { JsonObject, JsonValue } from '../../kubernetes/manifest';
import { containersIn } from './containers';
import type { PodContainer } from './containers';

/** The Pod Security Standards, the strictest last. */
export const SECURITY_LEVELS = ['privileged', 'baseline', 'restricted'] as const;

export type SecurityLevel = (typeof SECURITY_LEVELS)[number];

/** A field for which a pod is not of a level. */
export interface SecurityReason {
  /** The laxest level that does not allow it. */
  readonly refusedBy: 'baseline' | 'restricted';
  readonly field: string;
  readonly why: string;
}

/** Linux capabilities that a baseline pod may add. */
const BASELINE_CAPABILITIES: ReadonlySet<JsonValue> = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

const RESTRICTED_VOLUMES: ReadonlySet<string> = new Set(
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' '),
);

const SAFE_SYSCTLS: ReadonlySet<string> = new Set([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start'],
  ...['net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports'],
  ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl'],
  ...['net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'],
]);

const SELINUX_TYPES: ReadonlySet<JsonValue> = new Set([
  ...['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'],
]);

/**
 * Why a pod is not of the level `restricted`, or not even of `baseline`.
 *
 * @see https://github.com/kubernetes/pod-security-admission/tree/master/policy DefaultChecks
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function securityReasons(spec: JsonObject): readonly SecurityReason[] {
  return [
    ...hostReasons(spec),
    ...volumeReasons(spec),
    ...sysctlReasons(spec),
    ...contextReasons(objectAt(spec, 'securityContext'), 'securityContext'),
    ...containersIn(spec).flatMap((each) => containerReasons(each, spec)),
  ];
}

/** The strictest level that a pod is of. */
export function securityLevel(reasons: readonly SecurityReason[]): SecurityLevel {
  if (reasons.some(({ refusedBy }) => refusedBy === 'baseline')) return 'privileged';
  return reasons.length > 0 ? 'baseline' : 'restricted';
}

function hostReasons(spec: JsonObject): readonly SecurityReason[] {
  return ['hostNetwork', 'hostPID', 'hostIPC']
    .filter((field) => spec[field] === true)
    .map((field) => baseline(field, `${field} is true`));
}

function volumeReasons(spec: JsonObject): readonly SecurityReason[] {
  return arrayAt(spec, 'volumes').flatMap((volume, index): readonly SecurityReason[] => {
    if (!isObject(volume)) return [];
    const field = `volumes[${index}]`;
    if (isObject(volume.hostPath)) {
      return [baseline(field, `it mounts '${textAt(volume.hostPath, 'path') ?? ''}' of the node`)];
    }
    const kind = Object.keys(volume).find((key) => key !== 'name' && volume[key] !== null);
    return kind === undefined || RESTRICTED_VOLUMES.has(kind) ? [] : [restricted(field, `it is a volume of ${kind}`)];
  });
}

function sysctlReasons(spec: JsonObject): readonly SecurityReason[] {
  return arrayAt(objectAt(spec, 'securityContext'), 'sysctls').flatMap((sysctl, index) => {
    const name = textAt(sysctl, 'name') ?? '';
    return SAFE_SYSCTLS.has(name) ? [] : [baseline(`securityContext.sysctls[${index}]`, `${name} is no safe sysctl`)];
  });
}

/** What pods and containers may both state. */
function contextReasons(context: JsonObject, path: string): readonly SecurityReason[] {
  const reasons: SecurityReason[] = [];
  const seccomp = valueAt(context, 'seccompProfile', 'type');
  if (seccomp === 'Unconfined') reasons.push(baseline(`${path}.seccompProfile.type`, 'seccomp is off'));
  if (valueAt(context, 'appArmorProfile', 'type') === 'Unconfined') {
    reasons.push(baseline(`${path}.appArmorProfile.type`, 'AppArmor is off'));
  }
  if (valueAt(context, 'windowsOptions', 'hostProcess') === true) {
    reasons.push(baseline(`${path}.windowsOptions.hostProcess`, 'it is a process of the host'));
  }
  const selinux = objectAt(context, 'seLinuxOptions');
  if (!SELINUX_TYPES.has(selinux.type ?? '') || (selinux.user ?? '') !== '' || (selinux.role ?? '') !== '') {
    reasons.push(baseline(`${path}.seLinuxOptions`, 'it has SELinux options of its own'));
  }
  if (context.runAsUser === 0) reasons.push(restricted(`${path}.runAsUser`, 'it runs as root'));
  return reasons;
}

function containerReasons({ container, path }: PodContainer, spec: JsonObject): readonly SecurityReason[] {
  const context = objectAt(container, 'securityContext');
  const ofPod = objectAt(spec, 'securityContext');
  const field = `${path}.securityContext`;
  return [
    ...contextReasons(context, field),
    ...privilegeReasons(context, field),
    ...capabilityReasons(context, field),
    ...hostPortReasons(container, path),
    ...((context.runAsNonRoot ?? ofPod.runAsNonRoot) === true
      ? []
      : [restricted(`${field}.runAsNonRoot`, 'runAsNonRoot is not true')]),
    ...(isObject(context.seccompProfile) || isObject(ofPod.seccompProfile)
      ? []
      : [restricted(`${field}.seccompProfile`, 'no seccomp profile is stated')]),
  ];
}

function privilegeReasons(context: JsonObject, field: string): readonly SecurityReason[] {
  return [
    ...(context.privileged === true ? [baseline(`${field}.privileged`, 'it is privileged')] : []),
    ...((context.procMount ?? 'Default') === 'Default' ? [] : [baseline(`${field}.procMount`, '/proc is not masked')]),
    ...(context.allowPrivilegeEscalation === false
      ? []
      : [restricted(`${field}.allowPrivilegeEscalation`, 'allowPrivilegeEscalation is not false')]),
  ];
}

function capabilityReasons(context: JsonObject, field: string): readonly SecurityReason[] {
  const added = arrayAt(context, 'capabilities', 'add');
  const beyond = added.filter((capability) => !BASELINE_CAPABILITIES.has(capability));
  const strict = added.filter((capability) => capability !== 'NET_BIND_SERVICE');
  const drops = arrayAt(context, 'capabilities', 'drop').includes('ALL');
  return [
    ...(beyond.length === 0 ? [] : [baseline(`${field}.capabilities.add`, `it adds ${beyond.map(String).join(', ')}`)]),
    ...(beyond.length > 0 || strict.length === 0
      ? []
      : [restricted(`${field}.capabilities.add`, `it adds ${strict.map(String).join(', ')}`)]),
    ...(drops ? [] : [restricted(`${field}.capabilities.drop`, 'it does not drop ALL capabilities')]),
  ];
}

function hostPortReasons(container: JsonObject, path: string): readonly SecurityReason[] {
  return arrayAt(container, 'ports').flatMap((port, index) => {
    const hostPort = valueAt(port, 'hostPort');
    const isStated = typeof hostPort === 'number' && hostPort !== 0;
    return isStated ? [baseline(`${path}.ports[${index}].hostPort`, `it takes port ${hostPort} of the node`)] : [];
  });
}

function baseline(field: string, why: string): SecurityReason {
  return { refusedBy: 'baseline', field, why };
}

function restricted(field: string, why: string): SecurityReason {
  return { refusedBy: 'restricted', field, why };
}
