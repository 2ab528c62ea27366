// A thing, its parts, its settings and what is put into it: the calls read are those of the thing named, in its service,
// and no namesake's. Expected names are looked up in the catalog.
import { describe, expect, it } from 'vitest';
import { eventName } from '../../../src/catalog/catalog.ts';
import { loadCatalog } from '../../../src/catalog/load-catalog.ts';
import { readQuestion } from '../../../src/question/read-question.ts';
import { eventNamesOf } from '../leaves.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'America/New_York', locale: 'en-US' };
const HEX = '0a1b2c3d4e5f60718';
const ONLY = 'and no other';

/** What is asked, and names that must be among those read; `!` before one that must not; ONLY: no others at all. */
type Row = readonly [question: string, ...names: readonly string[]];

const IN = 'ec2:AuthorizeSecurityGroupIngress';
const OUT = 'ec2:AuthorizeSecurityGroupEgress';
const NO_IN = 'ec2:RevokeSecurityGroupIngress';
const NO_OUT = 'ec2:RevokeSecurityGroupEgress';
const GROUPS = ['ec2:ModifyInstanceAttribute', 'ec2:ModifyNetworkInterfaceAttribute'];

const GROUP_OR_RULE: readonly Row[] = [
  [`who deleted security group sg-${HEX}`, 'ec2:DeleteSecurityGroup', ONLY],
  [`who deleted sg-${HEX}`, 'ec2:DeleteSecurityGroup', ONLY],
  [`who removed sg-${HEX}`, 'ec2:DeleteSecurityGroup', ONLY],
  [`was sg-${HEX} ever deleted`, 'ec2:DeleteSecurityGroup', ONLY],
  ['did alice delete security group web-sg', 'ec2:DeleteSecurityGroup', ONLY],
  [`/whodid sg-${HEX} delete`, 'ec2:DeleteSecurityGroup', ONLY],
  [`who created security group sg-${HEX}`, 'ec2:CreateSecurityGroup', ONLY],
  [`who created sg-${HEX}`, 'ec2:CreateSecurityGroup', ONLY],
  [`who added a rule to sg-${HEX}`, IN, OUT, ONLY],
  [`who created a rule in sg-${HEX}`, IN, OUT, ONLY],
  [`who added 10.0.0.0/8 to sg-${HEX}`, IN, OUT, ONLY],
  [`who removed port 22 from sg-${HEX}`, NO_IN, NO_OUT, ONLY],
  [`who removed 0.0.0.0/0 from sg-${HEX}`, NO_IN, NO_OUT, ONLY],
  [`who deleted sgr-${HEX}`, NO_IN, NO_OUT, ONLY],
  ['who deleted the rules of security group web-sg', NO_IN, NO_OUT, ONLY],
  [`who removed sg-${HEX} from i-${HEX}`, ...GROUPS, ONLY],
  [`who detached sg-${HEX} from i-${HEX}`, ...GROUPS, ONLY],
  [`who attached sg-${HEX} to i-${HEX}`, ...GROUPS, ONLY],
  [`who attached sg-${HEX} to eni-${HEX}`, ...GROUPS, ONLY],
  [`who put i-${HEX} in security group quarantine`, ...GROUPS, ONLY],
  ['who removed an instance from security group web-sg', ...GROUPS, ONLY],
  [`who attached vol-${HEX} to i-${HEX}`, 'ec2:AttachVolume', ONLY],
  ['security group changes yesterday', 'ec2:CreateSecurityGroup', 'ec2:DeleteSecurityGroup', IN, NO_IN],
  [`who changed security group sg-${HEX}`, IN, NO_IN, '!ec2:DeleteSecurityGroup'],
];

const known = new Set(loadCatalog().actions.map(eventName));

function read(text: string): readonly string[] {
  const reading = readQuestion(text, asked);
  if (!reading.ok) throw new Error(`${text}: ${reading.problems.map((problem) => problem.text).join(' ')}`);
  return eventNamesOf(reading.question.test);
}

function check([text, ...names]: Row): void {
  const found = read(text);
  const wanted = names.filter((name) => name !== ONLY && !name.startsWith('!'));
  for (const name of wanted) {
    expect(known, `${name} is in the catalog`).toContain(name);
    expect(found).toContain(name);
  }
  for (const name of names.filter((each) => each.startsWith('!'))) expect(found).not.toContain(name.slice(1));
  if (names.includes(ONLY)) expect([...found].sort()).toEqual([...wanted].sort());
}

describe('a security group is not its rules', () => {
  it.each(GROUP_OR_RULE.map((row) => [row[0], row] as const))('“%s”', (_, row) => check(row));
});
