import { arrayAt, textAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import type { Written } from './scaled';

/** The query of a ScaledObject's trigger. */
export function queryOf({ only }: Written, trigger: string): string {
  return textAt(triggerOf(only('ScaledObject'), trigger), 'metadata', 'query') ?? '';
}

/** A trigger of a ScaledObject by its name. */
export function triggerOf(scaledObject: Manifest, name: string) {
  return arrayAt(scaledObject, 'spec', 'triggers').find((trigger) => textAt(trigger, 'name') === name);
}

/** The expressions of a PrometheusRule. */
export function expressionsOf({ only }: Written): readonly string[] {
  return arrayAt(only('PrometheusRule'), 'spec', 'groups').flatMap((group) =>
    arrayAt(group, 'rules').map((rule) => textAt(rule, 'expr') ?? ''),
  );
}
