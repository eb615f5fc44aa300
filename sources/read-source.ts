import { basename } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import { placeInWords } from '../checks/file-place';
import type { FilePlace } from '../checks/file-place';
import { isArray, isManifest, isObject } from '../kubernetes/manifest';
import type { JsonArray, JsonObject, JsonValue, Manifest } from '../kubernetes/manifest';
import type { ReportedFinding } from '../reports/report';
import { lineAt } from './field-place';
import type { Source, SourceManifest } from './source';
import { halfManifest, notJson, notRead, notUtf8, notYaml, repeatedKey } from './source-faults';
import { firstLine, splitDocuments } from './split-documents';
import type { DocumentText } from './split-documents';
import { isFileOfTool } from './tool-files';
import { toJson } from './to-json';
import { KUBERNETES_SCHEMA } from './yaml-schema';

/** What a source holds. */
export interface SourceContent {
  readonly manifests: readonly SourceManifest[];
  readonly findings: readonly ReportedFinding[];
  /** How many documents are something else, such as the values of a chart. */
  readonly others: number;
}

/** Files of other tools that have a version or a kind, and are no manifests. */
const OF_OTHER_TOOLS: ReadonlySet<string> = new Set(['Chart.yaml', 'kustomization.yaml', 'kustomization.yml']);

/** What the reader of YAML calls a key that a map states twice. */
const REPEATED_KEY = 'duplicated mapping key';

/**
 * Reads the manifests of a source as kubectl does. A document that cannot be read is told of; the others are read all the
 * same. The manifests of a list stand for themselves.
 */
export function readSource(source: Source): SourceContent {
  return new SourceReader(source).content();
}

class SourceReader {
  private readonly manifests: SourceManifest[] = [];
  private readonly findings: ReportedFinding[] = [];
  private others = 0;

  public constructor(private readonly source: Source) {}

  public content(): SourceContent {
    const { text, undecodable } = this.source;
    if (undecodable !== undefined) this.findings.push(notUtf8(this.placeOf(text, undecodable)));
    for (const document of splitDocuments(text.startsWith('\uFEFF') ? text.slice(1) : text)) this.read(document);
    const { manifests, findings, others } = this;
    return { manifests, findings, others };
  }

  private read(document: DocumentText): void {
    if (document.unread !== undefined) this.findings.push(notRead(this.source.name, document.unread));
    const value = this.valueOf(document);
    // A document of comments alone is nothing.
    if (value === undefined || value === null) return;
    if (isFileOfTool(value)) this.others += 1;
    else if (isManifest(value)) this.add(document, value);
    else if (isHalfManifest(value) && !OF_OTHER_TOOLS.has(basename(this.source.name))) {
      this.findings.push(halfManifest(this.startOf(document), 'document', value));
    } else this.others += 1;
  }

  /** @returns undefined if the document cannot be read, which is told */
  private valueOf(document: DocumentText): JsonValue | undefined {
    try {
      return this.jsonOf(document, false);
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const { line, column, position } = error.mark;
      const excerpt = lineAt(document.text, position - column);
      const place = { file: this.source.name, line: document.line + line, column: column + 1, excerpt };
      const lastCounts = error.reason === REPEATED_KEY ? this.readOn(document) : undefined;
      this.findings.push(lastCounts === undefined ? notYaml(place, error.reason) : repeatedKey(place));
      return lastCounts;
    }
  }

  /** The document as kubectl reads it where a key is stated twice: the last one counts. */
  private readOn(document: DocumentText): JsonValue | undefined {
    try {
      return this.jsonOf(document, true);
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      return undefined;
    }
  }

  /** @throws YAMLException if it is no YAML */
  private jsonOf(document: DocumentText, mayRepeatKeys: boolean): JsonValue | undefined {
    const read = toJson(load(document.text, { schema: KUBERNETES_SCHEMA, json: mayRepeatKeys }));
    if (typeof read !== 'string') return read.value;
    this.findings.push(notJson(this.startOf(document), read));
    return undefined;
  }

  private add(document: DocumentText, manifest: Manifest): void {
    const where = placeInWords(this.startOf(document));
    const from = { source: this.source.name, document };
    if (!isArray(manifest.items)) {
      this.manifests.push({ ...from, manifest, where, within: [] });
      return;
    }
    for (const [index, item] of itemsOf(manifest, manifest.items).entries()) {
      if (isManifest(item)) {
        this.manifests.push({ ...from, manifest: item, where: `${where} items[${index}]`, within: ['items', index] });
      } else this.findings.push(halfManifest(this.startOf(document), `item ${index} of the list`, item));
    }
  }

  /** The first line of a document that has content, which comments may precede. */
  private startOf({ text, line }: DocumentText): FilePlace {
    const first = firstLine(text);
    return { file: this.source.name, line: line + first.line, column: 1, excerpt: lineAt(text, first.offset) };
  }

  private placeOf(text: string, offset: number): FilePlace {
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    const line = text.slice(0, lineStart).split('\n').length;
    return { file: this.source.name, line, column: offset - lineStart + 1, excerpt: lineAt(text, lineStart) };
  }
}

/**
 * The items of a list; those of one that names their kind, such as a `PodList`, need not name it again.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/unstructured/helpers.go decodeToList
 */
function itemsOf({ apiVersion, kind }: Manifest, items: JsonArray): JsonArray {
  const itemKind = kind.replace(/List$/, '');
  if (itemKind === '') return items;
  return items.map((item) =>
    isObject(item) && item.apiVersion === undefined && item.kind === undefined
      ? { ...item, apiVersion, kind: itemKind }
      : item,
  );
}

/** Something that says its version or its kind, and so was to be a manifest. */
function isHalfManifest(value: JsonValue): value is JsonObject {
  return isObject(value) && (value.apiVersion !== undefined || value.kind !== undefined);
}
