import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ACCOUNTS, OUTSIDE_ACCOUNT_ID, REGIONS } from '../../src/demo/organisation/accounts.ts';
import { generateOrganisation } from '../../src/demo/organisation/generate-organisation.ts';
import { writeOrganisation } from '../../src/demo/organisation/write-organisation.ts';
import type { JsonObject } from '../../src/domain/audit-event.ts';

const NOW = Date.parse('2026-11-22T10:07:00Z');
const DAY = 86_400_000;
const EVENTS = 8_000;

const files = [...generateOrganisation({ now: NOW, events: EVENTS })];
const records = files.flatMap((file) => file.records);
const byId = new Map<unknown, JsonObject>(records.map((record) => [record.eventID, record]));
const times = records.map((record) => Date.parse(String(record.eventTime)));
const text = JSON.stringify(records);

/** The distinct first groups of a pattern over all records' text. */
function found(pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
}

describe('the sample organisation', () => {
  it('is the same, byte for byte, for the same seed and now', () => {
    expect(JSON.stringify([...generateOrganisation({ now: NOW, events: EVENTS })])).toBe(JSON.stringify(files));
  });

  it('is another one for another seed', () => {
    const other = [...generateOrganisation({ now: NOW, events: 600, seed: 2 })].flatMap((file) => file.records);
    expect(other.filter((record) => byId.has(record.eventID))).toEqual([]);
  });

  it('holds exactly the events asked for, each id once but for copies that are equal', () => {
    expect(byId.size).toBe(EVENTS);
    const copies = records.length - byId.size;
    expect(copies).toBeGreaterThan(0);
    expect(copies).toBeLessThan(EVENTS / 50);
    for (const record of records) expect(JSON.stringify(record)).toBe(JSON.stringify(byId.get(record.eventID)));
  });

  it('lies wholly in the ninety days before now', () => {
    expect(Math.min(...times)).toBeGreaterThanOrEqual(NOW - 90 * DAY);
    expect(Math.max(...times)).toBeLessThan(NOW);
    expect(Math.max(...times)).toBeGreaterThan(NOW - DAY);
  });

  it('delivers every event two to ten minutes late, never after now', () => {
    for (const file of files) {
      const stamp = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[A-Za-z0-9]{16}\.json\.gz$/.exec(file.path);
      expect(stamp, file.path).not.toBeNull();
      const [, year, month, day, hour, minute] = stamp ?? [];
      const delivered = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
      expect(delivered).toBeLessThanOrEqual(NOW);
      const minutesLate = file.records.map((record) => (delivered - Date.parse(String(record.eventTime))) / 60_000);
      expect(Math.min(...minutesLate)).toBeGreaterThanOrEqual(2);
      expect(Math.max(...minutesLate)).toBeLessThanOrEqual(10);
    }
  });

  it('puts a record in the folder of its account, Region and delivery day', () => {
    for (const file of files) {
      const path =
        /^AWSLogs\/o-sampleorg1\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/\1_CloudTrail_\2_\3\4\5T/;
      const [, account, region] = path.exec(file.path) ?? [];
      expect(file.records.map((record) => record.recipientAccountId)).toEqual(file.records.map(() => account));
      expect(file.records.map((record) => record.awsRegion)).toEqual(file.records.map(() => region));
    }
    expect(new Set(files.map((file) => file.path)).size).toBe(files.length);
  });

  it('names no account, mail address, public IP or Region but the sample’s', () => {
    const own = ACCOUNTS.map((account) => account.id);
    expect(found(/"(?:accountId|recipientAccountId|ownerId|owner|registryId)":"(\d+)"/g)).toEqual([...own].sort());
    expect(found(/arn:aws:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/g)).toEqual([...own].sort());
    expect(text).toContain(OUTSIDE_ACCOUNT_ID);
    expect(found(/@([a-z]+\.[a-z.]+)/g)).toEqual(['example.com']);
    const documentation = /^(10\.0\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/;
    for (const ip of found(/"sourceIPAddress":"(\d+\.\d+\.\d+\.\d+)"/g)) expect(ip).toMatch(documentation);
    expect(found(/"awsRegion":"([^"]+)"/g)).toEqual([...REGIONS].sort());
  });

  it('reads far more than it writes, and works on weekdays', () => {
    const writes = records.filter((record) => record.readOnly === false);
    expect(writes.length / records.length).toBeGreaterThan(0.02);
    expect(writes.length / records.length).toBeLessThan(0.2);
    const people = records.filter((record) => JSON.stringify(record.userIdentity).includes('ben@example.com'));
    const weekdays = people.map((record) => new Date(String(record.eventTime)).getUTCDay());
    expect(people.length).toBeGreaterThan(50);
    expect(weekdays.filter((day) => day === 6).length / people.length).toBeLessThan(0.05);
  });

  it('holds what makes reading trails hard: service events, data events, both spellings of denial, no error code', () => {
    expect(found(/"eventType":"([^"]+)"/g)).toEqual(['AwsApiCall', 'AwsConsoleSignIn', 'AwsServiceEvent']);
    expect(found(/"eventCategory":"([^"]+)"/g)).toEqual(['Data', 'Management']);
    expect(found(/"errorCode":"([^"]+)"/g)).toEqual(
      expect.arrayContaining(['AccessDenied', 'BucketNotEmpty', 'Client.UnauthorizedOperation', 'ThrottlingException']),
    );
    expect(text).toContain('HIDDEN_DUE_TO_SECURITY_REASONS');
    expect(text).toContain('@here');
    expect(found(/"eventVersion":"([^"]+)"/g)).toEqual(['1.08', '1.09', '1.10', '1.11']);
  });

  it('is written as gzip files that hold the same records', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'whodid-organisation-'));
    try {
      const written = await writeOrganisation(folder, { now: NOW, events: 600 });
      const made = [...generateOrganisation({ now: NOW, events: 600 })];
      const there = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json.gz'));
      expect([...there].sort()).toEqual(made.map((file) => file.path).sort());
      expect(written).toEqual({ files: made.length, records: made.flatMap((file) => file.records).length });
      const first = made[0];
      const content = gunzipSync(await readFile(join(folder, first?.path ?? ''))).toString('utf8');
      expect(JSON.parse(content)).toEqual({ Records: first?.records });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
