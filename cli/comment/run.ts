import { readFileSync } from 'node:fs';
import { isPrivate, Requests } from '../../inputs/lock/requests';
import { isArray, isObject, textAt } from '../../kubernetes/manifest';
import type { JsonValue } from '../../kubernetes/manifest';
import { oneLine } from '../../reports/one-line';
import { decode } from '../../sources/decode';
import { reasonOf } from '../../sources/reason';
import { commentPlace } from './host';
import type { CommentHost, CommentPlace, StatedRequest } from './host';

export type { CommentHost } from './host';

/** Options of `comment` as they are given. */
export type CommentOptions = StatedRequest;

/** By which a comment is known again; hosts do not show it. */
export const MARKER = '<!-- cdk8s-inference: review -->';

const PAGE = 100;
/** As many comments are looked through, in pages. */
const MOST_PAGES = 50;

/** Writes a file over the comment of the last time, or as a new one; 2 where that cannot be done. */
export async function runComment(host: CommentHost, file: string, options: CommentOptions): Promise<0 | 2> {
  const place = commentPlace(host, options, process.env);
  if (typeof place === 'string') return unable(place);
  if (!isPrivate(place.list)) return unable(`No token is sent to ${place.list.origin}, which is not encrypted.`);
  let text: string;
  try {
    text = decode(readFileSync(file)).text;
  } catch (error) {
    return unable(`${file} cannot be read: ${reasonOf(error)}`);
  }
  const requests = new Requests();
  const known = await knownComment(requests, place);
  if (typeof known === 'string') return unable(known);
  const [id] = known;
  const body = JSON.stringify({ body: `${MARKER}\n${text}` });
  const headers = { ...place.headers, 'content-type': 'application/json' };
  const method = id === undefined ? 'POST' : place.update;
  const answer = await requests.ask(id === undefined ? place.list : place.one(id), { method, headers, body });
  if (!answer.ok) return unable(answer.problem);
  if (answer.status !== 200 && answer.status !== 201) return unable(refusal(place, answer.status, answer.body));
  console.log(id === undefined ? 'comment written' : 'comment updated');
  return 0;
}

/** The number of the comment that this command wrote before, if there is one; else why that is not known. */
async function knownComment(requests: Requests, place: CommentPlace): Promise<readonly [number?] | string> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const url = new URL(place.list);
    url.search = new URLSearchParams({ per_page: String(PAGE), page: String(page) }).toString();
    const answer = await requests.ask(url, { headers: place.headers });
    if (!answer.ok) return answer.problem;
    if (answer.status !== 200) return refusal(place, answer.status, answer.body);
    const comments = listIn(answer.body);
    if (comments === undefined) return `${place.list.host} answers with what is no list of comments`;
    const own = comments.find((comment) => textAt(comment, 'body')?.startsWith(MARKER) === true);
    if (isObject(own) && typeof own.id === 'number') return [own.id];
    if (comments.length < PAGE) break;
  }
  return [];
}

function listIn(body: Buffer): readonly JsonValue[] | undefined {
  try {
    const content: unknown = JSON.parse(body.toString('utf8'));
    const [list] = [content].filter(isArray);
    return list;
  } catch {
    return undefined;
  }
}

function refusal(place: CommentPlace, status: number, body: Buffer): string {
  const hint = status === 401 || status === 403 ? '; the token may not do that' : '';
  return `${place.list.host} answers with the status ${status}${hint}: ${body.toString('utf8').slice(0, 200)}`;
}

function unable(problem: string): 2 {
  console.error(`error: ${oneLine(problem)}`);
  return 2;
}
