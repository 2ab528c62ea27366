// A Slack user id → the one mention we make ourselves. Anything not shaped like a user id mentions nobody.

/** `<@U123> ` with its blank, or ''. */
export function mentionOf(userId: string | undefined): string {
  return userId !== undefined && /^[UW][A-Z0-9]{2,30}$/.test(userId) ? `<@${userId}> ` : '';
}
