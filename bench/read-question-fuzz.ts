// Reads generated texts and reports what must not be: `npx tsx bench/read-question-fuzz.ts [texts] [seed]`, 100,000 texts
// unless told. A crash, a text whose fastest of 5 readings takes too long, a window that is inverted or in the future, or
// a condition that holds for every event is a failure, printed with its text. Run by hand on an idle machine.
import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import type { QuestionReading } from '../src/domain/question.ts';
import { readQuestion } from '../src/question/read-question.ts';
import { anyText, HOSTILE } from '../test/question/any-text.ts';

const TEXTS = Number(process.argv[2] ?? 100_000);
const SEED = Number(process.argv[3] ?? Date.now() % 1_000_000);
/** Texts generated at a time. */
const BATCH = 1_000;
/** Texts read before anything is timed. */
const WARM_UP = 300;
const FASTEST_OF = 5;
const LIMIT_MS = 50;
/** Failures of one kind that are printed. */
const SHOWN = 10;
const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'Europe/Madrid', locale: 'en-GB' };

interface Timed {
  readonly ms: number;
  readonly text: string;
}

const failures = new Map<string, string[]>();
let slowest: Timed = { ms: 0, text: '' };
let read = 0;
let accepted = 0;

function fail(kind: string, text: string): void {
  failures.set(kind, [...(failures.get(kind) ?? []), text]);
}

/** Milliseconds of the fastest reading: the first if it is fast enough, else the fastest of five. */
function timed(text: string): { readonly reading: QuestionReading; readonly ms: number } {
  let best = Number.POSITIVE_INFINITY;
  let reading: QuestionReading | null = null;
  for (let run = 0; run < FASTEST_OF && best > LIMIT_MS; run++) {
    const from = performance.now();
    reading = readQuestion(text, asked);
    best = Math.min(best, performance.now() - from);
  }
  if (reading === null) throw new Error('not read');
  return { reading, ms: best };
}

function check(text: string): void {
  read += 1;
  try {
    const { reading, ms } = timed(text);
    if (ms > slowest.ms) slowest = { ms, text };
    if (ms > LIMIT_MS) fail(`slower than ${LIMIT_MS} ms, fastest of ${FASTEST_OF}`, `${ms.toFixed(0)} ms: ${text}`);
    if (!reading.ok) {
      if (reading.problems.length === 0) fail('refused without a problem', text);
      return;
    }
    accepted += 1;
    const { window, test } = reading.question;
    if (test.kind === 'always') fail('asks for any event', text);
    if (window?.from != null && !(Date.parse(window.from) < Date.parse(window.to))) fail('inverted window', text);
    if (window !== null && Date.parse(window.to) > asked.now) fail('future window', text);
  } catch (error) {
    fail('crash', `${String(error)} in ${JSON.stringify(text)}`);
  }
}

// Warm first: the compiler is not what is measured.
for (const text of fc.sample(anyText, { numRuns: WARM_UP, seed: SEED - 1 })) readQuestion(text, asked);
const started = performance.now();
for (const unit of HOSTILE) check(unit.repeat(Math.ceil(4_000 / unit.length)).slice(0, 4_000));
for (let batch = 0; read < TEXTS; batch++) {
  const numRuns = Math.min(BATCH, TEXTS - read);
  for (const text of fc.sample(anyText, { numRuns, seed: SEED + batch })) check(text);
}
const seconds = ((performance.now() - started) / 1_000).toFixed(0);
process.stdout.write(
  `${read} texts in ${seconds} s (seed ${SEED}): ${accepted} read, ${read - accepted} refused; slowest ${slowest.ms.toFixed(1)} ms: ${JSON.stringify(slowest.text.slice(0, 200))}\n`,
);
for (const [kind, texts] of failures) {
  process.stdout.write(`${kind}: ${texts.length}\n`);
  for (const text of texts.slice(0, SHOWN)) process.stdout.write(`  ${JSON.stringify(text.slice(0, 400))}\n`);
}
if (failures.size === 0) process.stdout.write('no failure\n');
process.exitCode = failures.size === 0 ? 0 : 1;
