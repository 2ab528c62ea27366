// A person and an approval → whether they may approve, deny, cancel or break the glass, and why not in one sentence. What
// groups they are in was looked up before (src/access); who asked, and whom the records name, decides here.
import type { Approval, Suspect } from '../domain/approval.ts';
import type { Verdict } from '../domain/rights.ts';
import { approversBase } from './actions.ts';

/** How many must approve. */
export function approversNeeded({ action, suspects }: Pick<Approval, 'action' | 'suspects'>): number {
  return approversBase(action) + (suspects.some(mayBeAnother) ? 1 : 0);
}

/** Why one more than usual is needed, as a sentence of plain text; null: it is not. */
export function whyOneMore(suspects: readonly Suspect[]): string | null {
  const unnamed = suspects.find(mayBeAnother);
  if (unnamed === undefined) return null;
  const more = 'One more approver than usual is needed';
  switch (unnamed.kind) {
    case 'member':
      return `${more}: that it was ${unnamed.name} is likely and not proven, and so it might be anyone here.`;
    case 'unmapped':
      return `${more}: ${unnamed.name}, who did it, is nobody I know in Slack, and so might be anyone here.`;
    case 'unknown':
      return `${more}, because it is not known who did it: ${unnamed.why}`;
    default: {
      const never: never = unnamed;
      throw new Error(`unknown suspect ${JSON.stringify(never)}`);
    }
  }
}

/** Whoever is named may be somebody else than who did it, and that one may be about to approve. */
function mayBeAnother(suspect: Suspect): boolean {
  return suspect.kind !== 'member' || suspect.unproven === true;
}

export function isSuspect({ suspects }: Pick<Approval, 'suspects'>, userId: string): boolean {
  return suspects.some((suspect) => suspect.kind === 'member' && suspect.userId === userId);
}

/** null: they may. */
export function mayNotApprove(approval: Approval, userId: string, rights: Verdict): string | null {
  if (isSuspect(approval, userId)) return `You may not approve this: ${NAMED}, so somebody else has to decide.`;
  if (userId === approval.requesterId) {
    return 'You may not approve this: you asked for it, so somebody else has to decide.';
  }
  return withoutRight(rights, 'You may not approve this');
}

export function mayNotDeny(approval: Approval, userId: string, rights: Verdict): string | null {
  if (isSuspect(approval, userId)) return `You may not deny this: ${NAMED}, so somebody else has to decide.`;
  if (userId === approval.requesterId) return 'You asked for this yourself: press Cancel to take it back.';
  return withoutRight(rights, 'You may not deny this');
}

/** Whoever asked may take it back, whoever they are. */
export function mayNotCancel(approval: Approval, userId: string, rights: Verdict): string | null {
  if (userId === approval.requesterId) return null;
  if (isSuspect(approval, userId)) return `You may not cancel this: ${NAMED}, and you did not ask for it.`;
  return withoutRight(rights, 'You may not cancel this');
}

/** Whoever asked may do it alone, loudly: that is what it is for. Whoever switched it off may not. */
export function mayNotBreakGlass(approval: Approval, userId: string, rights: Verdict): string | null {
  if (isSuspect(approval, userId)) return `You may not break the glass: ${NAMED}.`;
  return withoutRight(rights, 'You may not break the glass');
}

const NAMED = 'the records name you as who switched it off';

function withoutRight(rights: Verdict, sentence: string): string | null {
  switch (rights.may) {
    case 'yes':
      return null;
    case 'no':
      return `${sentence}. ${rights.why} ${rights.instead}`;
    case 'unknown':
      return `${sentence}: I could not find out whether you are one of those who may. Press again in a minute.`;
    default: {
      const never: never = rights;
      throw new Error(`unknown verdict ${JSON.stringify(never)}`);
    }
  }
}
