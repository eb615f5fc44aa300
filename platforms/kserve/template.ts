import { GROUP_OF_ONE } from '../../constructs/late-bound';
import type { PlatformValueName } from '../../constructs/late-bound';

/**
 * A reference to an annotation of the InferenceService in KServe's template language.
 *
 * The controller parses the JSON of the container, in which a quotation mark is `\"`: a key in quotation marks is a
 * parse error there, a key in back quotes is not.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go ReplacePlaceholders
 */
export function annotationReference(key: string, quote: '`' | '"' = '`'): string {
  return `{{ index .Annotations ${quote}${key}${quote} }}`;
}

/** Annotation that carries the model's task on platforms without one of their own. */
export const TASK_ANNOTATION = 'model-task';

/** How upstream KServe writes each late-bound value. */
export const KSERVE_TEMPLATES: Readonly<Record<PlatformValueName, string>> = {
  ...GROUP_OF_ONE,
  modelPath: '/mnt/models',
  modelRoot: '/mnt/models',
  modelName: '{{.Name}}',
  modelTask: annotationReference(TASK_ANNOTATION),
  serviceName: '{{.Name}}',
  namespace: '{{.Namespace}}',
};
