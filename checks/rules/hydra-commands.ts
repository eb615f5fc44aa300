import type { Rules } from './rule';

const GO = 'https://pkg.go.dev/text/template';
const ARGUMENTS = 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/';
const SHELL = 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html';

/** What becomes of the commands and arguments of Hydra's custom runtimes, and of those that a deployment adds. */
export const hydraCommandRules = {
  'hydra/command-words': {
    title: 'A command of several words in one element',
    severity: 'error',
    about:
      'The first element of a command is the name of a program, with every blank in it. There is no program of such a name, and the container does not start.',
    mend: 'Make an element of each word.',
    sources: [ARGUMENTS],
    reads: 'manifests',
  },
  'hydra/shell-script': {
    title: 'A shell that is not given exactly one text',
    severity: 'error',
    about:
      'After `-c` a shell takes one text for its script. Without it, it ends; what follows it becomes "$0", "$1" and so on, which nothing reads.',
    mend: 'Give argsTemplate exactly one element, which holds the whole command line.',
    sources: [SHELL],
    reads: 'manifests',
  },
  'hydra/argument-words': {
    title: 'An argument of several words in one element',
    severity: 'error',
    about:
      'Without a shell, each element is one argument of the engine, blanks and line ends included, and the engine does not know a flag with a blank in its name. Blanks around one word are a warning: they become a part of a path or a name.',
    mend: "Join a flag and its value with '=', and make an element of each argument.",
    sources: [ARGUMENTS],
    reads: 'manifests',
  },
  'hydra/argument-empty': {
    title: 'An argument that is empty for some pods',
    severity: 'error',
    about:
      'An element whose template gives nothing is not left out: the engine gets an empty argument, and refuses it. Under a shell an empty text is nothing.',
    mend: 'Give it a flag in every case, or start the engine with a shell.',
    sources: [ARGUMENTS, GO],
    reads: 'manifests',
  },
  'hydra/argument-value': {
    title: 'A flag and its value in two elements',
    severity: 'warning',
    about:
      "Without a commandTemplate the platform reads the arguments itself, as flags whose values are joined by '='. It may part a flag from a value that is an element of its own when it adds the arguments of a deployment.",
    mend: "Write one element: '--flag=value'.",
    sources: [ARGUMENTS],
    reads: 'manifests',
  },
  'hydra/argument-line': {
    title: 'A single argument without a command',
    severity: 'warning',
    about:
      'The platform tells a list of arguments from a command line by its length: of a single element it takes that for a whole line, to which the arguments of a deployment need not be added.',
    mend: 'Write at least two elements, one for each argument.',
    sources: [ARGUMENTS],
    reads: 'manifests',
  },
  'hydra/custom-arguments-lost': {
    title: 'Custom arguments that never reach the engine',
    severity: 'warning',
    about:
      'Where a runtime has a commandTemplate, the platform adds nothing to its command line by itself: the template has to write CUSTOM_ARGS out. What people configure in a deployment is lost otherwise, without a word.',
    mend: 'Write {{ range .CUSTOM_ARGS }} {{ . }}{{ end }} at the end of each command that serves.',
    sources: [GO],
    reads: 'manifests',
  },
  'hydra/custom-arguments-twice': {
    title: 'Custom arguments that reach the engine twice',
    severity: 'error',
    about:
      'Where a runtime has no commandTemplate, the platform appends the custom arguments itself. An element with CUSTOM_ARGS gives them once more, and all as one word.',
    mend: 'Leave CUSTOM_ARGS out.',
    sources: [ARGUMENTS],
    reads: 'manifests',
  },
  'hydra/custom-arguments-one-word': {
    title: 'Custom arguments that nothing parts into words',
    severity: 'error',
    about:
      'A command that is no shell gets each element as one argument. All custom arguments together reach the program as a single word, which it does not know.',
    mend: "Start it with a shell: commandTemplate ['/bin/bash', '-c'] and one element in argsTemplate; or leave commandTemplate out.",
    sources: [ARGUMENTS],
    reads: 'manifests',
  },
  'hydra/custom-arguments-glued': {
    title: 'Custom arguments without a blank before them',
    severity: 'error',
    about:
      'A range writes its body once for each argument, and nothing between them. Where the body has no blank, or `-}}` takes it away, two arguments become one word, which the engine does not know.',
    mend: 'Write a blank inside of the range, after any -}}: {{ range .CUSTOM_ARGS }} {{ . }}{{ end }}.',
    sources: [`${GO}#hdr-Text_and_spaces`],
    reads: 'manifests',
  },
  'hydra/custom-arguments-as-command': {
    title: 'Custom arguments that begin a command of their own',
    severity: 'error',
    about:
      'A line end parts commands of a shell. Custom arguments on a line of their own are a command: the engine starts without them, and when it ends the shell looks for a program of the name of the first.',
    mend: "Keep them on the line of the command: trim line ends with '{{-', or end the line before with '\\'.",
    sources: [SHELL, `${GO}#hdr-Text_and_spaces`],
    reads: 'manifests',
  },
  'hydra/custom-arguments-to-ray': {
    title: "Custom arguments that go to 'ray start'",
    severity: 'error',
    about:
      "A range behind all branches of a template is for workers too, which run `ray start` and nothing else. Ray does not know the engine's flags and ends, so that the group never comes together.",
    mend: 'Put the range over CUSTOM_ARGS into the branches that serve.',
    sources: ['https://docs.ray.io/en/latest/cluster/cli.html#ray-start'],
    reads: 'manifests',
  },
} as const satisfies Rules;
