// An answer → the buttons under it: the next questions, whole; then what can be done about this one. What each does is in
// src/slack/listeners and jobs; the values are ids of the asking and of events, never text of a record.
import type { Answer } from '../domain/answer.ts';
import { actions, type Block, type Button, button, SLACK_MAX } from './block-kit.ts';
import { mainEvents } from './evidence.ts';
import { type ContractActor, contractActors } from './json.ts';
import { nextQuestions } from './next-questions.ts';

/** People with buttons of their own: more would bury the answer. */
const PEOPLE_MAX = 2;

/** AWS's are UUIDs; a log may hold anything. */
const EVENT_ID = /^[\w-]{1,64}$/;

export function answerButtons(answer: Answer, askingId: string): readonly Block[] {
  const rows: readonly (readonly [string, readonly Button[]])[] = [
    ['next', nextButtons(answer)],
    ['about', aboutButtons(answer, askingId)],
  ];
  return rows.flatMap(([purpose, buttons]) => (buttons.length === 0 ? [] : [actions(purpose, askingId, buttons)]));
}

function nextButtons(answer: Answer): readonly Button[] {
  const next = nextQuestions(answer).filter((question) => question.text.length <= SLACK_MAX.buttonValue);
  const buttons = next.map((question, index) => button(question.label, `ask_next_${index}`, question.text));
  const { text } = answer.question;
  const explain = text !== '' && text.length <= SLACK_MAX.buttonValue ? [button('Explain', 'explain', text)] : [];
  return [...buttons, ...explain];
}

function aboutButtons(answer: Answer, askingId: string): readonly Button[] {
  const [event] = mainEvents(answer);
  const raw =
    event === undefined || !EVENT_ID.test(event.eventID)
      ? []
      : [button('Raw event', 'raw_event', `${askingId}:${event.eventID}`)];
  const people = contractActors(answer)
    .map((actor, index) => ({ actor, index }))
    .filter(
      ({ actor }, at, all) => isPerson(actor) && all.findIndex((each) => nameOf(each.actor) === nameOf(actor)) === at,
    )
    .slice(0, PEOPLE_MAX);
  return [
    ...raw,
    ...people.flatMap(({ actor, index }) => {
      const name = people.length === 1 ? '' : ` ${nameOf(actor)}`;
      return [
        button(`Mention${name || ' them'}`, `mention_human_${index}`, `${askingId}:${index}`),
        button(`Was it you${name === '' ? '' : `,${name}`}?`, `was_it_you_${index}`, `${askingId}:${index}`),
      ];
    }),
    button('Ask again, show changes', 'ask_changed', askingId),
    ...(answer.question.text === '' || answer.question.kind === 'count'
      ? []
      : [button('Tell me if it happens again', 'watch_again', askingId)]),
  ];
}

function isPerson({ human, kind }: ContractActor): boolean {
  return human !== null || kind === 'iam-user' || kind === 'identity-center-user';
}

/** One person may be several callers: by several keys, in several accounts. */
function nameOf({ human, name }: ContractActor): string {
  return human?.name ?? name;
}
