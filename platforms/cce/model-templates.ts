import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Document, Scalar, visit } from 'yaml';
import { CCE_MODEL_TYPES, cceModelFacts, isCceModelType } from '../../catalog/cce-model-facts';
import type { CceModelFacts, CceModelType } from '../../catalog/cce-model-facts';
import { report } from '../../constructs/findings';
import { LeaderWorkerSet } from '../../imports/leaderworkerset.x-k8s.io';
import type { Labels } from './labels';
import { typeFaults } from './model-faults';
import { modelSet } from './model-set';
import type { CceSetValues } from './model-set';

/** Templates of preset models, as the add-on fills them. */
export interface CceModelTemplatesProps {
  /** @default all of them */
  readonly types?: readonly CceModelType[];
  /** Name of the ConfigMap. @default the construct's id */
  readonly name?: string;
  /** @default the chart's */
  readonly namespace?: string;
  /** @default volcano */
  readonly schedulerName?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/** The names by which the add-on's templates refer to what it fills in. */
const PLACEHOLDERS: CceSetValues = {
  namespace: '${namespace}',
  name: '${name}',
  revision: '${helm_revision}',
  groupId: '${te_group_id}',
  modelId: '${model_id}',
  groupType: '${te_group_type}',
  image: '${leader_image}',
  servedModelName: '${model_name}',
  path: '${model_path}',
  claim: '${pvc_name}',
};

/**
 * A ConfigMap with the text of the add-on's template for each model, `<type>.yaml`, in which its placeholders such as
 * `${model_name}` are left. Text and {@link CceModel} are made by the same code, and differ from the documented template
 * in the same way; besides, every placeholder but the number of replicas stands in quotes, so that a revision of `1` or
 * an identifier of digits stays a text, as labels must be.
 *
 * Flux leaves the placeholders alone: the ConfigMap is annotated `kustomize.toolkit.fluxcd.io/substitute: disabled`.
 *
 * @see https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html
 */
export class CceModelTemplates extends Construct {
  public constructor(scope: Construct, id: string, props: CceModelTemplatesProps = {}) {
    super(scope, id);
    const data: Record<string, string> = {};
    for (const type of props.types ?? CCE_MODEL_TYPES) {
      for (const fault of typeFaults(type)) report(this, { ...fault, field: 'types' });
      if (isCceModelType(type))
        data[`${type}.yaml`] = templateText(cceModelFacts(type), props.schedulerName ?? 'volcano');
    }
    new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: props.name ?? id,
        namespace: props.namespace,
        labels: { ...props.labels },
        annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled', ...props.annotations },
      },
      data,
    });
  }
}

/** The template of one model for the least number of 64 GB cards. */
function templateText(facts: CceModelFacts, schedulerName: string): string {
  const { metadata, spec } = modelSet(
    { ...PLACEHOLDERS, replicas: 1 },
    { facts, npus: facts.npus64GB.value, schedulerName },
  );
  const document = new Document(
    { ...LeaderWorkerSet.GVK, metadata, spec },
    { version: '1.1', aliasDuplicateObjects: false },
  );
  visit(document, {
    Scalar(_key, scalar) {
      if (typeof scalar.value === 'string' && scalar.value.includes('${')) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const replicas = new Scalar('${replicas}');
  replicas.type = Scalar.PLAIN;
  document.setIn(['spec', 'replicas'], replicas);
  return document.toString({ lineWidth: 0, directives: false });
}
