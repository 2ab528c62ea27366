// Where and by whom questions may be asked, as configured, and the sentence that says so at start-up.

export interface Rules {
  /** Channel ids where questions are answered. Being in the channel is then what lets a person ask. */
  readonly channels: readonly string[];
  /** User group ids; when there are any, only their members may ask. */
  readonly groups: readonly string[];
}

/** Who decides on changes that others ask for. */
export interface DeciderRules {
  readonly approvers: readonly string[];
  readonly approverGroups: readonly string[];
  readonly breakGlassGroup: string | null;
}

/**
 * Direct messages are open while nothing is configured, and to members of a configured group. With channels only they
 * are closed: the channel's membership is the gate then, and a direct message would walk around it.
 */
export function directMessagesAreOpen(rules: Rules): boolean {
  return rules.channels.length === 0 || rules.groups.length > 0;
}

/** What the rules come to, in one or two sentences for the start-up log. */
export function describeRules(rules: Rules): string {
  const never = 'Guests, bots, deactivated users and people from other workspaces are always refused.';
  const { channels, groups } = rules;
  if (channels.length === 0 && groups.length === 0) {
    return `No ALLOWED_CHANNELS and no ALLOWED_GROUPS are set: only direct messages of full members are answered. ${never}`;
  }
  const who = groups.length === 0 ? 'full members' : `full members in ${list('user group', groups)}`;
  const places = [
    ...(directMessagesAreOpen(rules) ? ['direct messages'] : []),
    ...(channels.length > 0 ? [list('channel', channels)] : []),
  ];
  const closed = directMessagesAreOpen(rules)
    ? ''
    : ' Direct messages are not answered: set ALLOWED_GROUPS to open them to a user group.';
  return `Questions of ${who} are answered in ${places.join(' and in ')}.${closed} ${never}`;
}

function list(noun: string, ids: readonly string[]): string {
  return `${noun}${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`;
}
