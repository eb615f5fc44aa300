import { checkPods } from '../../../../checks/pods/check-pods';
import type { Finding } from '../../../../checks/finding';
import type { JsonObject } from '../../../../kubernetes/manifest';

/** Rules of flags one by one. */
const OF_ONE_FLAG = /\/(?:unknown|newer|removed|deprecated)-flag$|\/flag-value$/;

export interface Start {
  /** Words after `sglang.launch_server`, apart by blanks. */
  readonly args: string;
  /** The tag of SGLang's own image, or a whole image. @default the newest that the catalog knows */
  readonly image?: string;
  readonly env?: readonly JsonObject[];
  /** The script of a shell. @default the words are arguments */
  readonly script?: string;
}

/** The rules that a command line breaks, of those that look at more than one flag. */
export function refusalsOf({ args, image = 'v0.5.18', env = [], script }: Start): readonly Finding[] {
  const words = args === '' ? [] : args.split(' ');
  const container = {
    name: 'server',
    image: image.includes(':') ? image : `lmsysorg/sglang:${image}`,
    ...(script === undefined
      ? { command: ['python3', '-m', 'sglang.launch_server'], args: ['--model-path=m', '--host=0.0.0.0', ...words] }
      : { command: ['bash', '-c', script] }),
    env,
    // Not of a number that is held against the sizes.
    resources: { limits: { 'google.com/tpu': 8 } },
    volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
  };
  const spec = { containers: [container], volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }] };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec };
  return checkPods([{ manifest, where: 'a.yaml' }]).filter(
    ({ id }) => id.startsWith('sglang/') && !OF_ONE_FLAG.test(id),
  );
}

/** The rules alone, for a command line and a version. */
export function rulesBrokenBy(args: string, image?: string): readonly string[] {
  return refusalsOf({ args, image }).map(({ id }) => id.replace('sglang/', ''));
}
