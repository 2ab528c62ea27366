// One value of a record → the whole names in it, for completing a shortened one. Unlike tokens, parts of names are not
// names.
import { identifierTokens } from '../records/identifier.ts';

/** Longer names are nothing one would start to type. */
const LENGTH_MAX = 256;

/** Lower case. An ARN is also known by its last part, when that is a name by itself. */
export function namesIn(value: string): readonly string[] {
  const [whole, ...forms] = identifierTokens(value);
  if (whole === undefined) return [];
  const names = whole.startsWith('arn:') ? [whole, ...forms.filter((form) => !/[/:]/.test(form))] : [whole];
  return names.filter((name) => name.length <= LENGTH_MAX);
}
