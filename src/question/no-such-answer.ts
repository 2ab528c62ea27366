// Questions for what no list or count of events is: ranked, grouped, or by which error. Each is refused with the plain list
// to ask for instead. All patterns are fixed phrases: linear in the text.
import type { Problem } from '../domain/question.ts';
import { tidy } from './rewording.ts';

/** Names are typed in quotes: no word inside them counts. */
const QUOTED = /"[^"]{0,300}"|`[^`]{0,300}`/g;

const GROUPED =
  /\s*,?\s*\b(?:per|(?:grouped|broken down|split|sorted|ranked|summed|totalled|totaled) (?:up )?(?:by|per)|for each|by each) (?:the )?(?:users?|persons?|people|callers?|principals?|identity|identities|actors?|roles?|accounts?|regions?|services?|tools?|ips?|source ips?|addresses|address|days?|hours?|weeks?|months?|events?|calls?|event names?|actions?|apis?|resources?|buckets?)\b/i;
const RANKED =
  /\s*\bthe most often\b|\s*\bmost (?:often|frequently)\b|\s*\b(?:the )?(?:most|least)(?= *(?:[?.!]|$| (?:yesterday|today|this|last|in|on|since|between|during|over)\b))|\b(?:the )?(?:most|least) (?=(?:active |frequent |busy |common |called |used )*\w+)(?!recent)|\b(?:the )?(?:top|bottom) (?:\d{1,4} |ten |five |three )?(?=(?:callers?|users?|roles?|principals?|services?|events?|calls?|apis?|actions?|actors?|talkers?|accounts?|regions?|errors?)\b)/i;
/** Which error it was: no condition on events says so. */
const WHICH_ERROR =
  /\b(?:throttled|throttling|rate[- ]?limited|rate[- ]limit|validation|time[- ]?out|timed[- ]out|not[- ]found|no[- ]such[- ]\w{1,40}|limit[- ]exceeded|quota|conflict|internal|5xx|4xx|expired[- ]token)(?: api)? (?:errors?|exceptions?|failures?|calls?|requests?|events?|attempts?|actions?|api calls?)\b/i;
const GOT_THROTTLED = /\b(?:got|gets|was|were|been|being|is|are) (?:throttled|rate[- ]limited)\b/i;

/** null: it is none of these. */
export function noSuchAnswer(sentence: string): Problem | null {
  const plain = sentence.replace(QUOTED, (name) => '\uE001'.repeat(name.length));
  const grouped = GROUPED.exec(plain);
  if (grouped !== null) {
    return problem('I list events and count them all; I do not count them for each of something.', [
      cut(sentence, grouped),
    ]);
  }
  const ranked = RANKED.exec(plain);
  if (ranked !== null && !/\bmost recent/i.test(plain)) {
    return problem('I list events and count them; I do not rank who did most or what was done most.', [
      cut(sentence, ranked),
    ]);
  }
  const error = WHICH_ERROR.exec(plain);
  const throttled = error ?? GOT_THROTTLED.exec(plain);
  if (throttled === null) return null;
  const rest = sentence.slice(throttled.index + throttled[0].length);
  return problem('I can narrow to calls that failed or were denied, not to one kind of error.', [
    error === null ? tidy(`failed calls ${rest}`) : tidy(`${sentence.slice(0, error.index)}failed calls${rest}`),
  ]);
}

function cut(sentence: string, { index, 0: phrase }: RegExpExecArray): string {
  return tidy(`${sentence.slice(0, index)} ${sentence.slice(index + phrase.length)}`);
}

function problem(text: string, instead: readonly string[]): Problem {
  return { kind: 'unsupported', text, instead };
}
