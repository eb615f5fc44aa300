import { identityInWords } from '../../kubernetes/object-identity';
import { code, escaped } from '../../reports/markdown-text';
import { RISKS } from '../review';
import type { Review, Risk } from '../review';

/** As many risks are told; the rest stands with the objects, at a terminal. */
const MOST_RISKS = 20;

/** Risks of all objects, the worst first; those that many share are told once. */
export function risksOf({ clusters }: Pick<Review, 'clusters'>): string {
  const byText = new Map<string, { readonly risk: Risk; readonly objects: string[] }>();
  const add = (risk: Risk, object: string): void => {
    const key = `${risk.id}\n${risk.problem}`;
    const known = byText.get(key);
    if (known === undefined) byText.set(key, { risk, objects: [object] });
    else known.objects.push(object);
  };
  for (const { objects } of clusters) {
    for (const { object, risks, users } of objects) {
      for (const risk of risks) add(risk, identityInWords(object));
      for (const user of users) for (const risk of user.risks) add(risk, identityInWords(user.object));
    }
  }
  const told = [...byText.values()].sort((one, other) => RISKS.indexOf(one.risk.id) - RISKS.indexOf(other.risk.id));
  const lines = told.map(({ risk, objects: [first = '', ...others] }) => {
    const more = others.length === 0 ? '' : ` and ${others.length} more, each by itself`;
    return `- **${risk.id}** ${code(first)}${more}: ${escaped(risk.problem)}. ${escaped(risk.mend)}`;
  });
  if (lines.length === 0) return '';
  const left = lines.length > MOST_RISKS ? [`- …and ${lines.length - MOST_RISKS} more`] : [];
  return ['**Risks**', '', ...lines.slice(0, MOST_RISKS), ...left].join('\n');
}
