// What every listener is given, and the person as a payload describes them: nothing looked up.
import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../domain/clock.ts';
import type { Command, Door } from '../../domain/command.ts';
import type { Person, RightsContext, Verdict } from '../../domain/rights.ts';
import type { SlackDirectory } from '../directory.ts';
import type { Self } from '../own-messages.ts';
import type { ShowHome } from '../show-home.ts';

export interface ListenerDeps {
  readonly door: Door;
  /** What the rules say with what a payload tells, for choosing where an answer goes. The door decides. */
  readonly may: (person: Person, context: RightsContext) => Verdict;
  readonly client: WebClient;
  readonly directory: SlackDirectory;
  readonly self: Self;
  readonly clock: Clock;
  readonly commands: readonly Command[];
  readonly commandFor: (text: string) => Command;
  /** Left out where nothing is shown in Home. */
  readonly showHome?: ShowHome;
  readonly warn: (what: string, error: unknown) => void;
}

/** `teamId`: the team the payload says the person belongs to; undefined when it does not say. */
export function personFrom(userId: string, teamId: string | undefined, homeTeamId: string): Person {
  return {
    userId,
    teamId: teamId ?? homeTeamId,
    isBot: null,
    isDeleted: null,
    isGuest: null,
    isStranger: teamId !== undefined && teamId !== homeTeamId ? true : null,
    groups: null,
  };
}
