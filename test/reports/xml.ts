import { DOMParser } from '@xmldom/xmldom';

/** An element of XML, read by somebody else's reader. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** @throws Error if the text is no well-formed XML */
export function parseXml(xml: string): XmlElement {
  const parser = new DOMParser({
    onError: (level, message) => {
      // A replacement character is a character as any other, whoever wrote it.
      if (level === 'warning' && message.startsWith('Unicode replacement character')) return;
      throw new Error(`${level}: ${message}`);
    },
  });
  const { documentElement } = parser.parseFromString(xml, 'text/xml');
  if (documentElement === null) throw new Error('there is no element');
  return elementOf(documentElement);
}

type DomElement = NonNullable<ReturnType<DOMParser['parseFromString']>['documentElement']>;

function elementOf(element: DomElement): XmlElement {
  return {
    name: element.tagName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    children: [...element.children].map(elementOf),
    text: element.textContent ?? '',
  };
}
