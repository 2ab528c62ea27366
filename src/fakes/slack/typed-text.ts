// What a person typed → the text Slack stores and sends: entities escaped, mentions and links in angle brackets.
// https://docs.slack.dev/messaging/formatting-message-text
import type { State } from './state.ts';

/** The stored form of a typed message. */
export function encodeTyped(state: State, typed: string): string {
  return escapeEntities(typed)
    .split(/(`[^`\n]*`)/) // code is left alone
    .map((part) => (part.startsWith('`') ? part : linkMentions(state, linkAddresses(part))))
    .join('');
}

/** A slash command's text: entities are escaped, names stay as typed ("escape" is off for the command). */
export function escapeEntities(typed: string): string {
  return typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The web addresses in a message's stored text, as `link_shared` gives them. */
export function linksIn(text: string): readonly string[] {
  const found = [...text.matchAll(/<(https?:\/\/[^|>\s]+)(?:\|[^>]*)?>/g)].map(([, link = '']) => link);
  const plain = found.map((link) => link.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
  return [...new Set(plain)];
}

/** The app's domains, and whatever is below them. https://docs.slack.dev/messaging/unfurling-links-in-messages */
export function isUnfurlable(state: State, link: string): boolean {
  const host = URL.canParse(link) ? new URL(link).hostname : '';
  return (state.workspace.unfurlDomains ?? []).some((domain) => host === domain || host.endsWith(`.${domain}`));
}

// The client links e-mail addresses, web addresses and bare host names before sending.
function linkAddresses(text: string): string {
  const pattern =
    /(https?:\/\/[^\s|]+)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<![\w@./-])((?:[\w-]+\.)+(?:com|org|net|io|dev))(?![\w@.-])/g;
  return text.replace(pattern, (found: string, url?: string, email?: string) => {
    if (url) return `<${url}>`;
    return email ? `<mailto:${email}|${email}>` : `<http://${found}|${found}>`;
  });
}

function linkMentions(state: State, text: string): string {
  const { bot, users, channels } = state.workspace;
  const people = [{ id: bot.userId, name: bot.name }, ...users];
  return text
    .replace(/(?<![\w|:.])@([\w.-]*\w)/g, (found, name: string) => {
      const person = people.find((one) => one.name === name);
      return person ? `<@${person.id}>` : found;
    })
    .replace(/(?<![\w&/])#([\w-]+)/g, (found, name: string) => {
      const channel = channels.find((one) => one.name === name);
      return channel ? `<#${channel.id}|${channel.name}>` : found;
    });
}
