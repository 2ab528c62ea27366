// The steps of an approval → one line each: when, what, by whom, in which words. Who is shown as a mention of the member;
// words come from people and AWS, and are escaped.
import type { Approval, ApprovalStep } from '../domain/approval.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { mentionOf, slackTime } from './mention.ts';

const WORDS_MAX = 300;

/** Oldest first. */
export function historyLines({ steps }: Approval): string[] {
  return steps.filter(({ kind }) => kind !== 'request').map((step) => `${slackTime(step.at)} ${stepText(step)}`);
}

function stepText(step: ApprovalStep): string {
  const who = mentionOf(step.actorId).trim();
  const words = step.words === null ? '' : escapeMrkdwn(step.words, WORDS_MAX);
  const quoted = words === '' ? '' : `: “${words}”`;
  switch (step.kind) {
    case 'request':
      return `asked for by ${who}`;
    case 'preflight':
      return words === '' ? 'approvers asked' : `cannot be done: ${words}`;
    case 'learn':
      return `the records now name ${words}`;
    case 'approve':
      return `approved by ${who}`;
    case 'deny':
      return `denied by ${who}${quoted}`;
    case 'cancel':
      return `cancelled by ${who}`;
    case 'remind':
      return 'approvers reminded';
    case 'expire':
      return words === '' ? 'expired' : `expired: ${words}`;
    case 'break-glass':
      return `🚨 glass broken by ${who}${quoted}`;
    case 'begin-run':
      return 'begun';
    case 'resume-run':
      return 'taken up again after an interruption';
    case 'ran':
      return words;
    case 'verified':
      return `verified: ${words}`;
    case 'inconclusive':
      return `not proven yet: ${words}`;
    case 'failed':
      return `failed: ${words}`;
    case 'closed':
      return words;
    default: {
      const never: never = step.kind;
      throw new Error(`unknown step ${String(never)}`);
    }
  }
}
