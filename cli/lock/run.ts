import { readFileSync, writeFileSync } from 'node:fs';
import { placeInWords } from '../../checks/file-place';
import { DockerCredentials } from '../../inputs/lock/credentials';
import { HuggingFace } from '../../inputs/lock/hugging-face';
import { isChanged, lockInputs } from '../../inputs/lock/lock-inputs';
import type { LockedEntry } from '../../inputs/lock/lock-inputs';
import { Registries } from '../../inputs/lock/registry';
import { Requests } from '../../inputs/lock/requests';
import { formatFindings } from '../../reports/format-finding';
import { oneLine } from '../../reports/one-line';
import { ProgressLine } from '../../reports/progress';
import { decode } from '../../sources/decode';
import { reasonOf } from '../../sources/reason';

/** Options of `lock` as they are given. */
export interface LockOptions {
  readonly check?: boolean;
  readonly dryRun?: boolean;
  /** In seconds. */
  readonly timeout: number;
}

/** Looks up what a file of inputs names, and writes it there; 1 where it would change, 2 where something is not known. */
export async function runLock(
  file: string,
  { check = false, dryRun = false, timeout }: LockOptions,
): Promise<0 | 1 | 2> {
  const requests = new Requests({ timeoutSeconds: timeout });
  const registries = new Registries(requests, new DockerCredentials(process.env));
  const huggingFace = new HuggingFace(requests, process.env);
  const progress = new ProgressLine(process.stderr);
  const resolvers = {
    digestOf: registries.digestOf.bind(registries),
    commitOf: huggingFace.commitOf.bind(huggingFace),
  };
  const lock = await lockInputs(file, resolvers, progress.listen);
  progress.end();
  if (!lock.ok) {
    const consequence = 'Nothing is looked up.';
    const findings = lock.faults.map((fault) => {
      return {
        ...fault,
        id: 'inputs/invalid',
        severity: 'error',
        where: placeInWords(fault.place),
        consequence,
      } as const;
    });
    console.error(formatFindings(findings));
    return 2;
  }
  const { entries, before, text } = lock;
  const changed = entries.filter(isChanged);
  const failed = entries.flatMap(({ path, resolution }) => (resolution.ok ? [] : [{ path, ...resolution }]));
  for (const entry of changed) console.log(oneLine(changeInWords(entry)));
  for (const { path, problem } of failed) console.error(`error: ${oneLine(`${path.join('.')}: ${problem}`)}`);
  const writes = !check && !dryRun && failed.length === 0;
  if (writes && changed.length > 0) {
    try {
      // Somebody may have edited it while servers were asked.
      if (decode(readFileSync(file)).text !== before) throw new Error('it was changed meanwhile');
      writeFileSync(file, text);
    } catch (error) {
      console.error(`error: ${oneLine(`${file} cannot be written: ${reasonOf(error)}`)}`);
      return 2;
    }
  }
  console.log(oneLine(outcome(file, changed.length, entries.length, writes)));
  if (failed.length > 0) return 2;
  return check && changed.length > 0 ? 1 : 0;
}

function changeInWords({ path, asked, before, resolution }: LockedEntry): string {
  const after = resolution.ok ? resolution.value : '';
  return `${path.join('.')}  ${asked}  ${before === undefined ? after : `${before} → ${after}`}`;
}

function outcome(file: string, changed: number, entries: number, written: boolean): string {
  const of = `${changed} of ${entries} ${entries === 1 ? 'entry' : 'entries'}`;
  if (changed === 0) return `${file}: ${of} changed`;
  return written ? `${file}: ${of} changed` : `${file}: ${of} would change; nothing was written`;
}
