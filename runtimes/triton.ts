import type { Construct } from 'constructs';
import { Accelerator } from '../constructs/accelerator';
import type { Engine, ModelFormat, SecurityContext } from '../constructs/engine';
import { late, text } from '../constructs/late-bound';
import type { Resources } from '../constructs/pod';
import { Runtime, variables } from '../constructs/runtime';
import type { RuntimeMetadata } from '../constructs/runtime-metadata';
import type { VariableValue } from '../constructs/secrets/secret-ref';

const PORT = 8080;
const GRPC_PORT = 9000;

/** Backends of Triton, as KServe names their formats. */
const FORMATS: readonly ModelFormat[] = [
  { name: 'triton', version: '2', autoSelect: true, priority: 1 },
  { name: 'tensorrt', version: '8', autoSelect: true, priority: 1 },
  { name: 'onnx', version: '1', autoSelect: true, priority: 1 },
  { name: 'tensorflow', version: '2', autoSelect: true, priority: 1 },
  { name: 'pytorch', version: '1' },
];

/** The image's own user; it runs under Pod Security "restricted". */
const SECURITY: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  runAsNonRoot: true,
  runAsUser: 1000,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A runtime that serves with NVIDIA Triton Inference Server. */
export interface TritonRuntimeProps extends RuntimeMetadata {
  /** Such as `nvcr.io/nvidia/tritonserver:24.08-py3`. */
  readonly image: string;
  /** @default one NVIDIA GPU */
  readonly accelerator?: Accelerator;
  /** @default triton, tensorrt, onnx, tensorflow and, not auto-selected, pytorch */
  readonly formats?: readonly ModelFormat[];
  /** Arguments after the runtime's. @default none */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, VariableValue>>;
  /** @default left to each service */
  readonly resources?: Resources;
  /** Size of `/dev/shm`, through which the Python backend passes tensors. @default 1Gi */
  readonly sharedMemory?: string;
}

/**
 * Triton on NVIDIA GPUs or processors, with the Open Inference Protocol. The model's storage holds a Triton model
 * repository: a folder for each model with `config.pbtxt` and numbered versions.
 *
 * @see https://github.com/kserve/kserve/blob/master/config/runtimes/kserve-tritonserver.yaml
 */
export class TritonRuntime extends Runtime {
  public constructor(scope: Construct, id: string, props: TritonRuntimeProps) {
    super(scope, id, props, tritonEngine(props));
  }
}

function tritonEngine(props: TritonRuntimeProps): Engine {
  return {
    name: 'triton',
    image: props.image,
    command: ['tritonserver'],
    args: [
      text`--model-store=${late.modelRoot}`,
      text`--http-port=${late.servingPort}`,
      `--grpc-port=${GRPC_PORT}`,
      '--allow-http=true',
      '--allow-grpc=true',
      ...(props.args ?? []),
    ],
    env: variables(props.env),
    servingPort: PORT,
    ports: [{ number: PORT }],
    protocols: ['v2', 'grpc-v2'],
    formats: props.formats ?? FORMATS,
    accelerator: props.accelerator ?? Accelerator.nvidia(),
    resources: props.resources,
    sharedMemory: props.sharedMemory ?? '1Gi',
    security: SECURITY,
    probes: {
      startup: { path: '/v2/health/live', periodSeconds: 10, failureThreshold: 60 },
      readiness: { path: '/v2/health/ready', periodSeconds: 10, timeoutSeconds: 5 },
      liveness: { path: '/v2/health/live', periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    },
  };
}
