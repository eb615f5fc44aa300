import { printPreview } from '../cli/preview/print-preview';
import { plain } from '../reports/colours';
import { previewService } from '../sources/preview/preview-service';
import { examplesOf } from './markdown';

const PAGE = 'docs/preview.md';

test('the page about previews shows what the preview of its service tells', () => {
  const examples = examplesOf(PAGE);
  const text = examples.find(({ language }) => language === 'yaml')?.text ?? '';
  const { preview, findings } = previewService('qwen', [{ sources: [{ name: 'services/qwen.yaml', text }] }]);
  expect(findings).toEqual([]);
  const shown = typeof preview === 'string' ? preview : printPreview(preview, plain);
  expect(examples.find(({ language }) => language === 'text')?.text).toBe(`${shown}\n`);
});
