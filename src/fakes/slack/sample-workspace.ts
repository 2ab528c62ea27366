// The workspace of the demo and of most tests. Plainly a sample: nobody here exists.
import type { SeedWorkspace } from './workspace.ts';

/** Ids of the sample workspace, by what they stand for. */
export const SAMPLE = {
  admin: 'U0000ADMIN',
  member: 'U000MEMBER',
  guest: 'U0000GUEST',
  leaver: 'U000LEAVER',
  stranger: 'U0STRANGER',
  bot: 'U0000WHODI',
  incidents: 'C0INCIDENTS',
  security: 'C00SECURITY',
  secret: 'C0000SECRET',
  quiet: 'C00000QUIET',
  securityGroup: 'S00SECURITY',
} as const;

/**
 * People: an admin, a member, a guest, one who left and one from elsewhere. Channels: #incidents (public, bot in it),
 * #security (private, bot in it), #secret-project (private, bot not in it), #quiet (public, bot not in it).
 */
export function sampleWorkspace(botName = 'whodid'): SeedWorkspace {
  const { admin, member, guest, leaver, stranger, bot, incidents, security, secret, quiet, securityGroup } = SAMPLE;
  return {
    teamId: 'T000SAMPLE',
    teamName: 'Sample Org',
    domain: 'sample-org',
    appId: 'A00000WHODID',
    bot: { userId: bot, botId: 'B00000WHODID', name: botName },
    users: [
      {
        id: admin,
        name: 'sam',
        realName: 'Sam Sample',
        email: 'sam@sample.example',
        tz: 'Europe/Berlin',
        isAdmin: true,
      },
      { id: member, name: 'max', realName: 'Max Sample', email: 'max@sample.example', tz: 'America/New_York' },
      {
        id: guest,
        name: 'gus',
        realName: 'Gus Guest',
        email: 'gus@guest.example',
        tz: 'Asia/Tokyo',
        isRestricted: true,
      },
      {
        id: leaver,
        name: 'lee',
        realName: 'Lee Left',
        email: 'lee@sample.example',
        tz: 'Europe/Berlin',
        deleted: true,
      },
      {
        id: stranger,
        name: 'sid',
        realName: 'Sid Stranger',
        tz: 'Europe/London',
        isStranger: true,
        teamId: 'T00ELSEWHERE',
      },
    ],
    channels: [
      {
        id: incidents,
        name: 'incidents',
        kind: 'public',
        members: [admin, member, guest, stranger, bot],
        topic: 'What broke, and who did it',
      },
      { id: security, name: 'security', kind: 'private', members: [admin, member, bot], topic: 'Audit questions' },
      { id: secret, name: 'secret-project', kind: 'private', members: [admin], topic: 'The bot is not in here' },
      { id: quiet, name: 'quiet', kind: 'public', members: [admin, member], topic: 'The bot is not in here either' },
    ],
    unfurlDomains: ['console.aws.amazon.com', 'console.amazonaws-us-gov.com', 'console.amazonaws.cn'],
    usergroups: [{ id: securityGroup, handle: 'security', name: 'Security team', users: [admin] }],
  };
}
