import type { Rules } from './rule';

const ADD_ON = 'https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html';

/** What is wrong with templates of CCE's AI inference add-on, before they are filled. */
export const cceTemplateRules = {
  'cce/template': {
    title: "A template of CCE's add-on that is no YAML",
    severity: 'error',
    about:
      'The add-on fills the placeholders of a template in and applies what comes of it. It can do nothing with a text that cannot be read.',
    mend: 'Mend the YAML at the place that the finding names.',
    sources: [ADD_ON],
    reads: 'manifests',
  },
  'cce/unknown-placeholder': {
    title: "A placeholder that CCE's add-on does not fill in",
    severity: 'error',
    about:
      'The add-on knows a fixed list of placeholders, such as `${name}` and `${model_path}`. Any other stays as it is: a name with it is refused, and an argument with it reaches the engine.',
    mend: 'Correct the name, or write the value itself.',
    sources: [ADD_ON],
    reads: 'manifests',
  },
} as const satisfies Rules;
