// A security group opened to the whole internet on port 22 last Friday, and closed an hour and a half later.
import { HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { CLEO, FINN } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { lastFriday, MINUTE } from '../time.ts';

const GROUP = 'sg-0a1b2c3d4e5f60718';
const RULE = 'sgr-0f1e2d3c4b5a69788';

export const openedSecurityGroup: TellStory = (t) => {
  const ec2 = { account: PROD, region: HOME_REGION, service: 'ec2', readOnly: false } as const;
  const openedAt = lastFriday(t.now, '15:10:22');
  const finn = openStaffSession(t.random, FINN, PROD, openedAt - 36 * MINUTE, true);
  const opened: Draft = {
    ...ec2,
    id: t.id(),
    time: openedAt,
    name: 'AuthorizeSecurityGroupIngress',
    caller: finn.caller,
    request: {
      groupId: GROUP,
      ipPermissions: {
        items: [
          {
            ipProtocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            groups: {},
            ipRanges: { items: [{ cidrIp: '0.0.0.0/0', description: 'just for a minute' }] },
            ipv6Ranges: {},
            prefixListIds: {},
          },
        ],
      },
    },
    response: {
      _return: true,
      securityGroupRuleSet: {
        items: [
          {
            groupOwnerId: PROD.id,
            groupId: GROUP,
            securityGroupRuleId: RULE,
            isEgress: false,
            ipProtocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            cidrIpv4: '0.0.0.0/0',
          },
        ],
      },
    },
  };
  const narrow: Draft = {
    ...ec2,
    id: t.id(),
    time: openedAt - 30 * MINUTE,
    name: 'AuthorizeSecurityGroupIngress',
    caller: finn.caller,
    // The flat form of older clients: one rule beside an empty ipPermissions.
    request: {
      groupId: GROUP,
      ipPermissions: {},
      ipProtocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      cidrIp: '198.51.100.0/24',
    },
    response: { _return: true },
  };
  const closedAt = openedAt + 88 * MINUTE;
  const cleo = openStaffSession(t.random, CLEO, PROD, closedAt - 4 * MINUTE, false);
  const closed: Draft = {
    ...ec2,
    id: t.id(),
    time: closedAt,
    name: 'RevokeSecurityGroupIngress',
    caller: cleo.caller,
    request: { groupId: GROUP, ipPermissions: {}, securityGroupRuleIds: { items: [{ securityGroupRuleId: RULE }] } },
    response: { _return: true, unknownIpPermissionSet: {} },
  };
  return {
    events: [...finn.events, narrow, opened, ...cleo.events, closed],
    asked: [
      {
        question: `who opened ${GROUP} to 0.0.0.0/0 last Friday?`,
        why: 'one rule opens it to everyone; the rule before it, for one network, does not',
        doneIds: ids(opened),
        attemptedIds: [],
      },
    ],
  };
};
