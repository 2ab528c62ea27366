import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/answer.ts';
import { contractLine, toContractJson } from '../../src/render/json.ts';
import {
  failed,
  HOSTILE,
  hostileAnswer,
  nobodyIncomplete,
  refusal,
  sampleAnswer,
  sampleDenied,
  sampleEvent,
  threeGroups,
} from './sample-replies.ts';

const KEYS = [
  ...['id', 'status', 'question', 'assumptions', 'problems', 'window', 'done', 'attempted', 'related', 'actors'],
  ...['source_ips', 'tools', 'event_names', 'sentence', 'receipt'],
];
const RECEIPT_KEYS = [
  ...[
    'sources',
    'accounts',
    'regions',
    'events_examined',
    'files_read',
    'duplicates',
    'delivered_to',
    'gaps',
    'complete',
  ],
];

const REPLIES: readonly (readonly [string, Reply])[] = [
  ['answered', threeGroups],
  ['incomplete', nobodyIncomplete],
  ['refused', refusal],
  ['failed', failed],
];

describe('the machine-readable answer', () => {
  it.each(REPLIES)('has every field of the contract in its order: %s', async (name, reply) => {
    const json = toContractJson(reply, 'q1');
    expect(Object.keys(json).slice(0, KEYS.length)).toEqual(KEYS);
    expect(Object.keys(json.receipt)).toEqual(RECEIPT_KEYS);
    expect(JSON.stringify(json)).not.toContain('undefined');
    await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(`golden/json-${name}.json`);
  });

  it('has no id where none was given', () => {
    expect('id' in toContractJson(threeGroups)).toBe(false);
  });

  it('says where and with what it was done, and not how somebody else tried', () => {
    const done = [sampleEvent(1, { tool: 'console', sourceIp: '192.0.2.1' })];
    const attempted = [sampleDenied(0, { tool: 'terraform', sourceIp: '192.0.2.2' })];
    expect(toContractJson(sampleAnswer({ done, attempted }))).toMatchObject({
      tools: ['console'],
      source_ips: ['192.0.2.1'],
    });
    expect(toContractJson(sampleAnswer({ done: [], attempted }))).toMatchObject({ tools: ['terraform'] });
  });

  it('lists each name once and leaves out what the records lack', () => {
    const done = [sampleEvent(0), sampleEvent(1, { sourceIp: null }), sampleEvent(2, { eventName: 'StopInstances' })];
    expect(toContractJson(sampleAnswer({ done }))).toMatchObject({
      event_names: ['ec2:TerminateInstances', 'ec2:StopInstances'],
      source_ips: ['192.0.2.10'],
    });
  });

  it('keeps event names as AWS wrote them', () => {
    const done = [sampleEvent(0, { service: 'lambda', eventName: 'CreateFunction20150331', action: 'CreateFunction' })];
    expect(toContractJson(sampleAnswer({ done })).event_names).toEqual(['lambda:CreateFunction20150331']);
  });

  it('is one line that a terminal only prints, and reads back as the same', () => {
    const reply = hostileAnswer(`${HOSTILE}\n\u0085\u{E0041}`);
    const line = contractLine(reply, 'q1');
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(toContractJson(reply, 'q1'))));
  });
});
