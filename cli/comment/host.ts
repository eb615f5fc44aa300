import type { Environment } from '../../inputs/lock/credentials';

export type CommentHost = 'github' | 'gitlab';

/** Where comments of one request are, and how they are written there. */
export interface CommentPlace {
  /** All comments of the request. */
  readonly list: URL;
  /** One of them. */
  readonly one: (id: number) => URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly update: 'PATCH' | 'PUT';
}

/** What is stated of a request. */
export interface StatedRequest {
  readonly repository?: string;
  readonly request?: string;
}

/**
 * Where a host keeps the comments of a request, by what is stated and by the variables of its pipelines.
 *
 * @returns what is missing, as a sentence
 * @see https://docs.github.com/en/rest/issues/comments
 * @see https://docs.gitlab.com/api/notes/#merge-requests
 */
export function commentPlace(
  host: CommentHost,
  stated: StatedRequest,
  environment: Environment,
): CommentPlace | string {
  return host === 'github' ? github(stated, environment) : gitlab(stated, environment);
}

function github(stated: StatedRequest, environment: Environment): CommentPlace | string {
  const { GITHUB_API_URL: server = 'https://api.github.com', GITHUB_TOKEN: token = '' } = environment;
  const { repository = environment.GITHUB_REPOSITORY ?? '' } = stated;
  const request = stated.request ?? /^refs\/pull\/(\d+)\//.exec(environment.GITHUB_REF ?? '')?.[1] ?? '';
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) return 'State the repository as owner/name: --repository.';
  const missing = missingOf(server, request, token, 'GITHUB_TOKEN');
  if (missing !== undefined) return missing;
  const issues = `${server}/repos/${repository}/issues`;
  return {
    list: new URL(`${issues}/${request}/comments`),
    one: (id) => new URL(`${issues}/comments/${id}`),
    headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
    update: 'PATCH',
  };
}

function gitlab(stated: StatedRequest, environment: Environment): CommentPlace | string {
  const { CI_API_V4_URL: server = 'https://gitlab.com/api/v4', GITLAB_TOKEN: token = '' } = environment;
  const { repository = environment.CI_PROJECT_ID ?? '', request = environment.CI_MERGE_REQUEST_IID ?? '' } = stated;
  if (repository === '') return 'State the project, by its number or its path: --repository.';
  const missing = missingOf(server, request, token, 'GITLAB_TOKEN');
  if (missing !== undefined) return missing;
  const notes = `${server}/projects/${encodeURIComponent(repository)}/merge_requests/${request}/notes`;
  return {
    list: new URL(notes),
    one: (id) => new URL(`${notes}/${id}`),
    headers: { 'private-token': token },
    update: 'PUT',
  };
}

function missingOf(server: string, request: string, token: string, variable: string): string | undefined {
  if (!URL.canParse(server)) return `'${server}' is no address of a host.`;
  if (!/^[1-9]\d*$/.test(request)) return 'State the number of the request: --request.';
  return /^[\x21-\x7e]+$/.test(token) ? undefined : `Set the variable ${variable} to a token that may write comments.`;
}
