import type { FieldPathSegment } from '../kubernetes/field-path';
import type { JsonObject } from '../kubernetes/manifest';
import type { FaultStage } from './go-template/fault';
import type { MetadataRead } from './metadata-reads';

/** Why a controller cannot expand a container. */
export interface ExpansionFault {
  /** Where in the container the text stands that it stumbles over; the container itself where it cannot be told. */
  readonly path: readonly FieldPathSegment[];
  /** What it stumbles over, as it is written. */
  readonly action: string;
  /** In Go's words where it has some. */
  readonly problem: string;
  /** `json`: the expanded text is no JSON any more. */
  readonly stage: FaultStage | 'json';
  /** Whether a quotation mark, which is escaped in JSON, is what it stumbles over. */
  readonly isQuotationMark: boolean;
}

/** What one action wrote into a container. */
export interface Expansion {
  readonly path: readonly FieldPathSegment[];
  readonly reads: readonly MetadataRead[];
  readonly value: string;
  /** What stands in the container in its place; `undefined` where it breaks the JSON. */
  readonly text: string | undefined;
}

export type ExpansionResult =
  | { readonly ok: true; readonly container: JsonObject; readonly expansions: readonly Expansion[] }
  | { readonly ok: false; readonly fault: ExpansionFault; readonly expansions: readonly Expansion[] };
