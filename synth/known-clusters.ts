import type { ClusterFacts } from '../checks/cluster-facts';
import type { Fault, Finding } from '../checks/finding';
import { otherVersionInWords } from '../checks/schema/cluster-version';
import type { Cluster } from '../constructs/cluster';
import { placeOf } from '../constructs/findings';
import type { JsonObject } from '../kubernetes/manifest';
import type { ReportedFinding } from '../reports/report';
import { isCatalogue, readCluster } from '../sources/configuration/cluster';
import type { ClusterConfiguration, Configuration } from '../sources/configuration/configuration';
import { Fields } from '../sources/configuration/fields';
import type { FieldFault } from '../sources/configuration/fields';
import { isSameCluster, joinedStatements } from '../sources/configuration/joined-statements';
import { Inventories } from '../sources/inventory';
import { leadsOut } from '../sources/working-directory';
import { clusterStatement } from './cluster-statement';

/** What is known of one cluster of an app. */
export interface KnownCluster {
  readonly facts: ClusterFacts;
  /** What its construct states. @default - its objects are in no Cluster */
  readonly statement?: JsonObject;
}

/** Puts together what constructs and the configuration say of clusters, and tells of what cannot be used. */
export class KnownClusters {
  private readonly inventories = new Inventories();
  private readonly own: Finding[] = [];

  public constructor(private readonly configuration: Configuration) {}

  /** @param construct - none where objects are in no Cluster */
  public of(name: string, construct: Cluster | undefined): KnownCluster {
    const { clusters, file = name } = this.configuration;
    const index = clusters.findIndex((cluster) => isSameCluster(cluster.name, name));
    const configured = clusters[index];
    const statement = construct && clusterStatement(construct);
    const where = construct === undefined ? name : placeOf(construct);
    const stated = statement && this.read(statement, where);
    const { facts, runtimes } = joinedStatements(stated, configured);
    const why = otherVersionInWords(facts.kubernetesVersion);
    if (why !== undefined) this.own.push({ ...otherVersion(facts.kubernetesVersion, why), where });
    const inventory = this.inventories.of(runtimes);
    for (const { path, problem } of inventory.missing) {
      const [byConstruct, configuredAs] = [stated, configured].map((said) => said?.runtimes.indexOf(path) ?? -1);
      const isConfigured = byConstruct === -1 && configuredAs !== undefined && configuredAs !== -1;
      const field = isConfigured ? `clusters[${index}].runtimes[${configuredAs}]` : `runtimes[${byConstruct}]`;
      this.own.push({ ...noInventory(problem), where: isConfigured ? file : where, field });
    }
    return { facts: { ...facts, inventory: inventory.manifests }, statement };
  }

  /** What cannot be used of what was stated. */
  public findings(): readonly ReportedFinding[] {
    return [...this.own, ...this.inventories.all().flatMap(({ findings }) => findings)];
  }

  /** Reads what a construct states as `check` will read it, from the index. */
  private read(statement: JsonObject, where: string): ClusterConfiguration | undefined {
    const faults: FieldFault[] = [];
    const fields = new Fields(statement, [], faults);
    const stated = readCluster(fields, '.');
    fields.tellOfOthers();
    this.own.push(...faults.map((fault) => ({ ...wrongFact(fault), where })));
    const beyond = (stated?.runtimes ?? []).filter((path) => !isCatalogue(path) && leadsOut(path));
    this.own.push(...beyond.map((path) => ({ ...noInventory(`'${path}' leads out of the working directory`), where })));
    return stated && { ...stated, runtimes: stated.runtimes.filter((path) => !beyond.includes(path)) };
  }
}

function wrongFact({ field, problem, mend }: FieldFault): Fault {
  return {
    id: 'synth/cluster-facts',
    severity: 'error',
    // Facts of KServe are options of the platform.
    field: field.replace(/^kserve\./, 'platform.'),
    problem,
    consequence: 'By what the objects of the cluster are to be judged is not known.',
    mend,
  };
}

function otherVersion(version: string | undefined, why: string): Fault {
  return {
    id: 'synth/cluster-facts',
    severity: 'note',
    field: 'kubernetesVersion',
    problem: `The kinds of Kubernetes ${version ?? ''} are not known`,
    consequence: `What changed in between is not foreseen: ${why}.`,
    mend: 'See what the release notes say of the kinds in use.',
  };
}

function noInventory(problem: string): Fault {
  return {
    id: 'synth/inventory',
    severity: 'error',
    problem: `The inventory cannot be had: ${problem}`,
    consequence: 'Which runtimes stand in the cluster is not known, nor which of them a service gets.',
    mend: 'Correct the path; it leads from the working directory, or from the folder of the configuration.',
  };
}
