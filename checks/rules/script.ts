import type { Rules } from './rule';

const SHELL = 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html';

/** What is wrong with the scripts that containers start. */
export const scriptRules = {
  'script/ignored-arguments': {
    title: 'Arguments that a script never reads',
    severity: 'warning',
    about:
      'The words after the script of `sh -c` are there as "$0", "$1" and so on. A script without "$@" leaves them where they are: what a runtime or a service states in `args` has no effect, and nobody is told.',
    mend: 'Pass them on in the script, as `exec server "$@"`, or write them into it.',
    sources: [SHELL],
    reads: 'manifests',
  },
  'script/swallowed-argument': {
    title: "An argument that the shell takes for the script's name",
    severity: 'error',
    about:
      'The first word after the script of `sh -c` is "$0", the name of the script, and not in "$@". Where it is meant as an argument, the engine is started without it, and with its value as an argument of its own.',
    mend: "Put a word before it that stands for the name, such as 'bash'.",
    sources: [SHELL],
    reads: 'manifests',
  },
  'script/required-variable': {
    title: 'An empty variable without which a script ends',
    severity: 'error',
    about:
      'The script looks whether the variable is empty and ends where it is, and the manifest states it as empty. Of a runtime this is a note: each of its services has to set the variable, which nothing but the document of the runtime says.',
    mend: 'State the variable, in a runtime or in each of its services.',
    sources: [SHELL],
    reads: 'manifests',
  },
  'script/endless-wait': {
    title: 'A loop that waits for a server that may have ended',
    severity: 'warning',
    about:
      'The script starts a server, asks it again and again until it answers, and does not look whether it still runs. Where the server ends while it starts, for want of memory, say, the container waits on, and the reason is far up in its log. With a startupProbe or a livenessProbe, which end the container at last, it is a note.',
    mend: 'End the loop where the process is gone: `kill -0 "$PID" || exit 1`.',
    sources: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/kill.html'],
    reads: 'manifests',
  },
  'script/overwritten-option': {
    title: 'An option that a script overwrites',
    severity: 'warning',
    about:
      'The script reads the option into a variable, and sets the same variable to something else before anybody has read it. Whatever is stated has no effect.',
    mend: 'Keep a stated value, as in `SIZE=${SIZE:-$counted}`.',
    sources: [SHELL],
    reads: 'manifests',
  },
  'script/read-only-files': {
    title: 'A script that changes files which it may only read',
    severity: 'warning',
    about:
      'The script removes, moves or writes files of a volume that is mounted without the right to write, or changes who may read them. The command fails (Read-only file system): the script ends there, or goes on without it. KServe mounts models in this way, unless the InferenceService has the annotation `storage.kserve.io/readonly: "false"`; a runtime cannot ask for it, so that of a runtime this is a note. Nothing is said of a command that may fail (`|| true`), or of a script that asks whether the folder can be written to.',
    mend: 'Annotate the services with `storage.kserve.io/readonly: "false"`, mount the volume without readOnly, or write to another folder.',
    sources: [
      'https://github.com/kserve/kserve/blob/master/pkg/webhook/admission/pod/storage_initializer_injector.go CommonStorageInitialization',
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
