import type { Construct } from 'constructs';
import type { Fault } from '../checks/finding';
import { Accelerator } from '../constructs/accelerator';
import type { Engine, EngineVariable, ModelFormat } from '../constructs/engine';
import { report } from '../constructs/findings';
import { late } from '../constructs/late-bound';
import { fixedResources } from '../constructs/pod';
import type { Resources } from '../constructs/pod';
import type { SecretRef, VariableValue } from '../constructs/secrets/secret-ref';
import { Runtime } from '../constructs/runtime';
import type { RuntimeMetadata } from '../constructs/runtime-metadata';
import type { ServeProps, ServiceDescription } from '../constructs/service';
import { imageReference } from '../kubernetes/image-reference';
import { environmentOf } from './environment';
import { scriptText } from './script';
import { launchArguments, launchFaults } from './xinference-launch';
import type { XinferenceLaunchSettings } from './xinference-launch';

const DEFAULT_PORT = 8080;

/** First version in which every call needs an account unless authentication is switched off. */
const FIRST_WITH_ACCOUNTS = 3;

/** Inference engines inside of Xinference, compared without regard to case; others go by as text. */
export type XinferenceModelEngine =
  | 'transformers'
  | 'vllm'
  | 'sglang'
  | 'llama.cpp'
  | 'lmdeploy'
  | 'sentence_transformers'
  | (string & Record<never, never>);

/**
 * The account with which the model is launched; API keys of Xinference may only query models. Accounts live in
 * `home`, which is empty in a new pod: there the account is created, and clients log in with it at `/token`.
 *
 * @see https://github.com/xorbitsai/inference/blob/main/xinference/api/oauth2/advanced/routes.py
 */
export interface XinferenceAdministrator {
  /** @default admin */
  readonly username?: string;
  /** In the namespace of each service. */
  readonly password: SecretRef;
}

/**
 * A runtime that serves with Xinference.
 *
 * @typeParam Family - the model family that the runtime fixes, `undefined` where each service states its own
 */
export interface XinferenceRuntimeProps<Family extends string | undefined = string | undefined>
  extends RuntimeMetadata, XinferenceLaunchSettings {
  /** Such as `xprobe/xinference:v1.2.2`, or `xprobe/xinference:v1.2.2-cpu` for processors. */
  readonly image: string;
  /** Xinference's version. @default the image's tag, else the newest known */
  readonly version?: string;
  /** NVIDIA GPUs or the processor. @default one NVIDIA GPU */
  readonly accelerator?: Accelerator<'nvidia' | 'cpu'>;
  /** @default 2 processors and 6Gi, requested and at most */
  readonly resources?: Resources;
  /** What computes inside of Xinference (`MODEL_ENGINE`). @default transformers */
  readonly modelEngine?: XinferenceModelEngine;
  /** Family of every model (`MODEL_FAMILY`), such as `llama`. @default stated by each service */
  readonly modelFamily?: Family;
  /** Arguments of `xinference launch` after the typed ones; every `--name value` it does not know goes to the engine. @default none */
  readonly launchArgs?: readonly string[];
  /** Who may use the server; accounts exist from version 3. @default 'off' */
  readonly authentication?: 'off' | XinferenceAdministrator;
  /** Folder for caches, logs and accounts (`XINFERENCE_HOME`), mounted empty and writable. @default /xinference */
  readonly home?: string;
  /** @default transformers, version 1 */
  readonly formats?: readonly ModelFormat[];
  /** Where Xinference answers. @default 8080 */
  readonly port?: number;
  readonly env?: Readonly<Record<string, VariableValue>>;
}

/** A service of Xinference; it states its model's family unless its runtime fixes one. */
export type XinferenceServeProps<Family extends string | undefined = undefined> = ServeProps &
  XinferenceLaunchSettings &
  ([Family] extends [string] ? Partial<ModelFamily> : ModelFamily);

interface ModelFamily {
  /**
   * Family by which Xinference finds the way to load the model, such as `llama`; `xinference registrations -t LLM`
   * lists them.
   */
  readonly modelFamily: string;
}

/**
 * Xinference with its OpenAI-compatible API, on NVIDIA GPUs and processors.
 *
 * @see https://inference.readthedocs.io
 */
export class XinferenceRuntime<Family extends string | undefined = undefined> extends Runtime<
  XinferenceServeProps<Family>
> {
  private readonly modelFamily: string | undefined;

  public constructor(scope: Construct, id: string, props: XinferenceRuntimeProps<Family>) {
    const engine = xinferenceEngine(props);
    super(scope, id, props, engine);
    this.modelFamily = props.modelFamily;
    const faults = [
      ...acceleratorFaults(engine.accelerator),
      ...launchFaults(props, engine.accelerator),
      ...authenticationFaults(props),
    ];
    for (const fault of faults) report(this, fault);
  }

  protected override engineSettings(
    service: Construct,
    props: XinferenceServeProps<Family>,
  ): Partial<ServiceDescription> {
    const { modelFamily, accelerator } = props;
    const faults = [
      ...familyFaults(modelFamily ?? this.modelFamily),
      ...(accelerator === undefined ? [] : acceleratorFaults(accelerator)),
      ...launchFaults(props, accelerator ?? this.description.engine.accelerator),
    ];
    for (const fault of faults) report(service, fault);
    const family = modelFamily === undefined ? [] : [{ name: 'MODEL_FAMILY', value: modelFamily }];
    const args = [...launchArguments(props), ...(props.args ?? [])];
    return { env: environmentOf(family, props.env), args: args.length === 0 ? undefined : args };
  }
}

function xinferenceEngine(props: XinferenceRuntimeProps): Engine {
  const home = props.home ?? '/xinference';
  const args = [...launchArguments(props), ...(props.launchArgs ?? [])];
  return {
    name: 'xinference',
    image: props.image,
    command: ['/bin/sh', '-c', scriptText('xinference'), 'xinference'],
    args: args.length === 0 ? undefined : args,
    env: environmentOf(
      [
        { name: 'MODEL_PATH', value: late.modelPath },
        { name: 'MODEL_UID', value: late.modelName },
        { name: 'MODEL_ENGINE', value: props.modelEngine ?? 'transformers' },
        { name: 'MODEL_FAMILY', value: props.modelFamily ?? '' },
        { name: 'XINFERENCE_HOME', value: home },
        { name: 'XINFERENCE_LISTEN_PORT', value: late.servingPort },
        ...authenticationVariables(props),
      ],
      props.env,
    ),
    servingPort: props.port ?? DEFAULT_PORT,
    formats: props.formats ?? [{ name: 'transformers', version: '1' }],
    accelerator: props.accelerator ?? Accelerator.nvidia(),
    resources: props.resources ?? fixedResources(2, '6Gi'),
    probes: {
      startup: { path: '/docs', failureThreshold: 60, periodSeconds: 10, timeoutSeconds: 10 },
      readiness: { command: ['test', '-f', `${home}/model-loaded`], periodSeconds: 10 },
    },
    scratchFolders: [home],
  };
}

function authenticationVariables(props: XinferenceRuntimeProps): readonly EngineVariable[] {
  const { authentication } = props;
  if (authentication === undefined || authentication === 'off') {
    return hasAccounts(props) ? [{ name: 'XINFERENCE_AUTH_ADVANCED', value: '0' }] : [];
  }
  return [
    { name: 'XINFERENCE_AUTH_ADVANCED', value: '1' },
    { name: 'XINFERENCE_ADMIN_USERNAME', value: authentication.username ?? 'admin' },
    { name: 'XINFERENCE_ADMIN_PASSWORD', secret: authentication.password },
  ];
}

/** A version that cannot be read counts as the newest: switching off what an old version lacks does no harm. */
function hasAccounts({ version, image }: XinferenceRuntimeProps): boolean {
  const major = /^v?(\d+)\./.exec(version ?? imageReference(image).tag ?? '')?.[1];
  return major === undefined || Number(major) >= FIRST_WITH_ACCOUNTS;
}

function authenticationFaults(props: XinferenceRuntimeProps): readonly Fault[] {
  if (props.authentication === undefined || props.authentication === 'off' || hasAccounts(props)) return [];
  return [
    {
      id: 'xinference/authentication',
      severity: 'error',
      field: 'authentication',
      problem: `Version ${props.version ?? imageReference(props.image).tag ?? ''} of Xinference has no accounts`,
      consequence: 'The server would answer everybody, although an administrator is stated.',
      mend: `Use version ${FIRST_WITH_ACCOUNTS} or later, or leave \`authentication\` out.`,
    },
  ];
}

function acceleratorFaults({ vendor }: Accelerator): readonly Fault[] {
  if (vendor === 'nvidia' || vendor === 'cpu') return [];
  return [
    {
      id: 'xinference/accelerator',
      severity: 'error',
      field: 'accelerator',
      problem: `Xinference's images do not run on '${vendor}'`,
      consequence:
        'The pod holds devices that the engine cannot use, and the model is loaded on the processor or not at all.',
      mend: 'Use Accelerator.nvidia() or Accelerator.cpu().',
    },
  ];
}

function familyFaults(modelFamily: string | undefined): readonly Fault[] {
  if (modelFamily !== undefined && modelFamily.trim() !== '') return [];
  return [
    {
      id: 'xinference/model-family',
      severity: 'error',
      field: 'modelFamily',
      problem: 'The model family is empty',
      consequence: 'The start-up script ends at once, since Xinference cannot tell how to load the model.',
      mend: "State it, such as `modelFamily: 'llama'`; `xinference registrations -t LLM` lists the families.",
    },
  ];
}
