// Registers models with the CCE AI inference framework: `node register-models.mjs registration.json`.
//
// It brings the add-on to what the file says, however often it runs: a model that is missing is created, one that
// differs is updated in what differs, and models that carry the file's mark but have left it are deleted. It ends when
// all models are ACTIVE.
//
// The text passes through Flux's substitution and Go templates, so that it has no template literals with values.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_PAUSE_SECONDS = 30;
const LONGEST_EXCERPT = 300;

const settings = JSON.parse(await readFile(process.argv[2], 'utf8'));
const { models, mark, readySeconds, retrySeconds, firstPauseSeconds, requestSeconds, pollSeconds } = settings;
const endpoint = settings.endpoint.replace(/[/]+$/, '');

/** A request that may succeed later; every other error will not. */
class Unavailable extends Error {}

function say(text) {
  console.log('register-models: ' + text);
}

function excerpt(text) {
  const line = text.replace(/[ \n\r]+/g, ' ').trim();
  return line.length > LONGEST_EXCERPT ? line.slice(0, LONGEST_EXCERPT) + '...' : line;
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

/** Node's fetch hides the reason in a chain of causes. */
function reasonOf(error) {
  return isObject(error.cause) ? error.message + ' (' + (error.cause.code ?? error.cause.message) + ')' : error.message;
}

async function request(method, path, body) {
  const what = method + ' ' + endpoint + path;
  let response;
  let text;
  try {
    response = await globalThis.fetch(endpoint + path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: globalThis.AbortSignal.timeout(requestSeconds * 1000),
    });
    text = await response.text();
  } catch (error) {
    throw new Unavailable(what + ' failed: ' + reasonOf(error));
  }
  if (response.ok) return text;
  const answer = what + ' was answered with ' + response.status + ': ' + excerpt(text);
  // Somebody else may have written in between: look again, then decide anew.
  const outrun = (method !== 'GET' && response.status === 404) || response.status === 409;
  if (response.status >= 500 || [408, 429].includes(response.status) || outrun) throw new Unavailable(answer);
  throw new Error(answer);
}

/** When to give up what begins now. */
function lastTry() {
  return Date.now() + retrySeconds * 1000;
}

/** Does again what may succeed later, with growing pauses, until time is up. */
async function persistently(action, end = lastTry()) {
  for (let pause = firstPauseSeconds; ; pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof Unavailable) || Date.now() + pause * 1000 > end) throw error;
      say(error.message + '; again in ' + pause + ' s');
      await sleep(pause * 1000);
    }
  }
}

/** The list in an answer. Its form is not documented: it is taken bare, or below `models`, `model` or `data`. */
function listIn(answer) {
  if (Array.isArray(answer)) return answer;
  const member = isObject(answer) ? ['models', 'model', 'data'].find((name) => answer[name] !== undefined) : undefined;
  if (member === undefined) return undefined;
  const body = answer[member] ?? [];
  return Array.isArray(body) ? body : [body];
}

/** All registered models. */
async function registered() {
  const text = await request('GET', '/v1/models');
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Unavailable('GET ' + endpoint + '/v1/models was not answered with JSON: ' + excerpt(text));
  }
  const list = listIn(answer);
  if (!list?.every((model) => isObject(model) && typeof model.id === 'string' && typeof model.name === 'string')) {
    throw new Unavailable('GET ' + endpoint + '/v1/models was not answered with models: ' + excerpt(text));
  }
  return list;
}

function named(list, name) {
  const found = list.filter((model) => model.name === name);
  if (found.length > 1) {
    throw new Error('there are ' + found.length + ' models named ' + name + '; delete all but one of them');
  }
  return found[0];
}

/** Whether a registered value says at least what is wanted. */
function says(present, wanted) {
  if (!isObject(wanted)) return present === wanted;
  return isObject(present) && Object.entries(wanted).every(([key, value]) => says(present[key], value));
}

/** What is wanted and not registered; a version is only compared where it is told. */
function differences(wanted, present) {
  const told = Object.entries(wanted).filter(([key]) => key !== 'version' || present.version !== undefined);
  return Object.fromEntries(told.filter(([key, value]) => !says(present[key], value)));
}

async function register(wanted) {
  const present = named(await registered(), wanted.name);
  if (present === undefined) {
    await request('POST', '/v1/models', wanted);
    say('created ' + wanted.name);
    return;
  }
  const changes = differences(wanted, present);
  const fields = Object.keys(changes);
  if (fields.length === 0) {
    say(wanted.name + ' is as it should be');
    return;
  }
  await request('PUT', '/v1/models/' + encodeURIComponent(present.id), changes);
  say('updated ' + fields.join(', ') + ' of ' + wanted.name);
}

async function removeLeftOver() {
  const kept = new Set(models.map((model) => model.name));
  const owned = (await registered()).filter(({ description }) => (description ?? '').endsWith(mark));
  for (const { id, name } of owned.filter((model) => !kept.has(model.name))) {
    await request('DELETE', '/v1/models/' + encodeURIComponent(id));
    say('deleted ' + name);
  }
}

function stateOf(name, model) {
  if (model === undefined) return name + ' is not listed';
  const { status, status_code: code, status_msg: message } = model;
  return name + ' has status ' + status + ', status_code ' + (code || '-') + ', status_msg ' + (message || '-');
}

/** Looks until all models are ACTIVE; each change of a state is told. */
async function untilActive() {
  const end = Date.now() + readySeconds * 1000;
  const states = new Map();
  for (;;) {
    const list = await persistently(registered);
    const waiting = models.filter(({ name }) => named(list, name)?.status !== 'ACTIVE');
    for (const { name } of models) {
      const state = stateOf(name, named(list, name));
      if (states.get(name) !== state) say(state);
      states.set(name, state);
    }
    if (waiting.length === 0) return list;
    if (Date.now() > end) {
      const found = waiting.map(({ name }) => states.get(name));
      throw new Error('not ready after ' + readySeconds + ' s: ' + found.join('; '));
    }
    await sleep(pollSeconds * 1000);
  }
}

const failures = [];
// One time for all models, since a server that is away is away for each of them.
const end = lastTry();
for (const model of models) {
  try {
    await persistently(() => register(model), end);
  } catch (error) {
    failures.push(model.name + ': ' + error.message);
  }
}
try {
  // NPUs of models that have left the list may be what the new ones wait for, so that they go first.
  if (failures.length === 0 && mark !== undefined) await persistently(removeLeftOver);
  if (failures.length === 0) {
    const list = await untilActive();
    for (const model of models) {
      const fields = Object.keys(differences(model, named(list, model.name)));
      if (fields.length > 0) say('the add-on has not taken over ' + fields.join(', ') + ' of ' + model.name);
    }
  }
} catch (error) {
  failures.push(error.message);
}
for (const failure of failures) console.error('register-models: ' + failure);
if (failures.length > 0) process.exitCode = 1;
