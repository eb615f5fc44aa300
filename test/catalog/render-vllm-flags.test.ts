import fc from 'fast-check';
import { checkVllmArgs, checkVllmSettings } from '../../catalog/check-vllm-args';
import { renderVllmFlags } from '../../catalog/render-vllm-flags';
import { vllmFlagCatalog } from '../../catalog/vllm-flag-facts';
import type { VllmFlags } from '../../catalog/vllm-flags';
import { arbitraryFlags } from './arbitrary-flags';

describe('renderVllmFlags', () => {
  it('joins values, in the order of the catalog whatever the order they are written in', () => {
    const rendered = ['--max-model-len=8192', '--tensor-parallel-size=2', '--port=8080'];
    expect(renderVllmFlags({ maxModelLen: 8192, tensorParallelSize: 2, port: 8080 })).toEqual(rendered);
    expect(renderVllmFlags({ port: 8080, tensorParallelSize: 2, maxModelLen: 8192 })).toEqual(rendered);
  });

  test.each<[string, VllmFlags, readonly string[]]>([
    ['writes true as the flag alone', { enforceEager: true }, ['--enforce-eager']],
    ['writes false as the negated flag', { enablePrefixCaching: false }, ['--no-enable-prefix-caching']],
    ['leaves out the false of a flag that has no negated form', { headless: false }, []],
    ['leaves out what is undefined', { port: undefined }, []],
    ['writes a flag that is bare or has a value', { hfToken: true }, ['--hf-token']],
    ['joins a list of one value', { servedModelName: ['granite'] }, ['--served-model-name=granite']],
    ['writes the values of a longer list as arguments', { numaBindNodes: [0, 1] }, ['--numa-bind-nodes', '0', '1']],
    ['leaves out an empty list', { servedModelName: [] }, []],
    [
      'sorts the keys of JSON',
      { hfOverrides: { b: { d: 1, c: [2] }, a: 0 } },
      ['--hf-overrides={"a":0,"b":{"c":[2],"d":1}}'],
    ],
    ['leaves JSON text as it is', { hfOverrides: '{"b": 1}' }, ['--hf-overrides={"b": 1}']],
    ['writes a list that the engine reads as JSON', { allowedOrigins: ['*'] }, ['--allowed-origins=["*"]']],
    ['keeps digits in names', { all2allBackend: 'naive' }, ['--all2all-backend=naive']],
  ])('%s', (_, flags, rendered) => {
    expect(renderVllmFlags(flags)).toEqual(rendered);
  });

  it('writes a property that is no flag after the others, for the check of arguments to tell', () => {
    // @ts-expect-error the types refuse it
    const flags: VllmFlags = { swapSpace: 4, maxModelLength: 1, port: 8080 };
    expect(renderVllmFlags(flags)).toEqual(['--port=8080', '--max-model-length=1', '--swap-space=4']);
    const [removed, unknown] = checkVllmSettings({ flags }, undefined);
    expect(removed).toMatchObject({ id: 'vllm/removed-flag', field: 'flags.swapSpace' });
    expect(unknown).toMatchObject({ id: 'vllm/unknown-flag', field: 'flags.maxModelLength' });
    expect(unknown?.mend).toContain('did you mean --max-model-len?');
  });

  it('renders nothing that checkVllmArgs would report', () => {
    fc.assert(
      fc.property(fc.record(arbitraryFlags(vllmFlagCatalog()), { requiredKeys: [] }), (flags: VllmFlags) => {
        expect(checkVllmArgs(renderVllmFlags(flags), undefined)).toEqual([]);
      }),
    );
  });
});
