// Slack takes the tokens, and the app has the scopes that the code uses.
import { listOf } from '../../answer/words/count.ts';
import type { SlackSettings } from '../../config/config.ts';
import { slackProblems } from '../../config/slack-problems.ts';
import { type Check, type CheckResult, failed, notConfigured, ok, warn } from '../check.ts';

/** Without it the bot works, and does less. */
const OPTIONAL_SCOPES: readonly string[] = ['chat:write.public', 'channels:join', 'mpim:history', 'mpim:read'];

export function slackBotCheck({ botToken, apiUrl }: SlackSettings): Check {
  return {
    name: 'Slack bot token',
    run: async () => {
      if (botToken === null) return notConfigured('Slack is not connected: set SLACK_BOT_TOKEN to answer there.');
      const { probeBotToken } = await import('../../slack/probe.ts');
      const probed = await probeBotToken(botToken, apiUrl);
      if (!probed.ok) return refused(probed.code, 'SLACK_BOT_TOKEN', 'the app’s “OAuth & Permissions” page');
      const { team, user, lacks } = probed.value;
      const found = `It is of ${user} in ${team}.`;
      if (lacks === null) return warn(`${found} Slack did not say which scopes it has.`);
      if (lacks.length === 0) return ok(`${found} It has every scope the code uses.`);
      const mend = `Add ${lacks.length === 1 ? 'it' : 'them'} under “OAuth & Permissions” (or paste deploy/slack-manifest.json as the app’s manifest), then install the app again.`;
      const words = `${found} It lacks ${lacks.length === 1 ? 'the scope' : 'the scopes'} ${listOf(lacks)}.`;
      return lacks.every((scope) => OPTIONAL_SCOPES.includes(scope)) ? warn(words, mend) : failed(words, mend);
    },
  };
}

export function slackConnectionCheck(slack: SlackSettings): Check {
  return {
    name: 'Slack connection',
    run: async () => {
      if (slack.botToken === null && slack.appToken === null && slack.signingSecret === null) {
        return notConfigured('Slack is not connected: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN to answer there.');
      }
      const [problem] = slackProblems(slack).filter((each) => !each.startsWith('SLACK_BOT_TOKEN'));
      if (problem !== undefined) return failed('Slack could not reach the bot.', problem);
      if (slack.mode === 'http' || slack.appToken === null) {
        return ok(
          'Signed requests are taken over HTTP; whether Slack reaches this address shows only when it is used.',
        );
      }
      const { probeAppToken } = await import('../../slack/probe.ts');
      const probed = await probeAppToken(slack.appToken, slack.apiUrl);
      if (probed.ok) return ok('Slack lets the app token open a socket.');
      return refused(
        probed.code,
        'SLACK_APP_TOKEN',
        'the app’s “Basic Information” page, with the scope connections:write',
      );
    },
  };
}

function refused(code: string, setting: string, where: string): CheckResult {
  if (code === 'no_answer' || code.startsWith('http_')) {
    return failed(`Slack gave no usable answer (${code}).`, 'Check the network and SLACK_API_URL.');
  }
  return failed(`Slack does not take it: ${code}.`, `Copy the token from ${where} into ${setting}.`);
}
