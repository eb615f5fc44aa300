import { selectRuntime } from '../../../preview/kserve/select-runtime';
import type { RuntimeSelection } from '../../../preview/kserve/select-runtime';
import { demands, runtime } from './runtimes';

/** What is selected, in a word; of a tie, all that may be. */
function outcome(selection: RuntimeSelection): string {
  switch (selection.outcome) {
    case 'selected':
      return selection.runtime.name;
    case 'ambiguous':
      return `one of ${selection.among.map(({ name }) => name).join(', ')}`;
    case 'none':
      return selection.because;
  }
}

const reasons = ({ others }: RuntimeSelection) =>
  Object.fromEntries(others.map(({ runtime: { name }, reasons }) => [name, reasons]));

describe('KServe does not select a runtime', () => {
  it.each([
    ['that is disabled', { spec: { disabled: true } }, demands(), ['it is disabled']],
    ['for ModelMesh', { spec: { multiModel: true } }, demands(), ['it is for ModelMesh (multiModel)']],
    ['for another format', { formats: ['xgboost'] }, demands(), ["it does not load 'sklearn'"]],
    [
      'for the format in other letters',
      { formats: ['SKLearn'] },
      demands(),
      ["it loads 'SKLearn', and names are compared letter by letter"],
    ],
    [
      'for another version, and 1 is not 1.2',
      { formats: ['sklearn:1'] },
      demands('sklearn:1.2'),
      ["it loads 'sklearn' 1, not 1.2"],
    ],
    [
      'that states no version, where the model has one',
      { formats: ['sklearn'] },
      demands('sklearn:1'),
      ["it loads 'sklearn' without a version, not 1"],
    ],
    [
      'whose entry is not selected automatically',
      { formats: ['!sklearn', 'xgboost'] },
      demands(),
      ["its entry for 'sklearn' does not have autoSelect: true"],
    ],
    [
      'of which another version alone is selected automatically',
      { formats: ['sklearn:0', '!sklearn:1'] },
      demands('sklearn:1'),
      ["its entry for 'sklearn' 1 does not have autoSelect: true"],
    ],
    [
      'that speaks another protocol',
      { protocols: ['v1'] },
      demands('sklearn', { protocolVersion: 'v2' }),
      ['it speaks v1, not v2'],
    ],
    [
      'that does not speak v1, where the service states no protocol',
      { protocols: ['v2', 'grpc-v2'] },
      demands(),
      ['it speaks v2, grpc-v2, not v1, which is meant where none is stated'],
    ],
    [
      'for several nodes, where the service is for one',
      { spec: { workerSpec: {} } },
      demands(),
      ['it is for several nodes (workerSpec), and the service is for one'],
    ],
    [
      'for one node, where the service is for several',
      {},
      demands('sklearn', {}, { workerSpec: {} }),
      ['it has no workerSpec, and the service has one'],
    ],
    [
      'for several reasons, and tells all',
      { formats: ['sklearn:0'], protocols: ['v2'], spec: { disabled: true } },
      demands('sklearn:1'),
      ['it is disabled', "it loads 'sklearn' 0, not 1", 'it speaks v2, not v1, which is meant where none is stated'],
    ],
  ])('%s', (_, facts, asked, expected) => {
    const selection = selectRuntime(asked, [runtime({ name: 'other', ...facts })]);
    expect(reasons(selection)).toEqual({ other: expected });
    expect(outcome(selection)).toMatch(/^no runtime is selected for 'sklearn'/);
  });
});

describe('KServe selects', () => {
  it.each([
    ['a runtime of any protocol', { protocols: [] }, demands('sklearn', { protocolVersion: 'grpc-v2' })],
    ['a runtime of any version for a model without one', { formats: ['sklearn:7'] }, demands()],
    ['a runtime of several versions', { formats: ['sklearn:0', 'sklearn:1'] }, demands('sklearn:1')],
    ['a runtime over v2 for Triton', { formats: ['triton'], protocols: ['v2'] }, demands('triton')],
    [
      'a runtime over any protocol for an empty one',
      { protocols: ['v2'] },
      demands('sklearn', { protocolVersion: '' }),
    ],
  ])('%s', (_, facts, asked) => {
    const selection = selectRuntime(asked, [runtime({ name: 'only', ...facts })]);
    expect(selection).toMatchObject({ outcome: 'selected', because: 'it is the only one that fits', others: [] });
  });

  const old = '2026-01-01T00:00:00Z';
  const young = '2026-01-02T00:00:00Z';

  it.each([
    [
      'the one of the namespace, whatever the priority',
      [runtime({ name: 'cluster', formats: ['sklearn=9'] }), runtime({ name: 'own', namespace: 'team' })],
      'own',
      'it is of the namespace, which comes before the cluster',
      "'own' is of the namespace, which comes before the cluster whatever the priority",
    ],
    [
      'the highest priority',
      [runtime({ name: 'low', formats: ['sklearn=1'] }), runtime({ name: 'high', formats: ['sklearn=2'] })],
      'high',
      "its priority 2 for 'sklearn' is the highest",
      "its priority 1 for 'sklearn' is below the 2 of 'high'",
    ],
    [
      'any priority before none, whatever the protocols',
      [runtime({ name: 'none', protocols: ['v1'] }), runtime({ name: 'low', formats: ['sklearn=1'] })],
      'low',
      "its priority 1 for 'sklearn' is the highest",
      "it states no priority for 'sklearn', which comes after the 1 of 'low'",
    ],
    [
      'the priority of the first entry of the format, whichever entry fits',
      [
        runtime({ name: 'first', formats: ['!sklearn:0=3', 'sklearn:1=1'] }),
        runtime({ name: 'second', formats: ['sklearn:1=2'] }),
      ],
      'first',
      "its priority 3 for 'sklearn' is the highest",
      "its priority 2 for 'sklearn' is below the 3 of 'first'",
    ],
    [
      'the one whose protocols begin earlier',
      [runtime({ name: 'any' }), runtime({ name: 'both', protocols: ['v2', 'v1'] })],
      'both',
      'priorities do not decide, and its protocol v1 comes first',
      "priorities do not decide, and 'both' speaks v1, which comes before no protocol",
    ],
    [
      'the newest, where ages are known',
      [runtime({ name: 'a', createdAt: old }), runtime({ name: 'b', createdAt: young })],
      'b',
      'nothing but age decides, and it is the newest',
      'nothing but age decides, and it is not the newest',
    ],
    [
      'the first by name of those that are made in the same second',
      [runtime({ name: 'b', createdAt: old }), runtime({ name: 'a', createdAt: old.replace('Z', '.5Z') })],
      'a',
      "nothing but its name decides: it is as old as 'b'",
      "it is as old as 'a', whose name comes first",
    ],
  ])('%s', (_, runtimes, name, because, other) => {
    const selection = selectRuntime(demands(), runtimes);
    expect(selection).toMatchObject({ outcome: 'selected', runtime: { name }, because });
    expect(Object.values(reasons(selection))).toEqual([[other]]);
  });

  it('the newest of those whose ages are not known, which is told as a tie', () => {
    expect(outcome(selectRuntime(demands(), [runtime({ name: 'b' }), runtime({ name: 'a' })]))).toBe('one of a, b');
  });

  it('one of unknown age, or the newest of the others', () => {
    const runtimes = [
      runtime({ name: 'old', createdAt: old }),
      runtime({ name: 'young', createdAt: young }),
      runtime({ name: 'unknown' }),
    ];
    const selection = selectRuntime(demands(), runtimes);
    expect(outcome(selection)).toBe('one of unknown, young');
    expect(reasons(selection)).toEqual({ old: ['nothing but age decides, and it is not the newest'] });
  });
});

describe('a runtime that the service names', () => {
  const naming = (format?: string, model = {}) => demands(format, { runtime: 'mine', ...model });

  it('is taken where it loads the format, selected automatically or not', () => {
    const runtimes = [runtime({ name: 'mine', formats: ['!sklearn'] }), runtime({ name: 'other' })];
    const selection = selectRuntime(naming(), runtimes);
    expect(selection).toMatchObject({
      outcome: 'selected',
      runtime: { name: 'mine' },
      because: 'the service names it',
    });
    expect(reasons(selection)).toEqual({ other: ["the service names 'mine'"] });
  });

  it('may be for another protocol than v1 where the service states none, for ModelMesh, and for several nodes', () => {
    const mine = runtime({ name: 'mine', protocols: ['v2'], spec: { multiModel: true, workerSpec: {} } });
    expect(outcome(selectRuntime(naming(), [mine]))).toBe('mine');
  });

  it('is the one of the namespace before the one of the cluster', () => {
    const selection = selectRuntime(naming(), [
      runtime({ name: 'mine' }),
      runtime({ name: 'mine', namespace: 'team' }),
    ]);
    expect(selection).toMatchObject({ outcome: 'selected', runtime: { namespace: 'team' } });
    expect(reasons(selection)).toEqual({ mine: ['the one of the namespace comes before it'] });
  });

  it.each([
    ['is not known', runtime({ name: 'other' }), naming(), 'which is not among the runtimes'],
    ['is disabled', runtime({ name: 'mine', spec: { disabled: true } }), naming(), 'it is disabled'],
    ['does not load the format', runtime({ name: 'mine' }), naming('onnx'), "it does not load 'onnx'"],
    [
      'does not speak the protocol that is asked for',
      runtime({ name: 'mine', protocols: ['v1'] }),
      naming('sklearn', { protocolVersion: 'v2' }),
      'it speaks v1, not v2',
    ],
    [
      'does not speak v2, which the webhook asks for with vLLM',
      runtime({ name: 'mine', formats: ['vLLM'], protocols: ['v1'] }),
      naming('vLLM'),
      'it speaks v1, not v2',
    ],
  ])('is refused where it %s', (_, known, asked, why) => {
    const selection = selectRuntime(asked, [known]);
    expect(selection.outcome).toBe('none');
    expect(outcome(selection)).toContain(why);
  });
});
