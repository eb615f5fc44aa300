import type { Manifest } from '../../kubernetes/manifest';

/**
 * The service with which KServe's webhook tries the templates of a configuration; of its pods, no template reads more.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/sample.go LLMInferenceServiceSample
 */
export const SAMPLE_SERVICE: Manifest = {
  apiVersion: 'serving.kserve.io/v1alpha2',
  kind: 'LLMInferenceService',
  metadata: {
    name: 'test-llm-preset',
    namespace: 'test-llm-preset-test',
    labels: {
      'app.kubernetes.io/name': 'llminferenceservice',
      'app.kubernetes.io/instance': 'test-llm-preset',
      'app.kubernetes.io/component': 'inference',
    },
    annotations: { 'serving.kserve.io/model-uri': 'llama' },
  },
  spec: {
    model: { name: 'llama', uri: 'llama' },
    replicas: 2,
    parallelism: { data: 4, dataLocal: 2, tensor: 1, expert: true },
    template: {},
    worker: {},
    prefill: { replicas: 1, parallelism: { tensor: 1, pipeline: 1 }, template: {} },
    router: {},
  },
};

/** What the webhook knows of the sample's model. */
export const SAMPLE_MODEL = 'llama';
