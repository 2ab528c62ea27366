// One decompressed log file → the raw records in it, whatever the container: {"Records":[…]}, a list, one record,
// newline-delimited JSON. A file that breaks off still gives the records that came whole, and says where it broke.
import { isObject } from './json.ts';

export interface ContainerReading {
  readonly records: readonly unknown[];
  /** What is wrong with the file, as a clause; null when it was read whole. */
  readonly problem: string | null;
}

const EMPTY: ContainerReading = { records: [], problem: null };

export function readContainer(content: string): ContainerReading {
  const trimmed = content.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return EMPTY;
  const whole = parse(trimmed);
  if (whole.ok) return ofValue(whole.value);
  const lines = trimmed.split('\n').filter((line) => line.trim() !== '');
  const first = parse(lines[0] ?? '');
  return first.ok && lines.length > 1 && isObject(first.value) ? ofLines(lines) : ofBroken(trimmed);
}

function ofValue(value: unknown): ContainerReading {
  if (Array.isArray(value)) return { records: value.flatMap(unwrap), problem: null };
  if (!isObject(value)) return { records: [], problem: 'holds no CloudTrail records' };
  if (Array.isArray(value.Records)) return { records: value.Records, problem: null };
  if ('eventName' in value || 'eventSource' in value) return { records: [value], problem: null };
  // Digest files say which log files were delivered; they hold no events themselves.
  if ('digestStartTime' in value || 'digestS3Bucket' in value) return EMPTY;
  const wrapped = unwrap(value);
  return wrapped[0] === value
    ? { records: [], problem: 'holds no CloudTrail records' }
    : { records: wrapped, problem: null };
}

/** Exports wrap a record: LookupEvents as a string in `CloudTrailEvent`, EventBridge in `detail`. */
function unwrap(value: unknown): readonly unknown[] {
  if (!isObject(value)) return [value];
  if (Array.isArray(value.Records)) return value.Records;
  if (typeof value.CloudTrailEvent === 'string') {
    const inner = parse(value.CloudTrailEvent);
    return inner.ok ? [inner.value] : [value];
  }
  if (Array.isArray(value.Events)) return value.Events.flatMap(unwrap);
  return isObject(value.detail) && 'eventName' in value.detail ? [value.detail] : [value];
}

function ofLines(lines: readonly string[]): ContainerReading {
  const records: unknown[] = [];
  let broken = 0;
  for (const line of lines) {
    const read = parse(line);
    if (read.ok) records.push(...unwrap(read.value));
    else broken += 1;
  }
  return { records, problem: broken === 0 ? null : `has ${broken} line(s) that are not whole JSON` };
}

/** Takes the whole records out of a `Records` list that breaks off: a scan by bracket depth, strings respected. */
function ofBroken(content: string): ContainerReading {
  const start = /^\s*\{\s*"Records"\s*:\s*\[|^\s*\[/.exec(content);
  if (start === null) return { records: [], problem: 'is not JSON' };
  const records: unknown[] = [];
  let depth = 0;
  let from = -1;
  let inString = false;
  for (let i = start[0].length; i < content.length; i++) {
    const char = content[i];
    if (inString) {
      if (char === '\\') i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      if (depth === 0) from = i;
      depth += 1;
    } else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth !== 0 || from < 0) continue;
      const read = parse(content.slice(from, i + 1));
      if (read.ok) records.push(...unwrap(read.value));
      from = -1;
    }
  }
  return { records, problem: `breaks off after ${records.length} whole record(s)` };
}

function parse(content: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(content) };
  } catch {
    return { ok: false };
  }
}
