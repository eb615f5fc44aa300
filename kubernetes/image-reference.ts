/** The parts of an image's name. */
export interface ImageReference {
  /** With its registry, if it states one. */
  readonly repository: string;
  readonly tag?: string;
  /** Such as `sha256:…`. */
  readonly digest?: string;
}

/** @see https://github.com/distribution/reference/blob/main/reference.go */
export function imageReference(image: string): ImageReference {
  const [name = '', digest] = image.split('@');
  const [, repository = '', tag] = /^(.*?)(?::([^:/]+))?$/.exec(name) ?? [];
  return { repository, tag, digest };
}
