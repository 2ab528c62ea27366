// Times reading one question, warm: `npx tsx bench/read-question.ts [rounds]`. Prints the cold start and percentiles.
// Run by hand on an idle machine; no test depends on it.
import { performance } from 'node:perf_hooks';
import { questionExamples } from '../src/question/examples.ts';
import { readQuestion } from '../src/question/read-question.ts';

const ROUNDS = Number(process.argv[2] ?? 20);
const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'Europe/Madrid', locale: 'en-GB' };
const texts = questionExamples.flatMap(({ examples }) => examples.map(({ text }) => text));

const coldFrom = performance.now();
readQuestion(texts[0] ?? 'who deleted bucket x', asked);
const cold = performance.now() - coldFrom;

for (const text of texts) readQuestion(text, asked);
const times: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  for (const text of texts) {
    const from = performance.now();
    readQuestion(text, asked);
    times.push(performance.now() - from);
  }
}
times.sort((a, b) => a - b);
const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2);
process.stdout.write(
  `first question ${cold.toFixed(0)} ms; ${times.length} more: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms\n`,
);
