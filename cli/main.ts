import { Command } from 'commander';
import { packageVersion } from '../reports/package-version';

/** Exit code where a command cannot do what it is told, as of many tools. */
const USAGE = 2;

type Register = (program: Command) => void;

/** Each is loaded where it is asked for: what all of them stand on takes longer to load than some take to run. */
const COMMANDS: ReadonlyMap<string | undefined, () => Promise<Register>> = new Map([
  ['check', async () => (await import('./check')).registerCheck],
  ['comment', async () => (await import('./comment')).registerComment],
  ['diff', async () => (await import('./diff')).registerDiff],
  ['explain', async () => (await import('./explain')).registerExplain],
  ['import', async () => (await import('./import')).registerImport],
  ['preview', async () => (await import('./preview')).registerPreview],
  ['lock', async () => (await import('./lock')).registerLock],
  ['pipeline', async () => (await import('./pipeline')).registerPipeline],
  ['select', async () => (await import('./select')).registerSelect],
]);

async function run(): Promise<void> {
  const program = new Command('cdk8s-inference')
    .description('Model serving on Kubernetes as typed, checked YAML')
    .version(packageVersion())
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE));
  const asked = COMMANDS.get(process.argv[2]);
  for (const load of asked === undefined ? COMMANDS.values() : [asked]) (await load())(program);
  await program.parseAsync();
}

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit();
});

void run();
