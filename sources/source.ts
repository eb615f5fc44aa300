import type { LocatedManifest } from '../kubernetes/manifest';
import type { RecordedObject } from './recorded-object';
import type { DocumentText } from './split-documents';

/** A text with manifests in it, such as a file. */
export interface Source {
  /** As a person knows it, such as the path of a file. */
  readonly name: string;
  readonly text: string;
  /**
   * Where the first character stands that could not be read.
   *
   * @default - all could
   */
  readonly undecodable?: number;
  /**
   * Objects of which constructs acknowledge something, where `synth` wrote the source.
   *
   * @default []
   */
  readonly recorded?: readonly RecordedObject[];
}

/** A value of a document of a source. */
export interface DocumentValue {
  /** Name of the source. */
  readonly source: string;
  readonly document: DocumentText;
  /** Way from the document to the value: empty, or `items` and an index. */
  readonly within: readonly (string | number)[];
}

/** A manifest, and the document that it stands in. */
export interface SourceManifest extends LocatedManifest, DocumentValue {}
