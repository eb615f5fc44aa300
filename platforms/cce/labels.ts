/** Labels. */
export type Labels = Readonly<Record<string, string>>;

/** What the add-on's templates say of a group of pods in labels. */
export interface CceGroupIdentity {
  readonly groupId: string;
  readonly modelId: string;
  readonly groupType: string;
}

/** The label of the set itself. */
export function setLabels(revision: string): Labels {
  return { 'xds/version': revision };
}

/** The labels of the pod that leads a group. */
export function leaderLabels({ groupId, modelId, groupType }: CceGroupIdentity): Labels {
  return {
    'xds/instanceType': 'head',
    'xds/teGroupId': groupId,
    'xds/modelId': modelId,
    'xds/teGroupType': groupType,
  };
}
