/** What Node throws where the operating system refuses. */
export interface SystemError {
  readonly code: string;
  readonly message: string;
}

/** Asked by shape: inside of test runners, errors of the file system are no instances of the global `Error`. */
export function isSystemError(error: unknown): error is SystemError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'message' in error &&
    typeof error.message === 'string'
  );
}
