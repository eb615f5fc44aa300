import type { IConstruct } from 'constructs';
import type { EnvironmentFacts } from '../checks/cluster-facts';
import { nearestName } from '../catalog/nearest-name';
import { Cluster } from './cluster';
import { placeOf, report } from './findings';

/** What an environment demands of all that is served in it. */
export type EnvironmentPolicy = Omit<EnvironmentFacts, 'name'>;

/** A stage of a fleet, with what it demands; stated of a `Cluster`. */
export interface Environment<Name extends string = string> extends EnvironmentFacts {
  readonly name: Name;
}

/**
 * The stages of a fleet, such as `dev`, `staging` and `prod`. One definition is served in all of them; where they differ,
 * a value for each is stated beside the others, and one that is forgotten does not compile.
 */
export class Environments<Name extends string> {
  /** In the order in which they were stated. */
  public readonly names: readonly Name[];
  private readonly first: Name;

  /**
   * @param policies - what each demands, by its name
   * @throws TypeError if there is none
   */
  public constructor(private readonly policies: Readonly<Record<Name, EnvironmentPolicy>>) {
    this.names = Object.keys(policies).filter((name) => this.isName(name));
    const [first] = this.names;
    if (first === undefined) throw new TypeError('Environments needs one at least: new Environments({ prod: {} })');
    this.first = first;
  }

  /** One of them, as a `Cluster` takes it. */
  public get(name: Name): Environment<Name> {
    return { ...this.policies[name], name };
  }

  /** All of them by name, such as a column of a table names them. */
  public byName(): Readonly<Record<string, Environment<Name>>> {
    return Object.fromEntries(this.names.map((name) => [name, this.get(name)]));
  }

  /**
   * Name of the environment that a construct's cluster belongs to. Where it belongs to none of these, that is an error,
   * which is told with all others at synth; until then the first counts.
   */
  public of(construct: IConstruct): Name {
    const cluster = Cluster.containing(construct);
    const name = cluster?.environment?.name;
    if (name !== undefined && this.isName(name)) return name;
    const nearest = nearestName(name, this.names);
    report(cluster ?? construct, {
      id: 'environment/none',
      severity: 'error',
      field: 'environment',
      problem:
        name === undefined
          ? `'${placeOf(cluster ?? construct)}' belongs to no environment`
          : `There is no environment '${name}' among ${this.names.join(', ')}`,
      consequence: 'Which of the values for environments is meant is not known.',
      mend:
        nearest === undefined
          ? `State it: new Cluster(app, 'name', { environment: environments.get('${this.first}') }).`
          : `Did you mean '${nearest}'?`,
    });
    return this.first;
  }

  /**
   * The value for the environment that a construct's cluster belongs to.
   *
   * @param values - one for each environment
   * @see {@link Environments.of} for constructs without one
   */
  public choose<Value>(construct: IConstruct, values: Readonly<Record<Name, Value>>): Value {
    const name = this.of(construct);
    // TypeScript checks nothing where it is only transpiled.
    if (!Object.hasOwn(values, name)) {
      report(construct, {
        id: 'environment/no-value',
        severity: 'error',
        problem: `There is no value for the environment '${name}', only for ${Object.keys(values).join(', ') || 'none'}`,
        consequence: 'Nothing would be stated where the value belongs.',
        mend: `State one for '${name}'. \`npx tsc --noEmit\` tells of such mistakes with their place in the code.`,
      });
    }
    return values[name];
  }

  private isName(name: string): name is Name {
    return Object.hasOwn(this.policies, name);
  }
}
