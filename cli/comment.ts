import { Argument } from 'commander';
import type { Command } from 'commander';
import { runComment } from './comment/run';
import type { CommentHost, CommentOptions } from './comment/run';

/** Adds `comment`, which keeps one comment of a pull or merge request up to date. */
export function registerComment(program: Command): void {
  program
    .command('comment')
    .description('write a file as a comment of a pull or merge request, over the one of the last time')
    .addArgument(new Argument('<host>', 'where the request is').choices(['github', 'gitlab']))
    .argument('<file>', 'file of Markdown, such as `diff --format markdown` writes')
    .option('--repository <repository>', 'owner/name, or number (default: GITHUB_REPOSITORY, CI_PROJECT_ID)')
    .option('--request <number>', 'of the request (default: of GITHUB_REF, CI_MERGE_REQUEST_IID)')
    .addHelpText(
      'after',
      '\nVariables: GITHUB_TOKEN or GITLAB_TOKEN, which may write comments; GITHUB_API_URL or CI_API_V4_URL for own hosts.',
    )
    .action(async (host: CommentHost, file: string, options: CommentOptions) => {
      process.exitCode = await runComment(host, file, options);
    });
}
