export function canonicalQuantity(text: string | number): string | undefined {
  return String(text);
}
