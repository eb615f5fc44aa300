import { imageReference } from '../../kubernetes/image-reference';
import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import type { PodContainer } from '../pods/containers';

const SGLANG = /^(?:docker\.io\/)?lmsysorg\/sglang$/;

/**
 * SGLang's own image in a container that does not say what to start: it starts a shell, which ends at once.
 *
 * @param isPartial whether what is seen is a runtime, to which services add
 * @see https://github.com/sgl-project/sglang/blob/main/docker/Dockerfile
 */
export function checkCommand({ container, path, list }: PodContainer, isPartial: boolean): readonly Fault[] {
  const { repository } = imageReference(textAt(container, 'image') ?? '');
  const [first] = arrayAt(container, 'args');
  const isStarted = first !== undefined && !(typeof first === 'string' && first.startsWith('-'));
  if (list !== 'containers' || !SGLANG.test(repository) || arrayAt(container, 'command').length > 0 || isStarted)
    return [];
  return [
    {
      id: 'sglang/no-command',
      severity: isPartial ? 'warning' : 'error',
      field: first === undefined ? path : `${path}.args[0]`,
      problem:
        first === undefined ? 'Nothing says what the container starts' : `'${first}' is to be started as a program`,
      consequence: "SGLang's image starts a shell by itself, which ends at once: the container starts again for ever.",
      mend: 'State the command: python3 -m sglang.launch_server, with --model-path and --host 0.0.0.0.',
    },
  ];
}
