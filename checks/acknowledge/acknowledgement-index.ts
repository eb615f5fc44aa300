import type { Acknowledgement, Subject } from './acknowledgement';

/** Acknowledgements as they are looked up, at a cost that does not grow with the number of objects that acknowledge. */
export class AcknowledgementIndex {
  /** By rule and by the object or construct that they hold for. */
  private readonly byPlace = new Map<string, Acknowledgement[]>();
  /** Those with patterns, by rule. */
  private readonly byRule = new Map<string, Acknowledgement[]>();

  public constructor(acknowledgements: readonly Acknowledgement[]) {
    for (const acknowledgement of acknowledgements) {
      const { rule, scope } = acknowledgement;
      switch (scope.kind) {
        case 'pattern':
          add(this.byRule, rule, acknowledgement);
          break;
        case 'object':
          add(this.byPlace, keyOf(rule, 'object', scope.where), acknowledgement);
          break;
        case 'construct':
          add(this.byPlace, keyOf(rule, 'construct', scope.path), acknowledgement);
      }
    }
  }

  /** All that hold for a finding of a rule, the nearest to it first. */
  public allFor(rule: string, subject: Subject): readonly Acknowledgement[] {
    const { byPlace } = this;
    return [
      ...(byPlace.get(keyOf(rule, 'object', subject.where)) ?? []),
      ...(subject.file === undefined ? this.ofScopes(rule, subject.where) : []),
      ...(subject.heldRuntime === undefined ? [] : this.ofConstruct(rule, subject.heldRuntime)),
      ...(this.byRule.get(rule) ?? []).filter(({ scope }) => scope.kind === 'pattern' && scope.covers(subject)),
    ];
  }

  /** Those of a construct and of all constructs around it; that of the app has an empty path. */
  private ofScopes(rule: string, path: string): readonly Acknowledgement[] {
    const found: Acknowledgement[] = [];
    for (let scope = path; scope !== ''; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))) {
      found.push(...this.ofConstruct(rule, scope));
    }
    found.push(...this.ofConstruct(rule, ''));
    return found;
  }

  private ofConstruct(rule: string, path: string): readonly Acknowledgement[] {
    return this.byPlace.get(keyOf(rule, 'construct', path)) ?? [];
  }
}

function keyOf(rule: string, kind: 'object' | 'construct', where: string): string {
  return `${kind}\n${rule}\n${where}`;
}

function add(map: Map<string, Acknowledgement[]>, key: string, acknowledgement: Acknowledgement): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [acknowledgement]);
  else known.push(acknowledgement);
}
