import type { IConstruct } from 'constructs';

/** Two constructs that, directly or through others, both have to come before the other. */
export interface DependencyCycle {
  readonly dependent: IConstruct;
  readonly dependency: IConstruct;
}

/** Constructs in the order of the tree, moved only as far as dependencies demand. */
export interface DependencyOrder {
  readonly constructs: readonly IConstruct[];
  readonly cycles: readonly DependencyCycle[];
}

type Step =
  /** Without a dependent, the construct is visited as a child. */
  | { readonly kind: 'visit'; readonly construct: IConstruct; readonly dependent?: IConstruct }
  /** All dependencies of the scope have been visited. */
  | { readonly kind: 'settle'; readonly construct: IConstruct }
  | { readonly kind: 'take'; readonly construct: IConstruct }
  | { readonly kind: 'close'; readonly construct: IConstruct };

/**
 * Orders a tree by its dependencies in time linear in constructs and dependencies. A dependency between two scopes
 * holds for everything inside of them; it is kept as one edge, never spread over all pairs of objects. The stack is
 * explicit, since a chain of dependencies may be longer than the call stack is deep.
 */
export function dependencyOrder(root: IConstruct): DependencyOrder {
  const constructs: IConstruct[] = [];
  const cycles: DependencyCycle[] = [];
  const open = new Set<IConstruct>();
  const done = new Set<IConstruct>();
  const resolved = new Set<IConstruct>();
  /** Scopes whose dependencies are being visited, so that nothing inside of them may be taken yet. */
  const waiting = new Set<IConstruct>();
  const steps: Step[] = [{ kind: 'visit', construct: root }];

  const visitDependencies = (scope: IConstruct): void => {
    const dependencies = scope.node.dependencies;
    if (dependencies.length === 0) return;
    waiting.add(scope);
    steps.push({ kind: 'settle', construct: scope });
    for (let index = dependencies.length - 1; index >= 0; index--) {
      const dependency = dependencies[index];
      if (dependency === undefined || done.has(dependency) || contains(dependency, scope)) continue;
      steps.push({ kind: 'visit', construct: dependency, dependent: scope });
    }
  };

  /** Whether a dependency of `dependent` is inside of a scope that in turn waits for `dependent`. */
  const isAwaited = (dependency: IConstruct, dependent: IConstruct): boolean =>
    waiting.size > 0 && dependency.node.scopes.some((scope) => waiting.has(scope) && !contains(scope, dependent));

  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { construct } = step;
    switch (step.kind) {
      case 'visit': {
        if (done.has(construct)) break;
        const dependent = step.dependent ?? construct.node.scope;
        if (dependent !== undefined && (open.has(construct) || isAwaited(construct, dependent))) {
          cycles.push(
            step.dependent === undefined
              ? { dependent: construct, dependency: dependent }
              : { dependent, dependency: construct },
          );
          break;
        }
        open.add(construct);
        steps.push({ kind: 'close', construct }, { kind: 'take', construct });
        // The outermost scope comes last and so is on top of the stack: what it waits for is visited first.
        for (const scope of unresolvedScopes(construct, resolved)) visitDependencies(scope);
        break;
      }
      case 'settle':
        waiting.delete(construct);
        break;
      case 'take': {
        constructs.push(construct);
        const children = construct.node.children;
        for (let index = children.length - 1; index >= 0; index--) {
          const child = children[index];
          if (child !== undefined) steps.push({ kind: 'visit', construct: child });
        }
        break;
      }
      case 'close':
        open.delete(construct);
        done.add(construct);
        break;
    }
  }
  // What waits for itself is reached in part: the tree's own order has all of it.
  return { constructs: cycles.length === 0 ? constructs : root.node.findAll(), cycles };
}

/** The construct and its scopes whose dependencies nobody has looked at, which are marked as looked at. */
function unresolvedScopes(construct: IConstruct, resolved: Set<IConstruct>): readonly IConstruct[] {
  const found: IConstruct[] = [];
  for (
    let scope: IConstruct | undefined = construct;
    scope !== undefined && !resolved.has(scope);
    scope = scope.node.scope
  ) {
    resolved.add(scope);
    found.push(scope);
  }
  return found;
}

function contains(outer: IConstruct, inner: IConstruct): boolean {
  for (let scope: IConstruct | undefined = inner; scope !== undefined; scope = scope.node.scope) {
    if (scope === outer) return true;
  }
  return false;
}
