/**
 * Frameworks that have a member of their own in a KServe predictor, in the order in which the webhook looks for them.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/predictor.go GetImplementations
 */
export const KSERVE_FRAMEWORKS = [
  'sklearn',
  'tensorflow',
  'xgboost',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
] as const;

/**
 * The frameworks whose services the webhook gives the Open Inference Protocol where they state none.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go
 */
export const KSERVE_FRAMEWORKS_OF_V2: ReadonlySet<string> = new Set(['triton', 'onnx', 'huggingface']);

/**
 * The formats of a `model`, in exactly this spelling, whose services the webhook gives the Open Inference Protocol.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_defaults.go
 */
export const KSERVE_FORMATS_OF_V2: ReadonlySet<string> = new Set(['triton', 'vLLM']);
