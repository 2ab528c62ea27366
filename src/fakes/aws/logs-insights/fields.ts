// A record → the fields Logs Insights discovers in it: dotted paths, booleans as 1 and 0, the first two hundred.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
import { type Dict, isDict } from '../json.ts';
import { LOGS_INSIGHTS } from '../limits.ts';

export type Field = string | number;

/** In the order of the record; null is no field. */
export function fieldsOf(record: Dict): ReadonlyMap<string, Field> {
  const found = new Map<string, Field>();
  gather(record, '', found);
  return found;
}

function gather(value: unknown, path: string, found: Map<string, Field>): void {
  if (found.size >= LOGS_INSIGHTS.fieldsMost || value === null || value === undefined) return;
  if (Array.isArray(value) || isDict(value)) {
    for (const [key, inner] of Object.entries(value)) gather(inner, path === '' ? key : `${path}.${key}`, found);
    return;
  }
  found.set(path, typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : String(value));
}
