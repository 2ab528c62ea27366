// A person, what they want to do, and where → yes, no with a reason, or unknown. The one place that decides; asked at
// every door with what Slack's payload tells, and again in the worker after looking the person up. Pure.
import type { Action, Decision, Person, RightsContext, Verdict } from '../domain/rights.ts';
import { type DeciderRules, directMessagesAreOpen, type Rules } from './rules.ts';

const yes: Verdict = { may: 'yes' };
const unknown: Verdict = { may: 'unknown' };
const no = (why: string, instead: string): Verdict => ({ may: 'no', why, instead });

/**
 * `no` as soon as one known fact forbids it; `unknown` while a fact that is needed is null; `yes` only when every needed
 * fact is known. `see-own-askings` does not depend on the place: the list is shown to nobody else.
 */
export function may(person: Person, action: Action, context: RightsContext, rules: Rules): Verdict {
  const verdicts = [
    membership(person, context),
    group(person, rules),
    ...(dependsOnPlace(action) ? [place(context, rules)] : []),
  ];
  return verdicts.find((it) => it.may === 'no') ?? verdicts.find((it) => it.may === 'unknown') ?? yes;
}

/**
 * Whether somebody is one of those who decide on changes. Who asked for a change, and who made it necessary, is looked at in
 * `approval/`. Whoever has left, or is no full member, is nobody's approver, whatever is configured.
 */
export function mayDecide(person: Person, decision: Decision, homeTeamId: string, rules: DeciderRules): Verdict {
  const member = membership(person, { homeTeamId }, 'decide');
  if (member.may === 'no') return member;
  const named = decision === 'approve' ? isApprover(person, rules) : inGroups(person, glassGroups(rules));
  if (named.may === 'no') return named;
  return member.may === 'unknown' ? member : named;
}

function isApprover(person: Person, { approvers, approverGroups }: DeciderRules): Verdict {
  if (approvers.includes(person.userId)) return yes;
  const member = inGroups(person, approverGroups);
  return member.may === 'no' ? no('You are not one of the approvers.', 'Ask one of them to decide.') : member;
}

function glassGroups({ breakGlassGroup }: DeciderRules): readonly string[] {
  return breakGlassGroup === null ? [] : [breakGlassGroup];
}

function inGroups(person: Person, groups: readonly string[]): Verdict {
  if (groups.length === 0) return no('Nobody is named here who may.', 'Wait for an approval.');
  if (person.groups === null) return unknown;
  if (person.groups.some((id) => groups.includes(id))) return yes;
  return no('You are not in the group that may.', 'Wait for an approval, or ask somebody of that group.');
}

function dependsOnPlace(action: Action): boolean {
  switch (action) {
    case 'ask':
    case 'see-answer':
      return true;
    case 'see-own-askings':
      return false;
    default: {
      const never: never = action;
      throw new Error(`unknown action ${String(never)}`);
    }
  }
}

function membership(
  person: Person,
  context: Pick<RightsContext, 'homeTeamId'>,
  what: 'ask' | 'decide' = 'ask',
): Verdict {
  const { isBot, isDeleted, isGuest, isStranger } = person;
  const outsider = person.teamId !== context.homeTeamId || isStranger === true;
  if (what === 'decide' && (outsider || isBot === true || isDeleted === true || isGuest === true)) {
    return no('Only full members of this workspace who are still here may decide.', 'Ask one of the approvers.');
  }
  if (outsider) {
    return no(
      'You belong to another workspace, and only members of this one may ask.',
      'Ask a member of this workspace to put the question.',
    );
  }
  if (isBot === true) return no('Bots and apps may not ask.', 'Put the question yourself, as a person.');
  if (isDeleted === true) return no('This account is deactivated.', 'Ask an administrator of the workspace.');
  if (isGuest === true) {
    return no('Guests of this workspace may not ask.', 'Ask a full member of this workspace to put the question.');
  }
  return [isBot, isDeleted, isGuest, isStranger].includes(null) ? unknown : yes;
}

function group(person: Person, rules: Rules): Verdict {
  if (rules.groups.length === 0) return yes;
  if (person.groups === null) return unknown;
  if (person.groups.some((id) => rules.groups.includes(id))) return yes;
  return no(
    'You are in none of the user groups that may ask.',
    'Ask whoever runs whodid to add you to one of the groups in ALLOWED_GROUPS.',
  );
}

function place(context: RightsContext, rules: Rules): Verdict {
  if (rules.channels.includes(context.channelId)) return yes;
  const direct = directMessagesAreOpen(rules);
  if (direct && context.channelKind === 'direct') return yes;
  if (direct && context.channelKind === null) return unknown;
  const where = context.channelKind === 'direct' ? 'direct messages' : 'this channel';
  return no(`Questions are not answered in ${where}.`, whereInstead(direct, rules));
}

function whereInstead(direct: boolean, rules: Rules): string {
  const listed = rules.channels.join(', ');
  if (!direct) return `Ask in channel ${listed}.`;
  const orHere = 'or ask whoever runs whodid to add this channel to ALLOWED_CHANNELS';
  return listed === ''
    ? `Send me a direct message, ${orHere}.`
    : `Send me a direct message, ask in channel ${listed}, ${orHere}.`;
}
