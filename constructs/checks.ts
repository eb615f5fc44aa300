import type { IConstruct } from 'constructs';
import { isDeniable } from '../checks/rules/rule-choice';
import { runtimeHeldBy } from './held-engine';

/** That findings of a rule are accepted at a construct and inside of it. */
export interface ConstructAcknowledgement {
  readonly construct: IConstruct;
  /** Id of the rule. */
  readonly rule: string;
  readonly reason: string;
}

/** By the root of the tree. */
const recorded = new WeakMap<IConstruct, ConstructAcknowledgement[]>();

/** What the checks are told of constructs. */
export class Checks {
  public static of(construct: IConstruct): Checks {
    return new Checks(construct);
  }

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Accepts what a rule finds of the construct and of everything in it; of a runtime, also of the services that hold its
   * engine in full, as those on LeaderWorkerSets do. It is still told, with the reason, and no longer stops anything.
   *
   * @param rule - id that stands in the brackets of the finding, such as `vllm/unknown-flag`
   * @param reason - why it is right as it is
   */
  public acknowledge(rule: string, reason: string): this {
    const { root } = this.construct.node;
    const known = recorded.get(root);
    const acknowledgement = { construct: this.construct, rule, reason };
    if (known === undefined) recorded.set(root, [acknowledgement]);
    else known.push(acknowledgement);
    return this;
  }
}

/** What is acknowledged in a tree, in the order in which it was. */
export function acknowledgementsIn(root: IConstruct): readonly ConstructAcknowledgement[] {
  return recorded.get(root) ?? [];
}

/** Whether the construct itself, one around it, or the runtime whose engine it holds accepts what a rule finds of it. */
export function isAcknowledged(construct: IConstruct, rule: string): boolean {
  if (!isDeniable(rule)) return false;
  const scopes = new Set(construct.node.scopes);
  const runtime = runtimeHeldBy(construct);
  if (runtime !== undefined) scopes.add(runtime);
  return acknowledgementsIn(construct.node.root).some(
    (acknowledgement) =>
      acknowledgement.rule === rule && acknowledgement.reason.trim() !== '' && scopes.has(acknowledgement.construct),
  );
}
