/** What a tag or a revision leads to, or why that is not known, as a part of a sentence. */
export type Resolution =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: string };

export function failed(problem: string): Resolution {
  return { ok: false, problem };
}
