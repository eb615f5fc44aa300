import type { Rules } from './rule';

const GO = 'https://pkg.go.dev/text/template';
const CONFIG_MAP = 'https://kubernetes.io/docs/concepts/configuration/configmap/';
const UNREADABLE = 'The platform cannot read the text, so none of the runtimes in it can be deployed.';

/** What is wrong with the texts in the ConfigMaps of Hydra's custom runtimes, and with the templates in them. */
export const hydraTextRules = {
  'hydra/yaml': {
    title: 'A text of a ConfigMap that is no YAML',
    severity: 'error',
    about: `Runtimes of Hydra are YAML inside of a text, which neither kubectl nor the API server looks into: the ConfigMap is accepted. ${UNREADABLE} Often a field is deeper than its siblings, as it is in the platform's own example.`,
    mend: 'Mend the YAML, and mind that the siblings of a mapping begin in the same column.',
    sources: ['https://yaml.org/spec/1.2.2/#61-indentation-spaces', CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/structure': {
    title: 'A text of a ConfigMap that has another structure than documented',
    severity: 'error',
    about: `\`hydra-runtime-template\` has the list \`templates\` in its key \`config.yaml\`, and \`hydra-agent\` the list \`deployment_templates\` in its key \`configmap\`; commands and arguments are lists of texts. ${UNREADABLE}`,
    mend: 'Write what the finding names: the key, the list, or a value of the documented type.',
    sources: [CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/unknown-field': {
    title: 'A field of a runtime that is not documented',
    severity: 'error',
    about:
      'The platform passes over fields that it does not know, without a word, and what they were to say is lost. For images the documentation has an example alone, so that a field beyond it is a warning there.',
    mend: 'Correct the name, or leave the field out.',
    sources: [CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/misplaced-field': {
    title: 'A field of a runtime in the wrong place',
    severity: 'error',
    about:
      'The name is documented, and belongs elsewhere in the entry, as `argsTemplate` does into `containerTemplate`. The platform does not find it and does without.',
    mend: 'Move it, with all below it, to the place that the finding names.',
    sources: [CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/runtime-missing': {
    title: 'A template that does not name its runtime',
    severity: 'error',
    about: 'Without a name nobody can choose the runtime for a deployment, and no image can be matched to it.',
    mend: "Name it, as in 'runtime: vllm-cpu'.",
    sources: [CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/runtime-twice': {
    title: 'Two templates of one runtime',
    severity: 'error',
    about: 'A deployment of the runtime is made from one of the two templates, and nothing says from which.',
    mend: 'Leave one of them out, or give it a name of its own.',
    sources: [CONFIG_MAP],
    reads: 'manifests',
  },
  'hydra/variable': {
    title: 'A variable that the platform does not give',
    severity: 'error',
    about:
      "Go's templates write `<no value>` for a name that their data lack. A shell takes that for a redirection and an engine for a value; a condition on it never holds. The platform's own example has RAY_PORT, which is not in its list of variables.",
    mend: 'Use one of the documented variables, or write the value itself.',
    sources: [GO],
    reads: 'manifests',
  },
  'hydra/template': {
    title: 'A template that cannot be parsed or fails',
    severity: 'error',
    about:
      'The platform evaluates each text of a runtime with the values of a deployment. Where the text is no template, or compares a text with a number, it gets no command line, and the deployment is not made.',
    mend: 'Close what is open, and mind the types: TP_SIZE, PP_SIZE and MODEL_PORT are whole numbers, IS_DISTRIBUTED and IS_LEADER are true or false.',
    sources: [GO],
    reads: 'manifests',
  },
  'hydra/no-value': {
    title: "A command line with '<no value>' in it",
    severity: 'error',
    about:
      "Go's templates write `<no value>` for what their data lack, such as a name looked up with a key that is made up on the way. A shell takes it for a redirection, and an engine for a value.",
    mend: 'Read documented variables alone.',
    sources: [GO],
    reads: 'manifests',
  },
  'hydra/blank': {
    title: 'A template that gives nothing for some pods',
    severity: 'error',
    about:
      'One template serves single pods, leaders and workers. Where no branch is for one of them, its shell gets an empty script and ends at once, and the container is started again and again.',
    mend: "Give each case a command; where there is none to give, end it with a message and 'exit 1'.",
    sources: [GO],
    reads: 'manifests',
  },
  'hydra/not-checked': {
    title: 'A template that is not evaluated here',
    severity: 'note',
    about:
      'Templates are evaluated here as Go does it, with the exception of what no runtime is known to need, such as some directives of printf. Go may well take the text; nothing can be said of the command line that it gives.',
    mend: 'Evaluate it with Go, or write it with if, with, range and variables alone.',
    sources: [GO],
    reads: 'manifests',
  },
} as const satisfies Rules;
