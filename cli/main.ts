import { Command } from 'commander';
import { packageVersion } from '../reports/package-version';

import { registerCheck } from './check';
import { registerComment } from './comment';
import { registerDiff } from './diff';
import { registerExplain } from './explain';
import { registerImport } from './import';
import { registerPreview } from './preview';
import { registerLock } from './lock';
import { registerPipeline } from './pipeline';
import { registerSelect } from './select';

/** Exit code where a command cannot do what it is told, as of many tools. */
const USAGE = 2;

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit();
});

const program = new Command('cdk8s-inference')
  .description('Model serving on Kubernetes as typed, checked YAML')
  .version(packageVersion())
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE));

registerCheck(program);
registerComment(program);
registerDiff(program);
registerExplain(program);
registerImport(program);
registerPreview(program);
registerLock(program);
registerPipeline(program);
registerSelect(program);

void program.parseAsync();
