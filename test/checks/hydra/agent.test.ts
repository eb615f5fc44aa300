import { stringify } from 'yaml';
import type { JsonObject, JsonValue } from '../../../kubernetes/manifest';
import { agent, agentText, configMap, findings, ids, runtimes, runtimesText } from './hydra-config-maps';

const IMAGE = { registry: 'quay.io', repository: 'vllm/vllm-openai', tag: 'v0.12.0' };

function entry(stated: JsonObject = {}, image: JsonValue = IMAGE): JsonObject {
  return {
    match_runtimes: ['vllm-custom'],
    match_gpu_types: ['nvidia'],
    container_template: { image },
    ...stated,
  };
}

/** A deployment template whose image is written so. */
function written(tag: string) {
  const text = stringify({ deployment_templates: [entry({}, { ...IMAGE, tag: 'TAG' })] });
  return agentText(text.replace('TAG', tag));
}

describe('a deployment template', () => {
  test.each([
    ['of one runtime', agent(entry())],
    ['of several runtimes', agent(entry({ match_runtimes: ['a', 'b'], match_gpu_types: ['nvidia', 'amd'] }))],
    ['of a registry with a port', agent(entry({}, { ...IMAGE, registry: 'registry:5000' }))],
    ['of two devices apart', agent(entry(), entry({ match_gpu_types: ['amd'] }))],
    [
      'of two runtimes apart',
      agent(entry(), entry({ match_runtimes: ['sglang'] }, { ...IMAGE, repository: 'lmsysorg/sglang' })),
    ],
    ['of vLLM on Ascend', agent(entry({ match_gpu_types: ['npu'] }, { ...IMAGE, repository: 'ascend/vllm-ascend' }))],
    ['of a tag in quotation marks', written("'1.10'")],
    ['of a runtime that the platform has', agent(entry({ match_runtimes: ['vllm', 'image-gen'] }))],
    ['that is not there, beside other settings', agentText('log_level: info')],
  ])('%s is sound', (_, manifest) => {
    expect(findings(manifest)).toEqual([]);
  });

  test.each<[string, JsonValue, string, string]>([
    ['without runtimes', { match_runtimes: [] }, 'hydra/match', 'match_runtimes'],
    ['without a word on runtimes', { match_runtimes: null }, 'hydra/match', 'match_runtimes'],
    ['of empty devices', { match_gpu_types: [''] }, 'hydra/match', 'match_gpu_types'],
    ['of runtimes that are one text', { match_runtimes: 'vllm' }, 'hydra/structure', 'match_runtimes'],
    ['of devices that are numbers', { match_gpu_types: [910] }, 'hydra/structure', 'match_gpu_types[0]'],
    ['without a container', { container_template: null }, 'hydra/image', 'container_template.image'],
    ['with a slip', { match_gpu_type: ['a'] }, 'hydra/unknown-field', 'match_gpu_type'],
  ])('%s is an error', (_, stated, id, field) => {
    expect(findings(agent(entry(stated as JsonObject)))).toMatchObject([
      {
        id,
        severity: 'error',
        where: 'ConfigMap/hydra-agent',
        field: `data.configmap deployment_templates[0].${field}`,
      },
    ]);
  });

  test('with more than the documentation shows is a warning', () => {
    expect(findings(agent(entry({ resources: {} })))).toMatchObject([
      { id: 'hydra/unknown-field', severity: 'warning' },
    ]);
  });

  test.each<[string, JsonValue, string, string]>([
    ['without a registry', { ...IMAGE, registry: null }, 'hydra/image', 'registry'],
    ['without a repository', { ...IMAGE, repository: '' }, 'hydra/image', 'repository'],
    ['without a tag', { ...IMAGE, tag: '' }, 'hydra/image', 'tag'],
    ['of a registry with a scheme', { ...IMAGE, registry: 'https://quay.io' }, 'hydra/image', 'registry'],
    ['of a repository with a tag', { ...IMAGE, repository: 'vllm/vllm-openai:v1' }, 'hydra/image', 'repository'],
    ['of a repository with a digest', { ...IMAGE, repository: 'vllm/vllm@sha256:0' }, 'hydra/image', 'repository'],
    ['of a repository that is no text', { ...IMAGE, repository: ['vllm'] }, 'hydra/image', 'repository'],
    ['of a tag that is a number', { ...IMAGE, tag: 2.1 }, 'hydra/image-tag', 'tag'],
  ])('of an image %s is an error', (_, image, id, field) => {
    expect(findings(agent(entry({}, image)))).toMatchObject([
      { id, severity: 'error', field: `data.configmap deployment_templates[0].container_template.image.${field}` },
    ]);
  });

  test.each(['1.10', '2.1', '8', 'true'])('of a tag written %s is told how to write it', (tag) => {
    expect(findings(written(tag))).toMatchObject([
      { id: 'hydra/image-tag', mend: `Put it in quotation marks: '${tag}'.` },
    ]);
  });

  test.each([
    ['runtime', entry({}, { ...IMAGE, repository: 'ascendhub/mindie' }), 'match_runtimes'],
    ['runtime of SGLang', entry({ match_runtimes: ['my-sglang'] }), 'match_runtimes'],
    ['device', entry({ match_gpu_types: ['cpu'] }, { ...IMAGE, repository: 'ascend/vllm-ascend' }), 'match_gpu_types'],
  ])('whose image is not for its %s is a warning', (_, stated, field) => {
    expect(findings(agent(stated))).toMatchObject([
      { id: 'hydra/image-fit', severity: 'warning', field: `data.configmap deployment_templates[0].${field}` },
    ]);
  });

  test('for a pair that another has is a warning', () => {
    const other = entry({ match_runtimes: ['other', 'vllm-custom'], match_gpu_types: ['amd', 'nvidia'] });
    expect(findings(agent(entry(), other))).toMatchObject([
      { id: 'hydra/match-twice', severity: 'warning', field: 'data.configmap deployment_templates[1]' },
    ]);
  });
});

describe('the text', () => {
  test.each([
    ['whose list has a slip', agentText('deployment_template: []'), 'hydra/structure'],
    ['whose list is none', agentText('deployment_templates: {}'), 'hydra/structure'],
    ['whose entry is no mapping', agent('vllm'), 'hydra/structure'],
    ['that is missing', configMap('hydra-agent', {}), 'hydra/structure'],
  ])('%s is an error', (_, manifest, id) => {
    expect(findings(manifest)).toMatchObject([{ id, severity: 'error' }]);
  });

  test('whose fields are too deep is read nevertheless, and the first of them named', () => {
    const found = findings(
      agentText(
        [
          'deployment_templates:',
          '  - match_runtimes: [vllm-custom]',
          '     # of NVIDIA',
          '      match_gpu_types: [nvidia]',
          '      container_template:',
          '        image:',
          '          registry: quay.io',
          '          repository: vllm/vllm-openai',
          '  - match_runtimes: [sglang]',
          '    match_gpu_types: []',
          '    container_template: { image: { registry: quay.io, repository: lmsysorg/sglang, tag: v1 } }',
        ].join('\n'),
      ),
    );
    expect(found).toMatchObject([
      { id: 'hydra/yaml' },
      { id: 'hydra/match', field: 'data.configmap deployment_templates[1].match_gpu_types' },
      { id: 'hydra/image', field: 'data.configmap deployment_templates[0].container_template.image.tag' },
    ]);
    expect(found[0]?.mend).toMatch(/Begin 'match_gpu_types', .* in column 5, below 'match_runtimes'/);
  });
});

describe('a matched runtime', () => {
  test.each([
    ['has a template', runtimes({ runtime: 'vllm-custom' }), []],
    ['is of templates that cannot be read', runtimesText('{'), ['hydra/yaml']],
    ['has no template', runtimes({ runtime: 'other' }), ['hydra/runtime-unknown']],
    ['has a template of another case', runtimes({ runtime: 'vLLM-custom' }), ['hydra/runtime-unknown']],
  ])('%s', (_, templates, found) => {
    expect(ids(templates, agent(entry()))).toEqual(found);
  });

  test('is named with the closest that is there', () => {
    expect(findings(runtimes({ runtime: 'vllm-customs' }), agent(entry()))).toMatchObject([
      {
        id: 'hydra/runtime-unknown',
        severity: 'error',
        field: 'data.configmap deployment_templates[0].match_runtimes[0]',
        mend: "Did you mean 'vllm-customs'?",
      },
    ]);
  });
});
