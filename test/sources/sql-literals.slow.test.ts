// Whatever people type reaches Lake as that text and nothing else. The statements are executed, not looked at.
// WHODID_SQL_RUNS sets how many hostile texts are tried; the suite tries a few hundred.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventTest } from '../../src/domain/question.ts';
import { trinoLiteral } from '../../src/sources/sql/literal.ts';
import { record } from '../archive/sample-logs.ts';
import { type LakeStage, lakeStage, STORE } from './lake/stage.ts';
import { hostileText } from './sql/hostile-texts.ts';
import { runStatement } from './sql/run-statement.ts';
import { statementFor } from './sql/statement-for.ts';

const RUNS = Number(process.env.WHODID_SQL_RUNS ?? 500);
const CHARACTERS_MAX = 8_000;
const TIME = '2026-11-10T10:00:00Z';

const texts = [...new Set(fc.sample(hostileText, { numRuns: RUNS, seed: 20261120 }))];
/** One event in the log of an "account" of each name, so that a condition on it must find that one and no other. */
const events = texts.map((text, at) => ({ ...record({ id: `e${at}`, time: TIME }), recipientAccountId: text }));

let here: LakeStage;
beforeAll(async () => {
  here = await lakeStage({ events: [...events, record({ id: 'plain', time: TIME, account: '111122223333' })] });
});
afterAll(() => here.close());

/** As many at a time as a statement takes; a literal alone may be longer. */
function batches(longOf: (text: string) => number): readonly (readonly number[])[] {
  const found: number[][] = [[]];
  let length = 0;
  for (const [at, text] of texts.entries()) {
    length += longOf(text);
    if (length > CHARACTERS_MAX && found.at(-1)?.length !== 0) {
      found.push([]);
      length = longOf(text);
    }
    found.at(-1)?.push(at);
  }
  return found;
}

const textAt = (at: number): string => texts[at] ?? '';

describe('hostile texts', () => {
  it('come back from Lake as they were written, each letter of them', async () => {
    for (const batch of batches((text) => trinoLiteral(text).length + 10)) {
      const columns = batch.map((at) => `${trinoLiteral(`x${textAt(at)}`)} AS c${at}`).join(', ');
      const sql = `SELECT ${columns} FROM ${STORE} WHERE eventid = 'plain'`;
      expect(/^[\x20-\x7e]*$/.test(sql)).toBe(true);
      expect(await runStatement(here.client, sql)).toEqual([
        Object.fromEntries(batch.map((at) => [`c${at}`, `x${textAt(at)}`])),
      ]);
    }
  });

  it('find the events that bear them, and no other', async () => {
    for (const batch of batches((text) => trinoLiteral(text).length + 80)) {
      const tests = batch.map((at): EventTest => ({ kind: 'account', account: textAt(at) }));
      const rows = await runStatement(here.client, statementFor({ kind: 'any', tests }));
      expect(rows.map(({ eventid }) => eventid).sort()).toEqual(batch.map((at) => `e${at}`).sort());
    }
  });

  it('are refused by nobody wherever a question can hold a text', async () => {
    const kinds: readonly ((text: string) => EventTest)[] = [
      (name) => ({ kind: 'action', service: name, name }),
      (service) => ({ kind: 'service', service }),
      (region) => ({ kind: 'region', region }),
      (ip) => ({ kind: 'source-ip', ip }),
      (value) => ({ kind: 'value', value }),
      (text) => ({ kind: 'resource', resource: { text, form: 'name', type: null, tokens: [], partial: false } }),
      (text) => ({ kind: 'actor', resource: { text, form: 'arn', type: null, tokens: [], partial: false } }),
    ];
    const sample = texts.slice(0, 40);
    for (const [at, text] of sample.entries()) {
      const of = kinds[at % kinds.length];
      if (of !== undefined) await runStatement(here.client, statementFor(of(text)));
    }
  });

  it('cannot be halves of characters: those are left out of the statement', () => {
    expect(() => trinoLiteral('\ud800')).toThrow('surrogate');
    expect(statementFor({ kind: 'account', account: 'x\udc00' })).not.toContain('recipientaccountid');
  });
});
