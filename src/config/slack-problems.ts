// Which Slack settings a process that talks to Slack still lacks. The command line alone needs none. Pure.
import type { SlackSettings } from './config.ts';
import { type SettingName, settings } from './settings.ts';

/** One sentence for each missing setting; empty when the chosen mode has all it needs. */
export function slackProblems(slack: SlackSettings): readonly string[] {
  const needs: readonly (readonly [SettingName, string | null])[] =
    slack.mode === 'socket'
      ? [
          ['SLACK_BOT_TOKEN', slack.botToken],
          ['SLACK_APP_TOKEN', slack.appToken],
        ]
      : [
          ['SLACK_BOT_TOKEN', slack.botToken],
          ['SLACK_SIGNING_SECRET', slack.signingSecret],
        ];
  return needs
    .filter(([, value]) => value === null)
    .map(([name]) => `${name} is not set, and SLACK_MODE=${slack.mode} needs it: write ${settings[name].write}.`);
}
