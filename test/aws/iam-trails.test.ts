// deploy/iam/trails.json held against what is really called: with it nothing is denied, and without any of it something is.
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { type TrailPort, trailPort } from '../../src/sources/trail-receipt/trail-port.ts';
import { isUnread, type TrailReport } from '../../src/trails/trail-report.ts';
import { DEV, HOME, NOW, PROD } from '../fakes/aws/sample-record.ts';
import { KEYS, openStage } from '../fakes/aws/stage.ts';

const ROLE = `arn:aws:iam::${DEV}:role/whodid-event-history`;
const policy = JSON.parse(readFileSync(new URL('../../deploy/iam/trails.json', import.meta.url), 'utf8')) as {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
};
const ACTIONS = policy.Statement.flatMap(({ Action }) => Action).sort();

const ports: TrailPort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

async function reportWith(allowed: readonly string[]) {
  const stage = await openStage({
    trails: [{ name: 'sample-trail', account: PROD, homeRegion: HOME, organization: true }],
    credentials: [{ ...KEYS, account: PROD, allowed }],
    roles: [{ arn: ROLE, trusts: [PROD], allowed }],
  });
  const own = { accountId: null, regions: [HOME] };
  const member = { accountId: DEV, regions: [HOME], roleArn: ROLE };
  const port = trailPort({
    aws: { endpoint: stage.fake.url, credentials: KEYS },
    targets: [own, member],
    clock: () => NOW,
  });
  ports.push(port);
  return { report: await port.report(), calls: stage.fake.calls };
}

function unreadIn(report: TrailReport | null) {
  return (report?.places ?? []).flatMap(({ trails }) =>
    isUnread(trails) ? [trails] : trails.flatMap(({ status, recording }) => [status, recording].filter(isUnread)),
  );
}

it('is enough, and every action in it is used', async () => {
  const { report, calls } = await reportWith(ACTIONS);
  expect(report?.places).toHaveLength(2);
  expect(unreadIn(report)).toEqual([]);
  // Asking who one is needs no permission; naming the session is a part of assuming the role.
  const used = new Set(calls.map(({ service, operation }) => `${service}:${operation}`));
  expect([...used, 'sts:SetSourceIdentity'].sort()).toEqual([...ACTIONS, 'sts:GetCallerIdentity'].sort());
});

it.each(ACTIONS.filter((action) => action !== 'sts:SetSourceIdentity'))('is not enough without %s', async (missing) => {
  const { report } = await reportWith(ACTIONS.filter((action) => action !== missing));
  expect(new Set(unreadIn(report).map(({ unread, action }) => `${unread} ${action}`))).toEqual(
    new Set([`denied ${missing}`]),
  );
});

it('names trails and the one role, not everything, wherever AWS can tell them apart', () => {
  const wide = policy.Statement.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect(wide).toEqual(['cloudtrail:DescribeTrails']);
  expect(ACTIONS.join()).not.toContain('*');
});
