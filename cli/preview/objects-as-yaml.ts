import { Document, visit } from 'yaml';
import { spellActive } from '../../reports/json-text';
import { oneLine } from '../../reports/one-line';
import type { ChildPreview } from '../../sources/preview/service-preview';

/** Objects as documents of YAML, each with what is not exact of it in comments before it. */
export function objectsAsYaml(children: readonly ChildPreview[]): string {
  return children.map(documentOf).join('').trimEnd();
}

function documentOf({ object, inexact }: ChildPreview): string {
  // Readers of YAML 1.1 take more words for something else than text, which the version puts into quotes.
  const document = new Document(object, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      const { value } = node;
      if (typeof value !== 'string') return;
      if (spellActive(value) !== value) node.type = 'QUOTE_DOUBLE';
      else if (value.includes('\n')) node.type = 'BLOCK_LITERAL';
    },
  });
  const comments = inexact.map(
    ({ field, because }) => `# not exact: ${field === undefined ? '' : `${field}: `}${oneLine(because)}\n`,
  );
  return `---\n${comments.join('')}${spellActive(document.toString({ lineWidth: 0 }))}`;
}
