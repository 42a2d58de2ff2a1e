import { bytes } from './bytes.ts';
import { count } from './numbers.ts';

/** A figure of a job's result, by its name: those that count bytes are sizes. */
export function measured(name: string, value: number): string {
  return name.split('_').includes('bytes') ? bytes(value) : count(value);
}
