import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import { csvColumns, renderCsv, renderCsvRows } from '../../src/render/csv.ts';
import { hostileRuns, hostileText } from './hostile-text.ts';
import {
  HOSTILE,
  hostileAnswer,
  manyRows,
  nobodyComplete,
  sampleAnswer,
  sampleDenied,
  threeGroups,
} from './sample-replies.ts';

/** A reader of RFC 4180 that knows nothing of how it was written. */
function read(csv: string): string[][] {
  const rows: string[][] = [];
  for (const [, row = ''] of csv.matchAll(/((?:"(?:[^"]|"")*"(?:,|(?=\r\n)))+)\r\n/g)) {
    rows.push([...row.matchAll(/"((?:[^"]|"")*)"/g)].map((field) => (field[1] ?? '').replaceAll('""', '"')));
  }
  return rows;
}

function column(answer: Answer, name: string): readonly string[] {
  const at = csvColumns.findIndex((each) => each.name === name);
  return read(renderCsv(answer, { bom: false }))
    .slice(1)
    .map((row) => row[at] ?? 'missing');
}

describe('the CSV of an answer', () => {
  it.each([
    ['three-groups', threeGroups],
    ['hostile', hostileAnswer(HOSTILE)],
    ['no-rows', nobodyComplete],
  ])('looks as it was agreed: %s', async (name, answer) => {
    await expect(renderCsv(answer, { bom: false })).toMatchFileSnapshot(`golden/csv-${name}.csv`);
  });

  it('has a row for every event, in the order done, attempted, related', () => {
    expect(column(threeGroups, 'result')).toEqual(['accepted', 'attempted', 'attempted', 'related']);
    expect(column(threeGroups, 'human')).toEqual(['Sample Person (likely)', '', '', '']);
  });

  it('names every column once and says what each holds', () => {
    expect(new Set(csvColumns.map((each) => each.name)).size).toBe(csvColumns.length);
    for (const each of csvColumns) {
      expect(each.name).toMatch(/^[a-z_]+$/);
      expect(each.about.length, each.name).toBeGreaterThan(3);
    }
  });

  it('begins with a byte order mark only when asked to', () => {
    expect(renderCsv(threeGroups, { bom: true }).startsWith('\uFEFF"result",')).toBe(true);
    expect(renderCsv(threeGroups, { bom: false }).startsWith('"result",')).toBe(true);
  });

  it('comes in chunks that together are the whole', () => {
    const answer = manyRows(3000);
    const chunks = [...renderCsvRows(answer)];
    expect(chunks.length).toBe(1 + 6 + 2);
    expect(read(chunks.join('')).length).toBe(1 + 4000);
  });

  it('writes no token of a message and no secret', () => {
    const message = 'Denied: https://s3.example/x?X-Amz-Security-Token=SECRETSECRET&X-Amz-Signature=deadbeef';
    const denied = sampleDenied(0, { outcome: { kind: 'attempted', reason: 'denied', code: 'AccessDenied', message } });
    expect(column(sampleAnswer({ done: [], attempted: [denied] }), 'error_message')).toEqual([
      'Denied: https://s3.example/x?X-Amz-Security-Token=<removed>&X-Amz-Signature=<removed>',
    ]);
  });

  it('keeps its shape and starts no formula, whatever the events say', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const rows = read(renderCsv(hostileAnswer(text), { bom: false }));
        expect(rows.map((row) => row.length)).toEqual(Array.from({ length: 5 }, () => csvColumns.length));
        for (const field of rows.flat()) expect(field).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/u);
      }),
      hostileRuns(200),
    );
  });
});
