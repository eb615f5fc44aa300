import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { nearestName } from '../catalog/nearest-name';
import type { Fault } from '../checks/finding';
import { Cluster } from '../constructs/cluster';
import type { Environments } from '../constructs/environments';
import { report } from '../constructs/findings';
import { ModelStorage } from '../constructs/model-storage';
import { NO_INPUTS, readInputs } from './inputs-file';
import type { InputEntries, InputsContent, ModelInput } from './inputs-file';
import { reportFile } from './read-file';

/** How a file of inputs is read. */
export interface InputsProps {
  /**
   * The stages of the fleet, whose names the section `environments` of the file may hold.
   *
   * @default - the file states the same for all clusters
   */
  readonly environments?: Pick<Environments<string>, 'names'>;
}

/** Stands for what is not known in a fleet that is not written; no other rule has anything to say of it. */
const UNKNOWN_IMAGE = `unknown.invalid/unknown:unknown@sha256:${'0'.repeat(64)}`;
const UNKNOWN_MODEL: ModelInput = { repository: 'unknown/unknown', revision: 'unknown' };

/**
 * Images and revisions of models that people and machines change in one YAML file, mostly `images.yaml`. It is read when
 * the construct is made, and nothing is asked of a network; `cdk8s-inference lock` looks up digests and commits. What is
 * wrong with the file, or with a name that is asked for, is told at synth, and nothing is written.
 */
export class Inputs extends Construct {
  private readonly content: InputsContent;
  private readonly isWhole: boolean;

  /** @param file - in the working directory */
  public constructor(
    scope: Construct,
    private readonly file: string,
    { environments }: InputsProps = {},
  ) {
    super(scope, file);
    const { value = NO_INPUTS, faults } = readInputs(file, environments?.names);
    reportFile(this, faults, 'images and models');
    this.content = value;
    this.isWhole = faults.length === 0;
  }

  /**
   * An image with its tag, and with its digest where that has been looked up: `repository:tag@sha256:…`.
   *
   * @param of - what it is for; the environment of its cluster may have an image of its own
   */
  public image(name: string, of?: IConstruct): string {
    const image = this.find('images', ({ images }) => images, name, of);
    if (image === undefined) return UNKNOWN_IMAGE;
    const { repository, tag, digest } = image;
    return digest === undefined ? `${repository}:${tag}` : `${repository}:${tag}@${digest}`;
  }

  /**
   * The commit of a model's revision, where that has been looked up, else the revision itself.
   *
   * @param of - what it is for; the environment of its cluster may have a revision of its own
   */
  public revision(name: string, of?: IConstruct): string {
    const { commit, revision } = this.model(name, of);
    return commit ?? revision;
  }

  /** A model on Hugging Face at its {@link revision}. */
  public storage(name: string, of?: IConstruct): ModelStorage {
    const { repository, commit, revision } = this.model(name, of);
    return ModelStorage.huggingFace(repository, commit ?? revision);
  }

  private model(name: string, of: IConstruct | undefined): ModelInput {
    return this.find('models', ({ models }) => models, name, of) ?? UNKNOWN_MODEL;
  }

  private find<Entry>(
    kind: keyof InputEntries,
    among: (entries: InputEntries) => ReadonlyMap<string, Entry>,
    name: string,
    of: IConstruct | undefined,
  ): Entry | undefined {
    const environment = of && Cluster.containing(of)?.environment?.name;
    const own = environment === undefined ? undefined : this.content.environments.get(environment);
    const all = [own, this.content].flatMap((entries) => (entries === undefined ? [] : [among(entries)]));
    const entry = all.map((entries) => entries.get(name)).find((found) => found !== undefined);
    // Where the file is wrong, a name that is not found may be what is wrong with it.
    if (entry === undefined && this.isWhole) {
      const known = new Set(all.flatMap((entries) => [...entries.keys()]));
      report(of ?? this, unknownName(kind, name, [...known], this.file));
    }
    return entry;
  }
}

function unknownName(kind: keyof InputEntries, name: string, known: readonly string[], file: string): Fault {
  const nearest = nearestName(name, known);
  const listed = known.length === 0 ? 'It has none.' : `It has ${known.join(', ')}.`;
  return {
    id: 'inputs/unknown-name',
    severity: 'error',
    problem: `There is no '${name}' among the ${kind} of ${file}`,
    consequence: `Which ${kind === 'images' ? 'image' : 'model'} is meant is not known, and nothing is written.`,
    mend: nearest === undefined ? `${listed} Add it there, or use one of them.` : `Did you mean '${nearest}'?`,
  };
}
