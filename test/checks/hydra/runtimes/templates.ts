/** vLLM in a shell, over several pods by its own means. */
export const VLLM = `
{{- if .IS_DISTRIBUTED -}}
  vllm serve {{ .MODEL_PATH }} --served-model-name={{ .MODEL_NAME }} --host={{ .MODEL_HOST }} --port={{ .MODEL_PORT }} \\
    --tensor-parallel-size={{ .TP_SIZE }} --pipeline-parallel-size={{ .PP_SIZE }} --nnodes=$(LWS_GROUP_SIZE) \\
    --node-rank=$(LWS_WORKER_INDEX) --master-addr=$(LWS_LEADER_ADDRESS)
  {{- if not .IS_LEADER }} --headless{{ end }}
  {{- range .CUSTOM_ARGS }} {{ . }}{{ end }}
{{- else -}}
  vllm serve {{ .MODEL_PATH }} --served-model-name={{ .MODEL_NAME }}
  {{- if gt .TP_SIZE 1 }} --tensor-parallel-size={{ .TP_SIZE }}{{ end }}
  {{- range .CUSTOM_ARGS }} {{ . }}{{ end }}
{{- end -}}`;

/** vLLM in a shell, over several pods by Ray. */
export const RAY = `
{{- if .IS_DISTRIBUTED -}}
  {{- if .IS_LEADER -}}
    ray start --head --port=6379 && python3 wait.py $(LWS_GROUP_SIZE) &&
    vllm serve {{ .MODEL_PATH }} --distributed-executor-backend ray {{- range .CUSTOM_ARGS }} {{ . }}{{ end }}
  {{- else -}}
    ray start --block --address=$(LWS_LEADER_ADDRESS):6379
  {{- end -}}
{{- else -}}
  vllm serve {{ .MODEL_PATH }} {{- range .CUSTOM_ARGS }} {{ . }}{{ end }}
{{- end -}}`;

/** Elements of vLLM's command line, for one pod and for several. */
export const ARGUMENTS = [
  '{{ .MODEL_PATH }}',
  '--served-model-name={{ .MODEL_NAME }}',
  '--hf-overrides={"max_position_embeddings": 4096}',
  '--nnodes={{ if .IS_DISTRIBUTED }}$(LWS_GROUP_SIZE){{ else }}1{{ end }}',
  '--node-rank={{ if .IS_DISTRIBUTED }}$(LWS_WORKER_INDEX){{ else }}0{{ end }}',
  '--master-addr={{ if .IS_DISTRIBUTED }}$(LWS_LEADER_ADDRESS){{ else }}127.0.0.1{{ end }}',
];

/** A template of a shell with a text for each kind of pod. */
export function pods({
  single = 'vllm serve',
  leader = 'vllm serve --nnodes 2',
  worker = 'vllm serve --headless',
}): string {
  const served = '{{ range .CUSTOM_ARGS }} {{ . }}{{ end }}';
  return `{{ if .IS_DISTRIBUTED }}{{ if .IS_LEADER }}${leader}${served}{{ else }}${worker}{{ end }}{{ else }}${single}${served}{{ end }}`;
}
