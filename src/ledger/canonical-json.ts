// A flat record → the one JSON text it has: keys in code-unit order, no spaces. What the ledger's hashes are taken over.

export type Flat = string | number | boolean | null;

/** Canonical JSON of a value of scalars and objects of scalars. Throws on a number JSON cannot say. */
export function canonicalJson(
  value: Flat | { readonly [key: string]: Flat | { readonly [key: string]: Flat } },
): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`the ledger cannot hold the number ${value}`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`).join(',')}}`;
}
