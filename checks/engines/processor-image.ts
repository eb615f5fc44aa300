import { imageReference } from '../../kubernetes/image-reference';

const FOR_PROCESSORS = /[-/](?:cpu|xeon)(?:[-.]|$)/;

/** Whether an image of an engine is built for processors alone, as its repository or its tag says. */
export function isForProcessors(image: string): boolean {
  const { repository, tag = '' } = imageReference(image);
  return FOR_PROCESSORS.test(repository) || FOR_PROCESSORS.test(`-${tag}`);
}
