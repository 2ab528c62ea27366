// How long one reading of date words takes, warm: `npx tsx bench/read-window.ts`. Every phrase of the hand-written tables,
// alone and inside a question, several rounds; p50, p99 and the slowest phrases. By hand only: no test depends on a time.
import { readWindow } from '../src/question/window/index.ts';
import { englishNewYork } from '../test/question/window-cases/english-new-york.ts';
import { french, german, japanese, portuguese, spanish } from '../test/question/window-cases/other-languages.ts';
import { noDates, refused } from '../test/question/window-cases/refused.ts';
import { casesOf, type WindowTable } from '../test/question/window-cases/window-case.ts';

const ROUNDS = 20;
const SLOWEST_SHOWN = 8;

const texts = (table: WindowTable) =>
  casesOf(table).flatMap(({ phrase }) => [
    { text: phrase, table },
    { text: `who terminated i-0abc1234def567890 or arn:aws:iam::111122223333:role/sample ${phrase}?`, table },
  ]);
const all = [
  ...[englishNewYork, german, french, spanish, japanese, portuguese].flatMap(texts),
  ...[...noDates, ...refused.map(({ text }) => text)].map((text) => ({ text, table: englishNewYork })),
  { text: `who deleted it ${'since the thing that was on a day of the '.repeat(20)} yesterday`, table: englishNewYork },
];

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const ms = (value: number): string => `${value.toFixed(3)} ms`;

const byText = new Map<string, number[]>();
for (let round = -3; round < ROUNDS; round += 1) {
  for (const { text, table } of all) {
    const start = performance.now();
    readWindow(text, { now: Date.parse(table.now), zone: table.zone, locale: table.locale });
    const took = performance.now() - start;
    if (round >= 0) byText.set(text, [...(byText.get(text) ?? []), took]);
  }
}
const times = [...byText.values()].flat().sort((a, b) => a - b);
const medians = [...byText].map(([text, values]) => ({
  text,
  median: quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  ),
}));
const typical = medians.map(({ median }) => median).sort((a, b) => a - b);
const report = [
  `${byText.size} texts, ${ROUNDS} rounds: p50 ${ms(quantile(times, 0.5))}, p99 ${ms(quantile(times, 0.99))}, most ${ms(times.at(-1) ?? 0)}`,
  `each text's median: p50 ${ms(quantile(typical, 0.5))}, p99 ${ms(quantile(typical, 0.99))} (free of what else the machine was doing)`,
  ...medians
    .sort((a, b) => b.median - a.median)
    .slice(0, SLOWEST_SHOWN)
    .map(({ text, median }) => `${ms(median)}  ${text.slice(0, 90)}`),
];
process.stdout.write(`${report.join('\n')}\n`);
