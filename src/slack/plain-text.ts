// The text of a Slack message or command → what the person typed: links, entities and typographic quotes undone.
// https://docs.slack.dev/messaging/formatting-message-text/#retrieving-messages

const LINK = /<(https?:\/\/|mailto:|tel:)([^|>]*)(?:\|([^>]*))?>/g;
const CHANNEL = /<#[A-Z0-9]+\|?([^>]*)>/g;

/** Undoes what Slack does to typed text. Mentions of people stay as they are (`<@U1>`). */
export function plainText(slackText: string): string {
  return slackText
    .replace(LINK, (_whole, scheme: string, rest: string, label: string | undefined) => {
      // Slack links bare domains and addresses by itself; the label is then what was typed.
      if (label !== undefined && label !== '') return label;
      return scheme.startsWith('http') ? `${scheme}${rest}` : rest;
    })
    .replace(CHANNEL, (_whole, name: string) => (name === '' ? '' : `#${name}`))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[\u201c\u201d\u201e]/g, '"')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim();
}

/** Takes the bot's own mention out, wherever it stands. */
export function withoutMention(slackText: string, botUserId: string): string {
  return slackText.replace(new RegExp(`\\s*<@${botUserId}(?:\\|[^>]*)?>\\s*`, 'g'), ' ').trim();
}

/** Escapes for a message's `text`, which Slack reads as mrkdwn: no mention, link or command can come out of it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** At most `limit` characters, whole code points, with an ellipsis when something was left out. */
export function shortened(text: string, limit: number): string {
  const points = Array.from(text);
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`;
}
