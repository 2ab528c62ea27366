// An AWS name in camel case to the words in it, and those words to the one key under which people's spellings meet:
// `DeleteDBInstances` → Delete + "dbinstance", and "db instances", "DB-instance" or "dbinstance" give the same key.

const WORDS = /[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+\d*|[A-Z]+\d*|\d+/g;

/** Words whose last letters only look like an English plural, or whose plural is irregular. */
const SINGULAR: ReadonlyMap<string, string> = new Map([
  ['alias', 'alias'],
  ['aliases', 'alias'],
  ['statuses', 'status'],
  ['indices', 'index'],
  ['indexes', 'index'],
  ['buses', 'bus'],
  ['data', 'data'],
  ['kinesis', 'kinesis'],
  ['kubernetes', 'kubernetes'],
  ['aws', 'aws'],
  ['canaries', 'canary'],
  ['caches', 'cache'],
  ['attaches', 'attach'],
  ['queries', 'query'],
  ['redis', 'redis'],
  ['vpcs', 'vpc'],
  ['amis', 'ami'],
  ['enis', 'eni'],
  ['eips', 'eip'],
  ['ips', 'ip'],
  ['dbs', 'db'],
  ['vms', 'vm'],
  ['ecs', 'ecs'],
  ['eks', 'eks'],
]);

/** Words of a camel-case name, as written: `CreateNatGateway` → Create, Nat, Gateway. */
export function splitName(name: string): readonly string[] {
  return name.match(WORDS) ?? [];
}

/** First words that say how a call is made, not what it does: `BatchDeleteImage` deletes, `AdminDisableUser` disables. */
const MANNER = new Set(['Batch', 'Admin', 'Bulk']);

/** The verb of an action's name, and the words after it. */
export function verbAndNoun(name: string): readonly [verb: string, ...noun: readonly string[]] {
  const [verb = name, ...rest] = splitName(name);
  const [next, ...others] = rest;
  return MANNER.has(verb) && next !== undefined ? [next, ...others] : [verb, ...rest];
}

/** One word in lower case and in the singular, as far as names of AWS need it. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  const known = SINGULAR.get(lower);
  if (known !== undefined) return known;
  if (lower.length < 4 || !lower.endsWith('s')) return lower;
  if (/(?:ss|us|is)$/.test(lower)) return lower;
  if (lower.endsWith('ies') && lower.length > 4) return `${lower.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|zz)es$/.test(lower)) return lower.slice(0, -2);
  return lower.slice(0, -1);
}

/** The key of a noun phrase: each word in the singular, joined without a gap. */
export function nounKey(words: readonly string[]): string {
  return words.map(singular).join('');
}
