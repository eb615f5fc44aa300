import fc from 'fast-check';
import { parse } from 'yaml';
import { setField } from '../../../inputs/lock/set-field';
import { runs } from '../../runs';

const digest = (text: string, value = 'sha256:new') => {
  return setField(text, { path: ['images', 'vllm'], field: 'digest', value, after: 'tag' });
};

describe('a field is set', () => {
  test.each([
    [
      'where it is, with all comments and blanks around it',
      '# top\nimages:\n\n  vllm:   # ours\n      tag:  v1  # {"$imagepolicy": "a:b:tag"}\n      digest: sha256:old # {"$imagepolicy": "a:b:digest"}\n  # end\n',
      '# top\nimages:\n\n  vllm:   # ours\n      tag:  v1  # {"$imagepolicy": "a:b:tag"}\n      digest: sha256:new # {"$imagepolicy": "a:b:digest"}\n  # end\n',
    ],
    [
      'in its quotation marks',
      'images: { vllm: { digest: "old", tag: v1 } }',
      'images: { vllm: { digest: "sha256:new", tag: v1 } }',
    ],
    [
      'behind the one that it belongs to, on a line of its own',
      'images:\n  vllm:\n    tag: v1 # followed\n    repository: a/b\n',
      'images:\n  vllm:\n    tag: v1 # followed\n    digest: sha256:new\n    repository: a/b\n',
    ],
    [
      'at the end of a text without a line break',
      'images:\n  vllm:\n    tag: v1',
      'images:\n  vllm:\n    tag: v1\n    digest: sha256:new',
    ],
    [
      'with the line breaks of the text',
      'images:\r\n  vllm:\r\n    tag: v1\r\n',
      'images:\r\n  vllm:\r\n    tag: v1\r\n    digest: sha256:new\r\n',
    ],
    [
      'in a map on one line',
      "images: { vllm: { tag: 'v1', repository: a/b } } # one",
      "images: { vllm: { tag: 'v1', digest: 'sha256:new', repository: a/b } } # one",
    ],
  ])('%s', (_how, before, after) => {
    expect(digest(before)).toBe(after);
  });

  test('as text, where it looks like a number', () => {
    expect(digest('images: \n  vllm:\n    tag: v1\n', '12e4')).toBe(
      "images: \n  vllm:\n    tag: v1\n    digest: '12e4'\n",
    );
  });
});

test.each([
  ['is written by way of an alias', 'common: &a { tag: v1 }\nimages: { vllm: *a }'],
  ['takes the field from another', 'common: &a { tag: v1 }\nimages: { vllm: { <<: *a } }'],
  ['is none', 'images: { vllm: v1 }'],
  ['is not there', 'images: {}'],
])('nothing is set in a map that %s', (_what, text) => {
  expect(digest(text)).toBeUndefined();
});

test('what a text says beside the field stays, however it is written', () => {
  const scalar = fc.constantFrom('v1', "'v1'", '"v1"', "'1.10'");
  const comment = fc.constantFrom('', ' # c', ' # {"$imagepolicy": "a:b:tag"}');
  const blank = fc.constantFrom('', '\n', '  # note\n');
  fc.assert(
    fc.property(scalar, comment, blank, fc.boolean(), fc.integer({ min: 1, max: 6 }), (tag, note, gap, has, depth) => {
      const indent = ' '.repeat(depth);
      const old = has ? `${indent.repeat(2)}digest: old${note}\n` : '';
      const text = `images:\n${gap}${indent}vllm:\n${indent.repeat(2)}tag: ${tag}${note}\n${old}${gap}other: 1\n`;
      const changed = digest(text) ?? '';
      const expected: unknown = parse(text);
      expect(parse(changed)).toEqual({
        ...Object(expected),
        images: { vllm: { tag: tag.replace(/['"]/g, ''), digest: 'sha256:new' } },
      });
      expect(changed.replace(/^.*digest:.*\n/m, '')).toBe(text.replace(/^.*digest:.*\n/m, ''));
    }),
    { numRuns: runs(200) },
  );
});
