import { previewed } from './previewed';

/** A runtime of vLLM that any service of its format gets. */
export const RUNTIME = `
apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: { name: vllm }
spec:
  annotations: { prometheus.io/port: "8080" }
  supportedModelFormats: [{ name: vLLM, autoSelect: true }]
  containers:
  - name: kserve-container
    image: vllm/vllm-openai:v0.10.0
    args: [--model=/mnt/models, "--served-model-name={{.Name}}", --max-model-len=$(LEN)]
    env: [{ name: LEN, value: "4096" }]
    ports: [{ containerPort: 8000, protocol: TCP }]
---`;

/** Parts of a service that a test states. */
export interface Service {
  readonly name?: string;
  readonly annotations?: string;
  readonly labels?: string;
  readonly predictor?: string;
  readonly rest?: string;
  readonly mode?: 'Standard' | 'Knative';
}

/** A service and its runtime. */
export function service({
  name = 'chat',
  annotations = '',
  labels = '',
  predictor = '',
  rest = '',
  mode = 'Standard',
}: Service) {
  return `${RUNTIME}
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: ${name}
  namespace: models
  labels: { team: a${labels} }
  annotations: { serving.kserve.io/deploymentMode: ${mode}${annotations} }
spec:
  predictor:
    model: { modelFormat: { name: vLLM }, storageUri: "pvc://weights/qwen" }
    ${predictor}
  ${rest}
---`;
}

/** The ConfigMap of KServe. */
export function configuration(ingress: string, others = ''): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: { name: inferenceservice-config, namespace: kserve }
data: { ingress: '${ingress}' ${others} }
`;
}

/** What would be made of a service of vLLM, with what else stands in the files. */
export const preview = (parts: Service, more = '') => previewed(parts.name ?? 'chat', service(parts) + more);
