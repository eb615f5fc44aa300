import type { JsonValue } from './manifest';

/** Sets a property by any name: one called `__proto__` would be taken for the prototype otherwise. */
export function setProperty(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
