// Slack ids and instants → the few marks with a meaning to Slack that we make ourselves. What is not shaped like an id is none.

/** `<@U123> ` with its blank, or ''. */
export function mentionOf(userId: string | undefined): string {
  return userId !== undefined && /^[UW][A-Z0-9]{2,30}$/.test(userId) ? `<@${userId}> ` : '';
}

/** `<!subteam^S123>`, or ''. */
export function groupMention(groupId: string): string {
  return /^S[A-Z0-9]{2,30}$/.test(groupId) ? `<!subteam^${groupId}>` : '';
}

/** An instant (epoch milliseconds) that Slack shows each reader in their own zone, UTC where it cannot. */
export function slackTime(ms: number): string {
  const utc = new Date(ms).toISOString();
  return `<!date^${Math.floor(ms / 1000)}^{date_short_pretty} {time_secs}|${utc.slice(0, 10)} ${utc.slice(11, 19)} UTC>`;
}
