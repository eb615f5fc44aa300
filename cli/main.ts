import { Command } from 'commander';

import { registerImport } from './import';

const program = new Command('cdk8s-inference').description('Model serving on Kubernetes as typed, checked YAML');

registerImport(program);

void program.parseAsync();
