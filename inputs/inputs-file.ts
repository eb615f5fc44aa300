import { imageReference } from '../kubernetes/image-reference';
import type { Fields } from '../sources/configuration/fields';
import { readMap } from '../sources/configuration/read-map';
import type { MapContents, MapReading } from '../sources/configuration/read-map';
import { readMapOfFile } from './read-file';

/** Kind and version by which the file is an object, so that tools that edit objects edit it. */
export const INPUTS_API_VERSION = 'cdk8s-inference.dev/v1alpha1';
export const INPUTS_KIND = 'Inputs';
const BEGINNING = `apiVersion: ${INPUTS_API_VERSION}`;

/** An image as it is followed, and as it is used. */
export interface ImageInput {
  /** With its registry; one of Docker Hub may go without. */
  readonly repository: string;
  readonly tag: string;
  /** Such as `sha256:…`. @default - nobody has looked it up yet */
  readonly digest?: string;
}

/** A model of Hugging Face as it is followed, and as it is used. */
export interface ModelInput {
  /** Such as `ibm-granite/granite-3.1-8b-instruct`. */
  readonly repository: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
  /** That the revision leads to. @default - nobody has looked it up yet */
  readonly commit?: string;
}

/** Entries of one kind: what holds everywhere, or in one environment. */
export interface InputEntries {
  readonly images: ReadonlyMap<string, ImageInput>;
  readonly models: ReadonlyMap<string, ModelInput>;
}

/** What the file of inputs holds. */
export interface InputsContent extends InputEntries {
  /** What differs, by environment; each entry in full. */
  readonly environments: ReadonlyMap<string, InputEntries>;
}

export const NO_INPUTS: InputsContent = { images: new Map(), models: new Map(), environments: new Map() };

/** Algorithms that registries name content by, as they are registered. @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
const COMMIT = /^[0-9a-f]{40}$/;

/** @see https://github.com/distribution/reference/blob/main/regexp.go */
const TAG = /^\w[\w.-]{0,127}$/;
const REPOSITORY =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*$/;

/** Names that stand in paths of tools, where a dot divides. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Whether a text is the digest of an image. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** Whether a text is the full name of a commit. */
export function isCommit(text: string): boolean {
  return COMMIT.test(text);
}

/**
 * Reads the file of inputs.
 *
 * @param file - in the working directory
 */
export function readInputs(file: string, environments: KnownEnvironments): MapReading<InputsContent> {
  return readMapOfFile(file, BEGINNING, (contents) => contentOf(contents, environments));
}

/** Reads what a text of such a file says. */
export function readInputsText(file: string, text: string, environments: KnownEnvironments): MapReading<InputsContent> {
  return readMap(file, text, (contents) => contentOf(contents, environments));
}

/** Names of environments that a file may hold; `any`, or none where they are not known. */
export type KnownEnvironments = readonly string[] | 'any' | undefined;

function contentOf({ fields }: MapContents, environments: KnownEnvironments): InputsContent {
  const apiVersion = fields.needed('apiVersion', `State 'apiVersion: ${INPUTS_API_VERSION}'.`);
  const kind = fields.needed('kind', `State 'kind: ${INPUTS_KIND}'.`);
  if (apiVersion !== '' && apiVersion !== INPUTS_API_VERSION) {
    fields.fault('apiVersion', `The version is '${apiVersion}'`, `Write '${INPUTS_API_VERSION}'.`);
  }
  if (kind !== '' && kind !== INPUTS_KIND) fields.fault('kind', `The kind is '${kind}'`, `Write '${INPUTS_KIND}'.`);
  fields.ignore('metadata');
  const base = entriesOf(fields);
  if (environments === undefined && fields.has('environments')) {
    fields.ignore('environments');
    fields.fault(
      'environments',
      'The environments of the fleet are not known here',
      "State them in code: new Inputs(app, 'images.yaml', { environments }).",
    );
    return { ...base, environments: new Map() };
  }
  const known = environments ?? [];
  if (known === 'any') return { ...base, environments: fields.named('environments', (own) => entriesOf(own, base)) };
  const differing = fields.map('environments', (inner) => {
    return known.flatMap((name) => {
      const entries = inner.map(name, (own) => entriesOf(own, base));
      return entries === undefined ? [] : [[name, entries] as const];
    });
  });
  return { ...base, environments: new Map(differing ?? []) };
}

/** @param base - what holds everywhere, whose repositories need not be repeated */
function entriesOf(fields: Fields, base: InputEntries = NO_INPUTS): InputEntries {
  return {
    images: fields.named('images', (image, name) => {
      checkName(image, name);
      return imageOf(image, base.images.get(name)?.repository);
    }),
    models: fields.named('models', (model, name) => {
      checkName(model, name);
      return modelOf(model, base.models.get(name)?.repository);
    }),
  };
}

function checkName(fields: Fields, name: string): void {
  if (NAME.test(name)) return;
  fields.wrong(`'${name}' is no name here`, "Use letters, digits, '-' and '_': in paths of other tools a dot divides.");
}

function imageOf(fields: Fields, inherited: string | undefined): ImageInput {
  const repository = repositoryOf(fields, inherited, "Name it with its registry, as 'quay.io/modh/vllm'.", imageFault);
  const tag = fields.needed('tag', 'State the tag that is followed.');
  const digest = fields.text('digest');
  if (tag !== '' && !TAG.test(tag)) {
    fields.fault('tag', `'${tag}' is no tag`, "Use up to 128 letters, digits, '_', '.' and '-'.");
  }
  if (digest !== undefined && !isDigest(digest)) {
    fields.fault('digest', `'${digest}' is no digest`, "Write 'sha256:' and 64 digits of 0-9a-f, or run `lock`.");
  }
  return { repository, tag, digest };
}

function modelOf(fields: Fields, inherited: string | undefined): ModelInput {
  const example = "Name it as on Hugging Face: 'ibm-granite/granite-3.1-8b-instruct'.";
  const repository = repositoryOf(fields, inherited, example, modelFault);
  const revision = fields.needed('revision', "State the branch or tag that is followed, such as 'main'.");
  const commit = fields.text('commit');
  if (/[\s:]/.test(revision)) fields.fault('revision', `'${revision}' is no revision`, 'Leave blanks and colons out.');
  if (commit !== undefined && !isCommit(commit)) {
    fields.fault('commit', `'${commit}' is no commit`, 'Write all 40 digits of 0-9a-f, or run `lock`.');
  }
  return { repository, revision, commit };
}

/** What is wrong with the name of a repository, and how to mend it. */
type RepositoryFault = readonly [problem: string, mend: string];

/** @param inherited - where it is told of, if it is wrong, and need not be repeated */
function repositoryOf(
  fields: Fields,
  inherited: string | undefined,
  example: string,
  faultOf: (repository: string) => RepositoryFault | undefined,
): string {
  if (inherited !== undefined && !fields.has('repository')) {
    fields.ignore('repository');
    return inherited;
  }
  const repository = fields.needed('repository', example);
  const fault = repository === '' ? undefined : faultOf(repository);
  if (fault !== undefined) fields.fault('repository', ...fault);
  return repository;
}

function imageFault(repository: string): RepositoryFault | undefined {
  const { tag, digest } = imageReference(repository);
  if (tag !== undefined || digest !== undefined) {
    return [`'${repository}' is more than a repository`, "State 'tag' and 'digest' on their own."];
  }
  if (REPOSITORY.test(repository)) return undefined;
  return [`'${repository}' is no repository of images`, 'Write it in small letters, with no blanks.'];
}

function modelFault(repository: string): RepositoryFault | undefined {
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return undefined;
  return [`'${repository}' is no model of Hugging Face`, "Write 'organisation/model'."];
}
