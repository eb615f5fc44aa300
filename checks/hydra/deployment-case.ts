import type { TemplateMap } from '../../preview/go-template/value';

/** Arguments that nobody writes, by which those of a deployment are found again in what a template gives. */
export const FIRST_ARGUMENT = '--sentinel-argument=1';
export const SECOND_ARGUMENT = '--second-sentinel=2';

/** One pod of a deployment that a template is rendered for. */
export interface DeploymentCase {
  /** As in "for …". */
  readonly name: string;
  readonly role: 'single' | 'leader' | 'worker';
  /** Whether the deployment has arguments of its own. */
  readonly customized: boolean;
  readonly data: TemplateMap;
}

const GROUP_SIZES = { TP_SIZE: 8, PP_SIZE: 2 };

const PODS: readonly (Pick<DeploymentCase, 'name' | 'role'> & { readonly sizes: TemplateMap })[] = [
  { name: 'a single pod with TP_SIZE 1', role: 'single', sizes: { TP_SIZE: 1, PP_SIZE: 1 } },
  { name: 'a single pod with TP_SIZE 2', role: 'single', sizes: { TP_SIZE: 2, PP_SIZE: 1 } },
  // The sizes of the group, so that the texts differ from its own by nothing but the group.
  { name: 'a single pod with TP_SIZE 8 and PP_SIZE 2', role: 'single', sizes: GROUP_SIZES },
  { name: 'the leader of several pods', role: 'leader', sizes: GROUP_SIZES },
  { name: 'a worker of several pods', role: 'worker', sizes: GROUP_SIZES },
];

/** The pods that every template must give a command line for. */
export function deploymentCases(runtime: string): readonly DeploymentCase[] {
  return PODS.flatMap(({ name, role, sizes }) =>
    [false, true].map((customized) => ({
      name: customized ? `${name}, with custom arguments` : name,
      role,
      customized,
      data: {
        RUN_TIME: runtime,
        MODEL_NAME: 'model',
        MODEL_ID: 'model-id',
        MODEL_PATH: '/data/serving-model',
        MODEL_HOST: '0.0.0.0',
        MODEL_PORT: 8000,
        CLUSTER: 'cluster',
        NAMESPACE: 'namespace',
        IS_DISTRIBUTED: role !== 'single',
        IS_LEADER: role === 'leader',
        CUSTOM_ARGS: customized ? [FIRST_ARGUMENT, SECOND_ARGUMENT] : [],
        ...sizes,
      },
    })),
  );
}
