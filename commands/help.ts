// `/whodid help`: what can be asked, how, and who sees the answer.
import type { Command } from '../src/domain/command.ts';

export const help: Command = {
  name: 'help',
  usage: '/whodid help',
  summary: 'this text',
  run: async ({ commands }) => ({ text: helpText(commands), recorded: false }),
};

/** Questions that show the language. */
export const EXAMPLES: readonly string[] = [
  'i-0abc1234def567890 terminate',
  'who deleted bucket sample-logs last week',
  'who stopped trail sample-trail since monday',
  'who opened port 22 yesterday',
  'what did sample-admin do today',
  'who tried to delete role sample-deploy',
  'console logins by root last 30 days',
  'i-0abc1234def567890 terminate private',
];

/** The help as mrkdwn; one line for each subcommand. */
export function helpText(commands: readonly Command[]): string {
  return [
    '*Ask who did something in AWS.* Name a resource and what happened to it; add when, if you know.',
    ...EXAMPLES.map((example) => `• \`/whodid ${example}\``),
    '',
    'Resources: an id, an ARN, a console address or a name. Times: `yesterday`, `since monday`, `between 1 and 5 nov`, in your time zone.',
    'In a thread, where slash commands do not work, mention me instead; or send me a direct message. Under an answer, go on with “and yesterday?”, “what about sg-0123456789abcdef0?”, “only from the console”.',
    'On any message, an alert or a deploy note, *More actions → Who did this?* offers the questions it suggests. `event` and an event id shows that event.',
    '',
    '*Who sees it:* everyone in the channel. Write `private` as the first or last word to have the answer in a direct message. Every question is written to the ledger.',
    '',
    ...commands.map((command) => `\`${command.usage}\` – ${command.summary}`),
  ].join('\n');
}
