import { load } from 'js-yaml';
import { arrayAt, isObject, textAt } from '../kubernetes/manifest';
import type { JsonValue } from '../kubernetes/manifest';
import { examplesOf } from './markdown';
import { deployment } from './review/manifests';
import { Repository } from './review/two-trees';
import { TemporaryFolder } from './temporary-folder';
import { toJson } from '../sources/to-json';

const folder = new TemporaryFolder();
const repository = new Repository(folder);

const pipelines = examplesOf('README.md').filter(
  ({ language, text }) => language === 'yaml' && text.includes('npx cdk8s-inference'),
);

test('each is of ten lines, and YAML', () => {
  expect(pipelines.map(({ text }) => text.trimEnd().split('\n').length)).toEqual([10, 10, 10]);
  expect(pipelines.flatMap(({ text }) => commandsOf(text)).length).toBeGreaterThan(8);
});

test.each(pipelines.map(({ text }) => [/ubuntu|GIT_DEPTH|workspaces/.exec(text)?.[0] ?? '', text]))(
  'the one with %s reviews what changes, with options that there are',
  (_mark, text) => {
    const [diff = ''] = commandsOf(text).filter((command) => command.startsWith('npx cdk8s-inference diff'));
    repository.commit({ 'a.yaml': deployment('a') });
    repository.write({ 'a.yaml': deployment('a', { spec: { replicas: 2 } }) });
    const [, , , , ...options] = diff.replace(/ >+ .*$/, '').split(' ');
    expect(repository.diff('HEAD', ...options)).toMatchObject({ status: 0, stderr: '' });
  },
);

/** The lines of shell in a pipeline. */
function commandsOf(text: string): readonly string[] {
  const read = toJson(load(text));
  return typeof read === 'string' ? [] : shellIn(read.value).flatMap((script) => script.trim().split('\n'));
}

function shellIn(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(shellIn);
  if (!isObject(value)) return [];
  const own = [textAt(value, 'run'), textAt(value, 'script')].filter((script) => script !== undefined);
  const lines = arrayAt(value, 'script').filter((line) => typeof line === 'string');
  return [...own, ...lines, ...Object.values(value).flatMap(shellIn)];
}
