import type { HtmlCase } from './go';

/** What Go makes of a template: a text, or an error that contains the words. */
export type KnownCase = HtmlCase & { readonly gives: { readonly text: string } | { readonly error: string } };

const KNOWN = {
  labels: { team: 'blue', modelClass: 'mlserver_sklearn.SKLearnModel' },
  annotations: {
    repo: 'granite',
    'aml-model-repo': 'a/b',
    odd: 'Qwen2.5+lora&x \'q\' "p" <b>\0',
    lines: 'a\nb',
    slash: 'a\\d',
  },
};

function text(template: string, expected: string): KnownCase {
  return { template, ...KNOWN, gives: { text: expected } };
}

function error(template: string, words: string): KnownCase {
  return { template, ...KNOWN, gives: { error: words } };
}

export const TEXTS: readonly KnownCase[] = [
  text('{"args":["--name={{.Name}}","{{.Namespace}}"]}', '{"args":["--name=granite","models"]}'),
  text('{{ .Annotations.odd }}', 'Qwen2.5&#43;lora&amp;x &#39;q&#39; &#34;p&#34; &lt;b&gt;\ufffd'),
  text('{{ .Annotations.lines }}{{ .Annotations.slash }}', 'a\nba\\d'),
  text('{{ .Annotations.missing }}[{{ index .Labels `missing` }}]{{ .Labels.a.b }}', '[]'),
  text('{{ index .Annotations `aml-model-repo` }}', 'a/b'),
  text('{{ if .Annotations.missing }}a{{ else if eq (index .Labels `missing`) "" }}b{{ end }}', 'b'),
  text(
    '{{ with .Labels.team }}{{ . }}{{ end }}{{ range $key, $value := .Labels }}{{ $key }}={{ $value }},{{ end }}',
    'bluemodelClass=mlserver_sklearn.SKLearnModel,team=blue,',
  ),
  text('{{ .Labels }} {{ len .Annotations }}', 'map[modelClass:mlserver_sklearn.SKLearnModel team:blue] 5'),
  text('{{ printf "%s|%v" .Labels.missing .Labels.missing }}', '%!s(&lt;nil&gt;)|&lt;nil&gt;'),
  text('{{`{{`}} .x }} {{"<+>"}}', '{{ .x }} &lt;&#43;&gt;'),
  text('{{`\\u003cb\\u003e`}}', '\\u003cb\\u003e'),
  text('{{ $x := .Annotations.odd }}{{ $x = "+" }}{{ $x }}', '&#43;'),

  text('{{ .Annotations.odd | html }}', 'Qwen2.5+lora&amp;x &#39;q&#39; &#34;p&#34; &lt;b&gt;\ufffd'),
  text('{{ html .Annotations.odd "&" 1 2 }}', 'Qwen2.5+lora&amp;x &#39;q&#39; &#34;p&#34; &lt;b&gt;\ufffd&amp;1 2'),
  text('{{ html .Labels.missing }} {{ .Labels.missing | html }} {{ html }}', '&lt;nil&gt; &lt;no value&gt; '),
  text(
    '{{ "a b&" | urlquery }} {{ urlquery "a b" "c" }} {{ urlquery .Labels.missing }}',
    'a&#43;b%26 a&#43;bc %3Cnil%3E',
  ),
  text('{{ if html "<" }}{{ (html "<") }}{{ end }}', '&amp;lt;'),
  text('{{ js "a\'b" }}', 'a\\&#39;b'),
  text('{{ print "a" 1 2 }}{{ println 3 }}', 'a1 23\n'),
  text('{{ $x := html "<" | print }}{{ $x }}', '&amp;lt;'),

  text('{{ block `a` .Name }}{{ . }}+{{ "+" }}{{ end }}', 'granite+&#43;'),
  text('{{ define `a` }}{{ html "<" | print }}{{ end }}a', 'a'),
  text('{{ range .Labels }}{{ break }}{{ html 1 | print }}{{ template `none` }}{{ end }}', ''),
  text('{{ range .Labels }}{{ if . }}{{ continue }}{{ else }}{{ break }}{{ end }}{{ html 1 | print }}{{ end }}', ''),
];

export const ERRORS: readonly KnownCase[] = [
  error('{{ index .Annotations \\"aml-model-repo\\" }}', 'unexpected "\\\\" in operand'),
  error('{{ .Name\\n }}', 'bad character U+005C'),
  error('{{ messages }}', 'function "messages" not defined'),
  error('{%- if x -%}{{ raise_exception(1) }}', 'function "raise_exception" not defined'),
  error('{{ .Spec.Predictor }}', "can't evaluate field Spec in type"),
  error('{{ .name }}', "can't evaluate field name in type"),
  error('{{ .GetName }}', "can't evaluate field GetName in type"),
  error('{{ .Labels.team.x }}', "can't evaluate field x in type string"),
  error('{{ index .Labels 1 }}', 'value has type int; should be string'),
  error('{{ html .Name | print }}', 'predefined escaper "html" disallowed in template'),
  error('{{ if .Labels.missing }}{{ .Name | urlquery | print }}{{ end }}', 'predefined escaper "urlquery" disallowed'),
  error('{{ if .Labels.missing }}{{ template `none` }}{{ end }}', 'no such template "none"'),
  error('{{ block `a` . }}{{ template `none` }}{{ end }}', 'no such template "none"'),
  error('{{ define `container-tmpl` }}a{{ end }}b', 'multiple definition of template "container-tmpl"'),
  error('{{ if .Name }}', 'unexpected EOF'),
];
