import type { Manifest } from '../../../kubernetes/manifest';
import { documentsArePresent, documentText } from '../../source-documents/document-objects';
import { agentText, findings, runtimesText } from './hydra-config-maps';

const present = documentsArePresent ? describe : describe.skip;

/** The YAML blocks of the documentation: the structure, a template, an image. */
function examples(): readonly string[] {
  return [...documentText('003').matchAll(/^( *)```yaml\n(.*?)^ *```/gms)].map(([, indentation = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
  );
}

function found(...manifests: readonly Manifest[]): readonly string[] {
  return findings(...manifests).map(({ id, severity }) => `${severity} ${id}`);
}

present("the examples of the platform's documentation (skipped where the documents are absent)", () => {
  const [, template = '', image = ''] = documentsArePresent ? examples() : [];

  test('the runtime template', () => {
    expect(found(runtimesText(template))).toEqual([
      'error hydra/variable',
      'error hydra/custom-arguments-to-ray',
      'error hydra/ray-backend',
      'warning hydra/ray-waiting',
    ]);
  });

  test('the image', () => {
    expect(found(agentText(image))).toEqual([
      'error hydra/yaml',
      'error hydra/misplaced-field',
      'warning hydra/image-fit',
      'warning hydra/image-fit',
    ]);
  });

  test('say how they are mended', () => {
    const mends = findings(runtimesText(template), agentText(image)).map(({ mend }) => mend);
    expect(mends[0]).toContain('6379');
    expect(mends).toContain(
      "Begin 'match_gpu_types', and what follows it in this entry, in column 3, below 'match_runtimes'.",
    );
    expect(mends).toContain("Indent 'image', with all below it, deeper than container_template.");
  });

  test('are clean once they are mended', () => {
    const range = '{{- if .CUSTOM_ARGS -}} {{ range .CUSTOM_ARGS }} {{ . }} {{- end -}} {{- end -}}';
    const inBranches = template
      .replace(range, '')
      .replaceAll('{{ .RAY_PORT }}', '6379')
      .replace('6379 && vllm', '6379 && python3 wait.py && vllm')
      .replace('={{ .PP_SIZE }}', `={{ .PP_SIZE }} --distributed-executor-backend=ray ${range}`)
      .replace('{{ .TP_SIZE }} {{- end -}}', `{{ .TP_SIZE }} {{- end -}} ${range}`);
    const aligned = image
      .replaceAll(/^ {4}(?=match_gpu_types|container_template)/gm, '  ')
      .replace('ascendhub/mindie', 'vllm/vllm-cpu');
    expect(findings(runtimesText(inBranches), agentText(aligned))).toEqual([]);
  });
});
