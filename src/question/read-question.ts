// The text of a question to its reading: what is asked, as a condition on events, or everything that could not be read.
// Deterministic: ids and names are cut out first, then dates, then verbs, nouns and filters; a word left over that could
// change the answer is a problem, never dropped. No model, no clock, no guess.
import type { AskedBy, Assumption, Problem, Question, QuestionReading } from '../domain/question.ts';
import { readMeaning } from './grammar/meaning.ts';
import { readSentence } from './grammar/sentence.ts';
import { KINDS } from './kinds/index.ts';
import type { Draft, KindInput } from './kinds/kind.ts';
import { readLeads } from './kinds/leads.ts';
import { leaveOut } from './kinds/left-out.ts';
import { worthOffering } from './offers.ts';
import { onlyName } from './only-name.ts';
import { problemsOf, TEXT_MAX, tooLong, wholesale } from './problems.ts';
import { joinNames, knownAccounts } from './text/account-names.ts';
import { cleanText } from './text/clean-text.ts';
import { type Item, type Lexicon, loadLexicon, readItems } from './text/items.ts';
import { splitNon } from './text/non-words.ts';
import { settleNames } from './text/settle-names.ts';
import { readTokens, type Token } from './text/tokens.ts';
import { readWindow, type WindowProblem } from './window/index.ts';

export interface QuestionContext {
  /** Accounts by their aliases, so that "in prod" can be read. */
  readonly accounts?: readonly { readonly id: string; readonly name: string }[];
  /** The question before in the same thread: "it" and "that" are what it was about. */
  readonly previous?: Question;
}

/** Reads a question. Never throws for what is typed; the same text, asker and context give the same reading. */
export function readQuestion(text: string, asked: AskedBy, context: QuestionContext = {}): QuestionReading {
  const reading = readNamed(text, asked, context);
  if (reading.ok) return reading;
  const problems = worthOffering(text, reading.problems, (other) => readNamed(other, asked, context));
  return { ...reading, problems };
}

/** As read; what cannot be, with the one word as a name that stands where only a name fits. */
function readNamed(text: string, asked: AskedBy, context: QuestionContext): QuestionReading {
  const { reading, input } = readOnce(text, asked, context, null);
  const name = reading.ok || input === null ? null : onlyName(input, reading.problems);
  if (name === null) return reading;
  const again = readOnce(text, asked, context, name).reading;
  if (!again.ok) return reading;
  const known = again.assumptions.some((assumption) => assumption.startsWith(`“${name.text}” is read as`));
  return known ? again : { ...again, assumptions: [`“${name.text}” is read as a name.`, ...again.assumptions] };
}

interface Once {
  readonly reading: QuestionReading;
  /** null: it was refused before its words were read. */
  readonly input: KindInput | null;
}

type Span = Pick<Item, 'start' | 'end'>;

/** A reading whose problems offer what has not been read itself. `name`: a word to be read as if it were quoted. */
function readOnce(text: string, asked: AskedBy, context: QuestionContext, name: Span | null): Once {
  const typed = text.trim();
  if (typed.length > TEXT_MAX) return refused(tooLong(typed));
  const sentence = cleanText(typed);
  const first = wholesale(sentence);
  if (first !== null) return refused(first);
  const words = loadLexicon();
  const accounts = knownAccounts(asked, context);
  const { tokens, source, isPrivate } = takeSettings(
    splitNon(joinNames(quoted(readTokens(sentence), name), accounts), words),
  );
  const masked = mask(sentence, tokens, words);
  const when = readWindow(
    masked.replaceAll(MASK, ' ').replace(UP_TO, (said) => ' '.repeat(said.length)),
    asked,
  );
  const dated = tokens.filter(
    (token, at) =>
      signsIn(tokens[at - 1], token) || !when.spans.some(({ start, end }) => token.start < end && token.end > start),
  );
  const { leads, spans } = readLeads(blanked(masked, when.spans).toLowerCase());
  const items = settleNames(readItems(dated, words)).filter((item) => !within(item, spans));
  const input = prepare(items, { leads, text: sentence, words, dated: when.window !== null }, { ...context, accounts });
  const draft = KINDS.map(({ read }) => read(input)).find((read) => read !== null) ?? null;
  const problems = [...when.problems.map((problem) => whole(problem, sentence)), ...problemsOf(input, draft)];
  const assumptions: readonly Assumption[] = [
    ...(draft?.assumptions ?? []),
    ...input.meaning.assumptions,
    ...ordered(input),
    ...when.assumptions,
  ];
  if (draft === null || problems.length > 0) return { reading: { ok: false, problems, assumptions }, input };
  const question = toQuestion(draft, input, { typed, window: when.window, source, isPrivate });
  return { reading: { ok: true, question, assumptions: [...new Set(assumptions)] }, input };
}

function refused(problem: Problem): Once {
  return { reading: { ok: false, problems: [problem], assumptions: [] }, input: null };
}

function quoted(tokens: readonly Token[], name: Span | null): readonly Token[] {
  return tokens.map((token) =>
    name !== null && token.start === name.start && token.end === name.end ? { ...token, quoted: true } : token,
  );
}

/** "did root sign in last week": the word is the verb's, though the date could begin with it. */
function signsIn(before: Token | undefined, token: Token): boolean {
  return token.lower === 'in' && /^(?:sign(?:s|ed|ing)?|log(?:s|ged|ging)?)$/.test(before?.lower ?? '');
}

/** A date's problem with whole questions to type: the phrase put where the unread one stands. */
function whole({ kind, text, span, phrases }: WindowProblem, sentence: string): Problem {
  const put = (phrase: string) => `${sentence.slice(0, span.start)}${phrase}${sentence.slice(span.end)}`.trim();
  return { kind, text, instead: phrases.map(put) };
}

function prepare(
  items: readonly Item[],
  { leads, text, words, dated }: Pick<KindInput, 'leads' | 'text' | 'words' | 'dated'>,
  context: QuestionContext,
): KindInput {
  const sentence = readSentence(items, words.verbs.split);
  const whoIs = sentence.verbs.length === 0 && sentence.be && sentence.asks.has('who') && !sentence.asks.has('events');
  const read = readMeaning(sentence, context.accounts ?? [], leads.size > 0 || whoIs);
  const refers = sentence.asks.has('pronoun') && read.objects.length === 0 && read.actors.length === 0;
  const earlier = refers ? (context.previous?.resources ?? []) : [];
  const meaning = earlier.length === 0 ? read : { ...read, objects: [earlier] };
  return leaveOut({ text, leads, sentence, meaning, words, dated });
}

function toQuestion(
  draft: Draft,
  input: KindInput,
  read: {
    readonly typed: string;
    readonly window: Question['window'];
    readonly source: string | null;
    readonly isPrivate: boolean;
  },
): Question {
  return {
    kind: draft.kind,
    text: read.typed,
    verb: draft.verb,
    resources: draft.resources,
    actors: draft.actors,
    test: draft.test,
    related: draft.related,
    asksForAttempts: input.meaning.attempts,
    window: read.window,
    private: read.isPrivate || input.sentence.asks.has('private'),
    source: read.source,
  };
}

/** "who last changed": all are answered, in order, so that the last one can be seen. */
function ordered({ sentence }: KindInput): readonly Assumption[] {
  return sentence.asks.has('order')
    ? ['“First” and “last” do not narrow the answer: all are listed, oldest first.']
    : [];
}

const SOURCES = new Set(['archive', 'event-history', 'athena', 'logs-insights', 'lake']);

/** `source:archive` and a leading or trailing `private` are settings, not part of the question. */
function takeSettings(tokens: readonly Token[]): {
  readonly tokens: readonly Token[];
  readonly source: string | null;
  readonly isPrivate: boolean;
} {
  const at = tokens.findIndex(
    (token, index) => token.lower === 'source' && SOURCES.has(tokens[index + 1]?.lower ?? ''),
  );
  const source = at < 0 ? null : (tokens[at + 1]?.lower ?? null);
  const rest = at < 0 ? tokens : tokens.filter((_, index) => index !== at && index !== at + 1);
  const ends = [rest[0], rest.at(-1)].filter(
    (token) => token !== undefined && !token.quoted && token.lower === 'private',
  );
  return { tokens: rest.filter((token) => !ends.includes(token)), source, isPrivate: ends.length > 0 };
}

/** "what has alice been up to last week": no "up to" of a date. */
const UP_TO = /\b(?:been|be|get|gets|got|getting) up to\b/gi;

/** A character of the private use area, which no name of AWS's may hold. */
const MASK = '\uE000';

/** The sentence with everything that names something masked, so that no date is read inside a name. Same length. */
function mask(sentence: string, tokens: readonly Token[], words: Lexicon): string {
  let out = sentence;
  for (const [at, token] of tokens.entries()) {
    const port = /^(?:port|ports|tcp|udp)$/.test(tokens[at - 1]?.lower ?? '') && /^\d+$/.test(token.text);
    const item = readItems([token], words)[0];
    const names =
      token.quoted ||
      port ||
      (item !== undefined &&
        (item.ref !== null ||
          item.api !== null ||
          item.value !== null ||
          (item.region !== null && item.lower === item.region)));
    if (names) out = out.slice(0, token.start) + MASK.repeat(token.end - token.start) + out.slice(token.end);
  }
  return out;
}

function blanked(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  let out = text;
  for (const { start, end } of spans) out = out.slice(0, start) + ' '.repeat(end - start) + out.slice(end);
  return out;
}

function within(item: Item, spans: readonly (readonly [number, number])[]): boolean {
  return item.ref === null && spans.some(([from, to]) => item.start >= from && item.end <= to);
}
