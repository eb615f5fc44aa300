import { refusalsOf, rulesBrokenBy } from './refusals-of';

const TWO = '--nnodes 2 --node-rank 0 --dist-init-addr leader:5000';

describe('pods of a group', () => {
  test.each([
    ['ranks that do not come out even', `--tp-size 3 ${TWO}`, ['nodes']],
    ['stages and tensor parallelism that do not', `--tp-size 3 --pp-size 3 ${TWO}`, ['nodes']],
    ['stages that fit neither the pods nor each other', `--tp-size 2 --pp-size 3 ${TWO}`, ['nodes']],
    ['a rank beyond the last', '--tp-size 4 --nnodes 2 --node-rank 2 --dist-init-addr leader:5000', ['nodes']],
    ['a rank and no number of pods', '--tp-size 4 --node-rank 1', ['nodes']],
    ['no place to meet', '--tp-size 4 --nnodes 2 --node-rank 0', ['meeting-point']],
    ['a place to meet without a port', '--tp-size 4 --nnodes 2 --dist-init-addr leader', ['meeting-point']],
    ['copies of the model', `--tp-size 4 --dp-size 2 ${TWO}`, ['data-parallel-nodes']],
  ])('do not start with %s', (_, args, rules) => {
    expect(rulesBrokenBy(args)).toEqual(rules);
  });

  test.each([
    ['as many ranks in each', `--tp-size 16 ${TWO}`],
    ['whole stages', `--tp-size 8 --pp-size 4 ${TWO}`],
    ['two pods for each stage', '--tp-size 8 --pp-size 2 --nnodes 4 --node-rank 3 --nccl-init-addr leader:5000'],
    ['copies of the attention', `--tp-size 16 --dp-size 16 --enable-dp-attention ${TWO}`],
    ['copies by context', `--tp-size 16 --dp-size 2 --enable-nsa-prefill-context-parallel ${TWO}`],
    [
      'numbers that a group puts in',
      '--tp-size 3 --dp-size 2 --nnodes $(LWS_GROUP_SIZE) --node-rank $(LWS_WORKER_INDEX)',
    ],
    ['a size that a variable holds', `--tp-size $(TP) ${TWO}`],
    ['an address that a variable holds', '--tp-size 4 --nnodes 2 --dist-init-addr $(LEADER)'],
    ['an address of the sixth version', '--tp-size 4 --nnodes 2 --dist-init-addr [fd00::1]:5000'],
    ['Ray, which deals out ranks itself', '--tp-size 4 --nnodes 2 --use-ray'],
    [
      'a joining group, whose rank is one more',
      '--elastic-ep-join-mode scale --node-rank 1 --elastic-ep-backend mooncake',
    ],
    ['one pod that says so', '--tp-size 3 --nnodes 1 --node-rank 0'],
  ])('start with %s', (_, args) => {
    expect(rulesBrokenBy(args)).toEqual([]);
  });

  test('are held against the size of their group, where they are one', () => {
    expect(rulesBrokenBy('--tp-size 3 --nnodes 2 --dist-init-addr $(LWS_LEADER_ADDRESS):5000')).toEqual([]);
  });
});

describe('copies of the attention', () => {
  test.each([
    ['are refused where they do not divide the devices', '--tp-size 8 --dp-size 3 --enable-dp-attention', 'v0.5.18'],
    ['are refused where there is one, before 0.5.2', '--tp-size 8 --enable-dp-attention', 'v0.5.1'],
  ])('%s', (_, args, image) => {
    expect(rulesBrokenBy(args, image)).toEqual(['attention-copies']);
  });

  test.each([
    ['divide the devices', '--tp-size 8 --dp-size 4 --enable-dp-attention', 'v0.5.18'],
    ['are switched off where there is one', '--tp-size 8 --enable-dp-attention', 'v0.5.2'],
    ['were one for each device', '--tp-size 8 --dp-size 3 --enable-dp-attention', 'v0.4.4'],
    ['are whole copies of the model without the flag', '--tp-size 8 --dp-size 3', 'v0.5.18'],
  ])('start where they %s', (_, args, image) => {
    expect(rulesBrokenBy(args, image)).toEqual([]);
  });
});

describe('chunks of prompts', () => {
  test.each([
    ['parts of a page', '--chunked-prefill-size 1000 --page-size 64'],
    [
      'parts of a page, once they are shared out',
      '--tp 8 --dp 8 --enable-dp-attention --chunked-prefill-size 64 --page-size 16',
    ],
  ])('are refused with %s', (_, args) => {
    expect(rulesBrokenBy(args)).toEqual(['prefill-chunk']);
  });

  test.each([
    ['whole pages', '--chunked-prefill-size 8192 --page-size 64', 'v0.5.18'],
    ['no end', '--chunked-prefill-size -1 --page-size 64', 'v0.5.18'],
    ['a size in words', '--chunked-prefill-size 8k --page-size 64', 'v0.5.18'],
    ['no size of a page', '--chunked-prefill-size 1000', 'v0.5.18'],
    ['nothing to read', '--chunked-prefill-size 1000 --page-size 64 --disaggregation-mode decode', 'v0.5.18'],
    [
      'whole pages before they are shared out, as once was enough',
      '--tp-size 8 --dp-size 8 --enable-dp-attention --chunked-prefill-size 64 --page-size 16',
      'v0.4.9.post3',
    ],
  ])('start with %s', (_, args, image) => {
    expect(rulesBrokenBy(args, image)).toEqual([]);
  });

  test.each([
    ['warned of where the kind of attention may take another page', '', 'warning'],
    ['refused where it takes the page as it is stated', ' --attention-backend fa3', 'error'],
    ['warned of where it takes its own', ' --attention-backend trtllm_mla', 'warning'],
  ])('are %s', (_, attention, severity) => {
    const args = `--chunked-prefill-size 1008 --page-size 64${attention}`;
    expect(refusalsOf({ args }).map((finding) => finding.severity)).toEqual([severity]);
  });
});
