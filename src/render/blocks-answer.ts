// An answer → Slack blocks, top down as it is read: the sentence, its evidence, what changed, who is behind it, a picture,
// what was done, what was tried, what else matters, what was assumed, what was searched, what to ask next.
import { assumedText } from '../answer/words/assumed.ts';
import { countOf } from '../answer/words/count.ts';
import { describeWindow } from '../answer/words/describe-instant.ts';
import type { Answer } from '../domain/answer.ts';
import { redactText } from '../records/redact.ts';
import { answerButtons } from './answer-buttons.ts';
import {
  type Block,
  type BlocksOptions,
  container,
  context,
  type Profile,
  type RenderedMessage,
  SLACK_MAX,
  section,
  textLengthOf,
} from './block-kit.ts';
import { cutNoteOf, groupBlocks } from './blocks-groups.ts';
import { chainLines } from './chain-lines.ts';
import { changeLines, changeText } from './change-lines.ts';
import { chartBlock } from './chart-block.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';
import { evidenceLines, mainEvents, refusalReason } from './evidence.ts';
import { mentionOf } from './mention.ts';
import { provisionalNote } from './provisional.ts';
import { gapLines, receiptParts } from './receipt-lines.ts';
import { timelineOf } from './timeline.ts';

// Together these keep the worst message, every text hostile, under SLACK_MAX.blocksText with room for some rows.
/** Room for the longest names AWS allows, several times over. */
const SENTENCE_MAX = 1300;
const REASON_MAX = 350;
const CHANGES_MAX = 1100;
const CHAIN_MAX = 800;
const ASSUMED_MAX = 600;
const WINDOW_MAX = 200;
const RECEIPT_MAX = 800;
const RECEIPT_LINE_MAX = 300;
const GAPS_MAX = 4;
/** All gap lines together: a single one may say all it has to. */
const GAPS_ROOM = 1000;
/** One line of a list; several lines share the list's own limit. */
const LINE_MAX = 320;
const ID_MAX = 80;

/** The message for an answered question. */
export function answerMessage(answer: Answer, options: BlocksOptions): RenderedMessage {
  const sentence = escapeMrkdwn(redactText(answer.sentence), SENTENCE_MAX);
  const said = mentionOf(options.asker) + sentence;
  const head = [
    section(said),
    ...evidenceBlocks(answer),
    ...provisionalBlocks(answer),
    ...changeBlocks(answer),
    ...chainBlocks(answer),
    ...profileBlocks(options.profiles ?? []),
    ...pictureBlocks(answer, options),
  ];
  const foot = [
    ...gapBlocks(answer),
    assumptionsBlock(answer),
    receiptBlock(answer, options),
    ...answerButtons(answer, options.askingId),
  ];
  const room = SLACK_MAX.blocksText - textLengthOf([...head, ...foot]);
  const groups = groupBlocks(answer, { nativeTables: options.nativeTables, room });
  const cutNote = cutNoteOf(groups);
  const blocks: readonly Block[] = [
    ...head,
    ...groups.flatMap((group) => [section(group.heading), ...group.rows.blocks]),
    ...(cutNote === null ? [] : [context(cutNote)]),
    ...foot,
  ];
  const text = spokenText(answer, said);
  return { text, blocks, needsCsv: groups.length > 0 && (cutNote !== null || sentence.endsWith('…')) };
}

/** All that matters in one run of text: notifications and screen readers have nothing else. */
function spokenText(answer: Answer, said: string): string {
  const changes = changeLines(answer).map(({ heading, changes: all }) => {
    const list = all.map(({ text }) => text).join('; ');
    return escapeMrkdwn(`${heading}: ${list}.`, CHANGES_MAX);
  });
  const chains = chainLines(answer).map(({ about, end }) => escapeMrkdwn(`Behind ${about} – ${end}.`, LINE_MAX));
  const ids = mainEvents(answer).map((event) => codeSpan(event.eventID, ID_MAX));
  const provisional = provisionalNote(answer, true);
  const parts = [
    said,
    ...changes.slice(0, 1),
    ...chains.slice(0, 1),
    ...(ids.length === 0 ? [] : [`${ids.length === 1 ? 'Event' : 'Events'}: ${ids.join(', ')}.`]),
    ...(provisional === null ? [] : [escapeMrkdwn(provisional, LINE_MAX)]),
    ...(answer.receipt.complete ? [] : [`Not complete: ${countOf(answer.receipt.gaps.length, 'gap')}.`]),
  ];
  return parts.join(' ');
}

function evidenceBlocks(answer: Answer): readonly Block[] {
  const lines = evidenceLines(answer);
  const reason = refusalReason(answer);
  const said = reason === null ? [] : [`AWS said: ${escapeMrkdwn(reason, REASON_MAX)}`];
  return lines.length === 0 ? [] : [context([...lines, ...said].join('\n'))];
}

function provisionalBlocks(answer: Answer): readonly Block[] {
  const note = provisionalNote(answer, true);
  return note === null ? [] : [context(escapeMrkdwn(note, LINE_MAX))];
}

function changeBlocks(answer: Answer): readonly Block[] {
  const lines = changeLines(answer).flatMap(({ heading, by, changes }) => [
    `*${heading}*${by === '' ? '' : ` ${escapeMrkdwn(by, LINE_MAX)}`}`,
    ...changes.map((change) => signed(changeText(change))),
  ]);
  return listSection(lines, CHANGES_MAX);
}

/** The sign is ours, the rest is escaped. */
function signed(text: string): string {
  const sign = /^[+−=] /.exec(text)?.[0] ?? '';
  return sign + escapeMrkdwn(text.slice(sign.length), LINE_MAX);
}

function chainBlocks(answer: Answer): readonly Block[] {
  const lines = chainLines(answer).flatMap(({ about, hops, end, hints }) => [
    `*Who is behind it*: ${escapeMrkdwn(about, 160)}`,
    ...hops.map(
      ({ text, eventID }) =>
        `↳ ${escapeMrkdwn(text, LINE_MAX)}${eventID === null ? '' : ` ${codeSpan(eventID, ID_MAX)}`}`,
    ),
    `⇒ ${escapeMrkdwn(end, LINE_MAX)}`,
    ...hints.map((hint) => `• ${escapeMrkdwn(hint, LINE_MAX)}`),
  ]);
  return listSection(lines, CHAIN_MAX);
}

const NAME_MAX = 80;

function profileBlocks(profiles: readonly Profile[]): readonly Block[] {
  const links = profiles.map(({ name, url }) => `<${url}|${escapeMrkdwn(name, NAME_MAX)}>`);
  return links.length === 0 ? [] : [context(`In Slack: ${links.join(', ')}`)];
}

/** As many whole lines as fit; a last one says that more is in the CSV or the terminal. */
function listSection(lines: readonly string[], most: number): readonly Block[] {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 1 > most - MORE.length - 1) break;
    kept.push(line);
    length += line.length + 1;
  }
  if (lines.length === 0) return [];
  return [section([...kept, ...(kept.length < lines.length ? [MORE] : [])].join('\n'))];
}

const MORE = '… more in whodid ask --json';

function pictureBlocks(answer: Answer, options: BlocksOptions): readonly Block[] {
  if (options.newestBlocks !== true) return [];
  const timeline = timelineOf(answer);
  return timeline === null ? [] : [chartBlock(timeline)];
}

function assumptionsBlock(answer: Answer): Block {
  const window = `Window: ${escapeMrkdwn(describeWindow(answer.window), WINDOW_MAX)}`;
  if (answer.assumptions.length === 0) return context(window);
  return context(`I assumed: ${escapeMrkdwn(assumedText(answer.assumptions), ASSUMED_MAX)}`, window);
}

/** What is missing is never folded away. */
function gapBlocks(answer: Answer): readonly Block[] {
  const lines = gapLines(answer.receipt.gaps, GAPS_MAX);
  const gaps = lines.map((gap) => `⚠ ${escapeMrkdwn(gap, Math.floor(GAPS_ROOM / lines.length) - 3)}`);
  return gaps.length === 0 ? [] : [section(gaps.join('\n'))];
}

function receiptBlock(answer: Answer, options: BlocksOptions): Block {
  const parts = receiptParts(answer.receipt);
  if (options.newestBlocks !== true) return context(escapeMrkdwn(parts.join(' · '), RECEIPT_MAX));
  const [verdict = '', searched = '', ...rest] = parts;
  const title = `Receipt: ${verdict.toLowerCase()}, ${searched}`;
  const lines: string[] = [];
  let length = 0;
  for (const part of rest.length === 0 ? [searched] : rest) {
    const line = escapeMrkdwn(part, RECEIPT_LINE_MAX);
    length += line.length + 1;
    if (length > RECEIPT_MAX) {
      lines.push(MORE);
      break;
    }
    lines.push(line);
  }
  return container(title, [context(lines.join('\n'))]);
}
