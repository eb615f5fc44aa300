import type { Rules } from './rule';

const CONSTRUCTS = 'https://cdk8s.io/docs/latest/basics/constructs/';

/** What is wrong with values that differ from environment to environment. */
export const environmentRules = {
  'environment/none': {
    title: 'A value for environments, asked for where there is none',
    severity: 'error',
    about:
      'Which of several values is meant follows from the environment of the Cluster that contains a construct. Without one, or with one of another fleet, none of them is.',
    mend: "State the environment of the cluster: `new Cluster(app, 'name', { environment: environments.get('prod') })`.",
    sources: [CONSTRUCTS],
    reads: 'props',
  },
  'environment/no-value': {
    title: 'An environment for which no value is stated',
    severity: 'error',
    about:
      'TypeScript does not compile values for environments of which one is missing. Where programs are transpiled and not checked, the value is `undefined`, and whatever it was for would be left out.',
    mend: 'State a value for each environment; `npx tsc --noEmit` tells where one is missing.',
    sources: [CONSTRUCTS],
    reads: 'props',
  },
} as const satisfies Rules;
