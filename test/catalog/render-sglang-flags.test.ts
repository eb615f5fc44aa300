import fc from 'fast-check';
import { checkSglangArgs, checkSglangSettings } from '../../catalog/check-sglang-args';
import { renderSglangFlags } from '../../catalog/render-sglang-flags';
import type { SglangFlags } from '../../catalog/render-sglang-flags';
import { sglangFlagCatalog } from '../../catalog/sglang-engine-flags';
import { arbitraryFlags } from './arbitrary-flags';
import { runs } from '../runs';

describe('renderSglangFlags', () => {
  test.each<[string, SglangFlags, readonly string[]]>([
    ['joins a value to its flag', { contextLength: '128k' }, ['--context-length=128k']],
    ['writes true as the flag alone', { enableDpAttention: true }, ['--enable-dp-attention']],
    ['leaves out the false of a flag that has no negated form', { enableDpAttention: false }, []],
    ['writes false as the negated flag', { dllmFdfo: false }, ['--no-dllm-fdfo']],
    ['writes the values of a list as arguments', { loraPaths: ['a=/a', 'b=/b'] }, ['--lora-paths', 'a=/a', 'b=/b']],
    ['sorts the keys of JSON', { extraMetricLabels: { b: '1', a: '2' } }, ['--extra-metric-labels={"a":"2","b":"1"}']],
  ])('%s', (_, flags, rendered) => {
    expect(renderSglangFlags(flags)).toEqual(rendered);
  });

  it('writes a property that is no flag, for the check of arguments to tell', () => {
    // @ts-expect-error the types refuse it
    expect(renderSglangFlags({ contextLenght: 1 })).toEqual(['--context-lenght=1']);
    const [fault] = checkSglangSettings({ flags: { contextLenght: 1 } }, undefined);
    expect(fault).toMatchObject({ id: 'sglang/unknown-flag', field: 'flags.contextLenght' });
    expect(fault?.mend).toContain('did you mean --context-length?');
  });

  it('renders nothing that checkSglangArgs would report', () => {
    fc.assert(
      fc.property(fc.record(arbitraryFlags(sglangFlagCatalog()), { requiredKeys: [] }), (flags: SglangFlags) => {
        expect(checkSglangArgs(renderSglangFlags(flags), '0.5.18')).toEqual([]);
      }),
      { numRuns: runs(50) },
    );
  });
});
