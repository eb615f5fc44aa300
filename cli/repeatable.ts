import { Option } from 'commander';

/** How a value joins those that were given before. */
type Adding = (value: string, before: readonly string[]) => readonly string[];

/** An option that may be given several times, of which all values count. */
export function repeatable(flags: string, description: string, add: Adding = added): Option {
  return new Option(flags, `${description}; repeatable`).argParser(add).default([], 'none');
}

/** Several values, divided by commas. */
export function listed(value: string, before: readonly string[]): readonly string[] {
  return [...before, ...value.split(',').map((one) => one.trim())];
}

/** Names what a command finds in the cluster beside the manifests it reads. */
export function runtimesOption(): Option {
  return repeatable(
    '--runtimes <inventory>',
    'what stands in the cluster already: files, folders, or kserve, ome, openshift-ai',
  );
}

function added(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
