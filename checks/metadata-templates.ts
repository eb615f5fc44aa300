/** Actions that the controller can run on a service's metadata and that the JSON around them leaves intact. */
const ACTION =
  /^\{\{-?\s*(?:\.(?:Name|Namespace|UID|Generation)|\.(?:Annotations|Labels)\.[A-Za-z_][A-Za-z0-9_]*|index \.(?:Annotations|Labels) `[^`]*`|`[^`]*`)\s*-?\}\}/;

/** An action with its key in quotation marks, which are escaped in the JSON that is parsed. */
const QUOTED = /^\{\{-?\s*index \.(?:Annotations|Labels) "/;

/** Text that looks like an action, and is none that the controller can run. */
export interface BrokenAction {
  readonly text: string;
  readonly isQuoted: boolean;
}

/**
 * The first place at which KServe's controller, and OME's, which is made after it, would trip over a text: both parse
 * the JSON of a container as a template on the service's metadata.
 */
export function brokenAction(text: string): BrokenAction | undefined {
  for (let at = text.indexOf('{{'); at !== -1; at = text.indexOf('{{', at + 2)) {
    const rest = text.slice(at);
    const action = ACTION.exec(rest);
    if (action === null) return { text: rest.slice(0, 60).split('\n', 1)[0] ?? '', isQuoted: QUOTED.test(rest) };
    at += action[0].length - 2;
  }
  return undefined;
}
