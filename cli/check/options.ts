import { Option } from 'commander';
import type { Command } from 'commander';
import { FORMATS } from '../../reports/formats';
import type { Format } from '../../reports/formats';
import type { FailOn } from '../../reports/report';
import { CONFIGURATION_FILE } from '../../sources/configuration/read-configuration';
import { listed, repeatable, runtimesOption } from '../repeatable';

/** Options of `check` as they are given. */
export interface CheckOptions {
  readonly config?: string;
  readonly format: Format;
  readonly failOn?: FailOn;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly runtimes: readonly string[];
  readonly base: readonly string[];
  readonly strict?: boolean;
}

/** Adds the options of `check`, which go before those of the configuration. */
export function addCheckOptions(command: Command): Command {
  return command
    .argument('[path...]', 'files, folders, patterns such as "teams/**", or - for standard input')
    .option(
      '--config <file>',
      `clusters, acknowledgements and defaults of these options (default: ${CONFIGURATION_FILE})`,
    )
    .addOption(new Option('--format <format>', 'how to write findings').choices(Object.keys(FORMATS)).default('human'))
    .addOption(
      new Option('--fail-on <severity>', 'from which severity on to exit with 1').choices(['error', 'warning']),
    )
    .addOption(repeatable('--only <rules>', 'ids of rules, or families as kserve/*, divided by commas', listed))
    .addOption(repeatable('--skip <rules>', 'ids of rules or families to leave out, divided by commas', listed))
    .addOption(runtimesOption())
    .addOption(repeatable('--base <path>', 'what is applied now: told is what the API server would not let be changed'))
    .option('--strict', 'take kinds without a known schema for errors');
}
