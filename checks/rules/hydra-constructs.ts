import type { Rules } from './rule';

const ARGUMENTS = 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/';
const SHELL = 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html';
const VARIABLES = 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/';
const CONFIG_MAP = 'https://kubernetes.io/docs/concepts/configuration/configmap/';

/** What Hydra has no place for, of runtimes and services that were described without it. */
export const hydraConstructRules = {
  'hydra/deploy-in-console': {
    title: 'A service that is deployed in the console',
    severity: 'note',
    about:
      'Models are deployed in the console of Hydra, and there is no object for one. Nothing is written for the service; the note says which runtime and which parameters to choose.',
    mend: 'Choose in the console what the note says.',
    sources: [CONFIG_MAP],
    reads: 'props',
  },
  'hydra/empty-variable': {
    title: 'An empty variable that nobody fills',
    severity: 'warning',
    about:
      'On other platforms each service states the variables that its runtime leaves empty. Deployments of Hydra set no variables, and the engine is started with an empty one.',
    mend: 'State it of the runtime.',
    sources: [VARIABLES],
    reads: 'props',
  },
  'hydra/entry-point': {
    title: 'An entry point that is not what the engine is started with',
    severity: 'error',
    about:
      'Without a commandTemplate the image starts its own entry point, so that the words which the image knows are left out of the template. If the engine begins with others, arguments are lost or reach another program.',
    mend: 'State the words with which the engine is started.',
    sources: [ARGUMENTS],
    reads: 'props',
  },
  'hydra/existing': {
    title: 'A ConfigMap of the cluster that cannot be kept',
    severity: 'error',
    about:
      "Both ConfigMaps are the platform's own and hold runtimes of others. What is stated of them under `existing` could not be read, so that the first sync would take those runtimes away.",
    mend: "State what `kubectl get configmap … -o yaml` prints, or 'none' where there is none.",
    sources: [CONFIG_MAP],
    reads: 'props',
  },
  'hydra/no-program': {
    title: 'A shell that does not know which program to start',
    severity: 'error',
    about:
      "The engine leaves its program to the image's entry point. A shell does not know that: its line would begin with an argument, and it would look for a program of that name.",
    mend: "State `command`, or `hydra: { start: { by: 'arguments', entryPoint: [] } }`.",
    sources: [ARGUMENTS],
    reads: 'props',
  },
  'hydra/one-pod': {
    title: 'A runtime that cannot be distributed without a shell',
    severity: 'note',
    about:
      'A list of arguments is the same for leader and workers. Of a distributed deployment each pod starts a copy of its own, which knows nothing of the others.',
    mend: "Deploy it without distribution, or use `hydra: { start: { by: 'shell' } }`.",
    sources: [ARGUMENTS],
    reads: 'props',
  },
  'hydra/parts': {
    title: 'An engine of several kinds of pods',
    severity: 'error',
    about:
      'Deployments of Hydra have pods of one kind, which all run the engine. A router, a decoder or workers of another kind are never made, and the rest waits for them.',
    mend: 'Leave them out, or use a platform of LeaderWorkerSets or OME.',
    sources: [CONFIG_MAP],
    reads: 'props',
  },
  'hydra/secret': {
    title: 'A secret, which a template cannot refer to',
    severity: 'error',
    about:
      'Templates of Hydra have no variables of the environment, and no way to a Secret. A secret as text in the ConfigMap could be read by everybody who may see the templates.',
    mend: 'Leave it out.',
    sources: [CONFIG_MAP, 'https://kubernetes.io/docs/concepts/configuration/secret/'],
    reads: 'props',
  },
  'hydra/serving-port': {
    title: 'A fixed port that is not 8000',
    severity: 'error',
    about:
      "The engine's arguments and variables state its port as a number. The platform reaches every engine on port 8000, and would not reach this one.",
    mend: 'State `servingPort: 8000`, or refer to `late.servingPort` where the port is told to the engine.',
    sources: [ARGUMENTS],
    reads: 'props',
  },
  'hydra/unknown-value': {
    title: 'A value of services for which there is no variable',
    severity: 'error',
    about:
      "The engine reads the model's task or the service's name. Hydra's templates have no variable for either, and the engine would be started without it.",
    mend: 'State it of the runtime as a text of its own, or use another platform.',
    sources: ['https://pkg.go.dev/text/template'],
    reads: 'props',
  },
  'hydra/unquoted-parameter': {
    title: 'A parameter that a shell would change',
    severity: 'error',
    about:
      "As documented, parameters of a deployment stand in the line of a shell as they are. Quotation marks, blanks, braces and $ are the shell's own there, so that JSON reaches the engine as something else.",
    mend: 'State it of the runtime, where it is quoted, or let parameters be quoted with `quoteParameters: true`.',
    sources: [SHELL],
    reads: 'props',
  },
  'hydra/variables': {
    title: 'Variables of the environment that nothing sets',
    severity: 'error',
    about:
      'Neither templates nor deployments of Hydra have a place for variables. Those of a runtime are set by the shell that starts it; without a shell, and for those of a service, the engine is started without them.',
    mend: 'State them of the runtime, and start it with a shell.',
    sources: [VARIABLES],
    reads: 'props',
  },
  'hydra/writes-model-folder': {
    title: "An engine that changes files in the model's folder",
    severity: 'note',
    about:
      'Whether Hydra mounts the folder of the model for writing is not documented. Where it does not, the engine ends as it starts.',
    mend: 'Try one deployment first.',
    sources: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
    reads: 'props',
  },
} as const satisfies Rules;
