import type { Command } from 'commander';

import { importCrds } from '../imports/generator/import-crds';
import { explain } from '../imports/generator/problem';

/** Adds `import`, which turns CRDs into types, classes and schemas. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('turn CRDs into TypeScript types, ApiObject classes and compact schemas')
    .argument('<source...>', 'files, folders or URLs with CustomResourceDefinitions (apiextensions.k8s.io/v1)')
    .option('--output <folder>', 'where to write; kinds that were imported there before are kept', 'imports')
    .action(async (sources: string[], { output }: { output: string }) => {
      const result = await importCrds(sources, output);
      if (!result.ok) {
        for (const problem of result.problems) console.error(`error: ${explain(problem)}`);
        process.exitCode = 1;
        return;
      }
      const { kinds, changed } = result.value;
      console.log(`imported ${kinds.length} kinds into ${output}; ${changed.length} files changed`);
      for (const file of changed) console.log(`  ${file}`);
    });
}
