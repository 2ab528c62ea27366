// What looks like an id or a name is blanked out; what has the form of a date stays.
import { describe, expect, it } from 'vitest';
import { cutOutIds } from '../../../src/question/window/index.ts';

describe('what looks like an id or a name', () => {
  it.each([
    'db-march-10',
    'logs-2026-01-05',
    '10.0.3.1/24',
    '0.0.0.0/0',
    'Sun-Admin',
    'i-0abc123',
    'arn:aws:iam::111122223333:role/monday-12',
    'terraform-20230710121504561500000001',
    's3://bucket/2026/01/05/file.gz',
    'https://example.com/2026-01-05/yesterday',
    'jan@sample.example',
    '7f3a9c21-1111-4222-8333-0123456789ab',
    'AKIAIOSFODNN7EXAMPLE',
    '111122223333',
    'p5.48xlarge',
    'us-east-1',
    'march.log',
    'ec2:TerminateInstances',
    'backup_2026_01_05',
    '2001:db8::1',
    'role/friday',
    '"monday report"',
    '`yesterday`',
    '“last week”',
    "'march 10'",
    'v2026.1.5-rc1',
  ])('%s is cut out', (id) => {
    expect(cutOutIds(`who deleted ${id}, please`)).toBe(`who deleted ${'\uFFFC'.repeat(id.length)}, please`);
  });
});

describe('what has the form of a date, time or zone', () => {
  it.each([
    '2026-01-05',
    '2026-01-05T10:00Z',
    '2026-01-05T10:00:00.123+01:00',
    '2026/01/05',
    '20260105T100000Z',
    '11/10/2026',
    '5.10.2026',
    '5.10.',
    '5/24',
    '24-May-2025',
    '10/Jul/2025:12:08:06',
    '1794873600',
    '1794873600000',
    '3pm',
    '3:20pm',
    '2-4pm',
    '10:00-12:30',
    '15h20',
    '24h',
    '2h30m',
    '5th',
    'Q3',
    '2026-W30',
    'mon-fri',
    'mid-october',
    "yesterday's",
    "o'clock",
    "aujourd'hui",
    'Europe/Madrid',
    'America/Argentina/Buenos_Aires',
    'UTC+2',
    '+02:00',
    'a.m.',
    'segunda-feira',
    '3日前',
  ])('%s stays', (date) => {
    expect(cutOutIds(`at ${date}?`)).toBe(`at ${date}?`);
  });
});
