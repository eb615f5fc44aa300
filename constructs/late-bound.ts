/**
 * A value that only becomes known when a service uses a runtime.
 *
 * - `modelPath`: folder of the model's files inside the engine's container
 * - `modelRoot`: folder into which the platform mounts model storage, a parent of `modelPath` or the same
 * - `modelName`: name under which clients address the model
 * - `modelTask`: what the model does, such as `text-generation`
 * - `serviceName`: name of the object that serves the model
 * - `namespace`: namespace of that object
 * - `servingPort`: port on which the engine answers
 */
export type ServiceValueName =
  'modelPath' | 'modelRoot' | 'modelName' | 'modelTask' | 'serviceName' | 'namespace' | 'servingPort';

/**
 * A value that a pod of a group learns when it starts, or that the platform decides for the group.
 *
 * - `leaderAddress`: host name of the group's leader
 * - `groupSize`: pods in the group, the leader included
 * - `podIndex`: the pod's number in its group, 0 for the leader
 * - `tensorParallel`, `pipelineParallel`: sizes, where the platform and not the runtime decides them
 */
export type GroupValueName = 'leaderAddress' | 'groupSize' | 'podIndex' | 'tensorParallel' | 'pipelineParallel';

/** Everything an engine can refer to. */
export type LateBoundName = ServiceValueName | GroupValueName;

/** What a platform writes in its own way; the serving port is known of each pod. */
export type PlatformValueName = Exclude<LateBoundName, 'servingPort'>;

/** A reference to a late-bound value; an engine refers to it, a platform renders it. */
export interface LateBound {
  readonly lateBound: LateBoundName;
}

/** Text with late-bound values in it, made by {@link text}. */
export interface LateBoundText {
  readonly parts: readonly (string | LateBound)[];
}

/** What an engine writes where the final words may depend on the service. */
export type Text = string | LateBound | LateBoundText;

/** The late-bound values an engine can refer to. */
export const late = {
  modelPath: { lateBound: 'modelPath' },
  modelRoot: { lateBound: 'modelRoot' },
  modelName: { lateBound: 'modelName' },
  modelTask: { lateBound: 'modelTask' },
  serviceName: { lateBound: 'serviceName' },
  namespace: { lateBound: 'namespace' },
  servingPort: { lateBound: 'servingPort' },
  leaderAddress: { lateBound: 'leaderAddress' },
  groupSize: { lateBound: 'groupSize' },
  podIndex: { lateBound: 'podIndex' },
  tensorParallel: { lateBound: 'tensorParallel' },
  pipelineParallel: { lateBound: 'pipelineParallel' },
} as const satisfies Record<LateBoundName, LateBound>;

/** What a group of one pod knows of itself: how a platform without groups writes the values of one. */
export const GROUP_OF_ONE: Readonly<Record<GroupValueName, string>> = {
  leaderAddress: '127.0.0.1',
  groupSize: '1',
  podIndex: '0',
  tensorParallel: '1',
  pipelineParallel: '1',
};

/** Template tag for text with late-bound values: ``text`--model=${late.modelPath}` ``. */
export function text(literals: TemplateStringsArray, ...values: readonly (string | number | Text)[]): LateBoundText {
  const parts: (string | LateBound)[] = [];
  literals.forEach((literal, index) => {
    if (literal !== '') parts.push(literal);
    const value = values[index];
    if (value !== undefined) parts.push(...partsOf(typeof value === 'number' ? String(value) : value));
  });
  return { parts };
}

/** The literal pieces and references a text is made of. */
export function partsOf(value: Text): readonly (string | LateBound)[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return 'parts' in value ? value.parts : [value];
}

/** Writes a text down in a platform's own form: `render` says how a late-bound value is written there. */
export function renderText(value: Text, render: (name: LateBoundName) => string): string {
  return partsOf(value)
    .map((part) => (typeof part === 'string' ? part : render(part.lateBound)))
    .join('');
}

/** The late-bound values that any of these texts refers to. */
export function lateBoundNames(texts: readonly Text[]): ReadonlySet<LateBoundName> {
  return new Set(
    texts.flatMap((value) => partsOf(value).flatMap((part) => (typeof part === 'string' ? [] : [part.lateBound]))),
  );
}
