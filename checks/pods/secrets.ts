import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { isIssuedSecret, isLiteral } from '../secrets/secret-texts';
import type { PodContainer } from './containers';

/** Names under which engines and their libraries take secrets. */
const SECRET_NAMES =
  /^(?:HF_TOKEN|HUGGING_FACE_HUB_TOKEN|HUGGINGFACE_TOKEN|MODELSCOPE_API_TOKEN|VLLM_API_KEY|OPENAI_API_KEY|NGC_API_KEY|NVIDIA_API_KEY|WANDB_API_KEY|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AZURE_CLIENT_SECRET|GITHUB_TOKEN)$|(?:^|_)(?:PASSWORD|PASSWD|API_KEY|SECRET_KEY|ACCESS_TOKEN|AUTH_TOKEN|PRIVATE_KEY|CLIENT_SECRET)$/;

/** Flags that take a secret. */
const SECRET_FLAG = /^--(?:api-key|admin-api-key|hf-token|password)(?:=(.*))?$/s;

/** Secrets that stand in Git for everybody to read. What they are is never told. */
export function checkSecrets(containers: readonly PodContainer[]): readonly Fault[] {
  return containers.flatMap((each) => [...secretVariables(each), ...secretArguments(each)]);
}

function secretVariables({ container, path }: PodContainer): readonly Fault[] {
  return arrayAt(container, 'env').flatMap((variable, index): readonly Fault[] => {
    const name = textAt(variable, 'name') ?? '';
    const value = textAt(variable, 'value') ?? '';
    const isIssued = isIssuedSecret(value);
    const isSecret = isIssued || (SECRET_NAMES.test(name) && isLiteral(value));
    return isSecret ? [secret(`${path}.env[${index}].value`, `The variable ${name}`, isIssued)] : [];
  });
}

function secretArguments({ container, path }: PodContainer): readonly Fault[] {
  return (['command', 'args'] as const).flatMap((list) => {
    const words = arrayAt(container, list);
    return words.flatMap((word, index): readonly Fault[] => {
      if (typeof word !== 'string') return [];
      const flag = SECRET_FLAG.exec(word);
      const next = words[index + 1];
      const value = flag === null ? word : (flag[1] ?? (typeof next === 'string' ? next : ''));
      const isIssued = isIssuedSecret(value);
      if (!isIssued && (flag === null || !isLiteral(value))) return [];
      // A flag tells of the word after it, which need not be told of twice.
      const before = words[index - 1];
      if (flag === null && typeof before === 'string' && SECRET_FLAG.test(before)) return [];
      return [
        secret(
          `${path}.${list}[${index}]`,
          flag === null ? 'An argument' : `The value of ${word.split('=', 1)[0] ?? ''}`,
          isIssued,
        ),
      ];
    });
  });
}

/** @param isIssued - whether its issuer made it so that nothing else looks like it */
function secret(field: string, what: string, isIssued: boolean): Fault {
  return {
    id: 'pod/secret-literal',
    severity: isIssued ? 'error' : 'warning',
    field,
    problem: `${what} is a secret, and stands here as it is`,
    consequence: 'Whoever reads the repository, the object or the process list has it, and Git keeps it for ever.',
    mend: 'Make it new, put it into a Secret, and refer to that: valueFrom.secretKeyRef.',
  };
}
