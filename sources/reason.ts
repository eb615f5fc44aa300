/** What an error says. Inside of test runners, those of the file system are no instances of the global `Error`. */
export function reasonOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
