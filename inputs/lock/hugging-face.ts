import { isObject } from '../../kubernetes/manifest';
import { isCommit } from '../inputs-file';
import type { ModelInput } from '../inputs-file';
import type { Environment } from './credentials';
import { isPrivate } from './requests';
import type { Requests } from './requests';
import { failed } from './resolution';
import type { Resolution } from './resolution';

/**
 * Asks Hugging Face which commit a revision leads to. The variables `HF_ENDPOINT` and `HF_TOKEN` are heeded as its own
 * client does.
 *
 * @see https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/hf_api.py HfApi.model_info
 */
export class HuggingFace {
  private readonly endpoint: string;
  private readonly token: string;

  public constructor(
    private readonly requests: Requests,
    { HF_ENDPOINT = '', HF_TOKEN = '' }: Environment,
  ) {
    this.endpoint = HF_ENDPOINT === '' ? 'https://huggingface.co' : HF_ENDPOINT.replace(/\/+$/, '');
    this.token = HF_TOKEN.trim();
  }

  public async commitOf({ repository, revision }: Pick<ModelInput, 'repository' | 'revision'>): Promise<Resolution> {
    const address = `${this.endpoint}/api/models/${repository}/revision/${encodeURIComponent(revision)}`;
    if (!URL.canParse(address)) return failed(`HF_ENDPOINT is no address: '${this.endpoint}'`);
    const url = new URL(address);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (this.token !== '' && isPrivate(url)) headers.authorization = `Bearer ${this.token}`;
    const answer = await this.requests.ask(url, { headers });
    if (!answer.ok) return failed(answer.problem);
    switch (answer.status) {
      case 200:
        return commitIn(answer.body, url.host);
      case 401:
      case 403:
        return failed(`${url.host} gives no access to '${repository}': it does not exist there, or needs HF_TOKEN`);
      case 404:
        return failed(`${url.host} has no revision '${revision}' of '${repository}'`);
      case 429:
        return failed(`${url.host} has been asked too often; try again later, or set HF_TOKEN`);
      default:
        return failed(`${url.host} answers with the status ${answer.status}`);
    }
  }
}

function commitIn(body: Buffer, host: string): Resolution {
  try {
    const content: unknown = JSON.parse(body.toString('utf8'));
    const commit = isObject(content) ? content.sha : undefined;
    if (typeof commit === 'string' && isCommit(commit)) return { ok: true, value: commit };
  } catch {
    return failed(`${host} answers with what is no JSON`);
  }
  return failed(`${host} names no commit`);
}
