// An approval's message: the state first, who may decide and why, who did what when; inert whatever names and reasons hold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Approval } from '../../src/domain/approval.ts';
import { type ApprovalView, approvalForms, approvalLine, outcomeText } from '../../src/render/approval.ts';
import { SLACK_MAX } from '../../src/render/block-kit.ts';
import {
  approve,
  byBot,
  MINUTE,
  NOW,
  PEOPLE,
  preflight,
  RESTORE,
  request,
  stateAfter,
  TRAIL,
  told,
} from '../approval/an-approval.ts';
import { HOSTILE } from './sample-replies.ts';

const viewOf = (approval: Approval): ApprovalView => ({
  approval,
  approvers: [PEOPLE.first, PEOPLE.requester, PEOPLE.suspect],
  approverGroups: ['S00SECURITY'],
  breakGlassGroup: null,
  accountName: null,
  command: 'aws cloudtrail start-logging --name x',
});
const textOf = (approval: Approval) => JSON.stringify(approvalForms(viewOf(approval))[0]().blocks);

const waiting = [request(), preflight()];
const ran = [...waiting, approve(PEOPLE.first), byBot('begin-run', NOW + MINUTE), told('ran', NOW + MINUTE, 'done')];

describe('the message of an approval', () => {
  it('says who may approve, leaves out who may not, and says why', () => {
    const text = textOf(stateAfter(waiting));
    expect(text).toContain('*0 of 1* approval so far. Any of <!subteam^S00SECURITY>, <@U0000ADMIN> may approve');
    expect(text).toContain('but not <@U000MEMBER>, who asked, nor `ben@sample.example`, named by the records');
    expect(text).toContain('Would run');
    expect(text).not.toContain('approvals_break_glass');
    expect(textOf(stateAfter([request(RESTORE), preflight()]))).toContain('*0 of 2* approvals');
  });

  it('says why one more is needed where nobody is named', () => {
    const text = textOf(stateAfter([request(), preflight([{ kind: 'unmapped', name: 'eve', eventId: 'e' }])]));
    expect(text).toContain('*0 of 2*');
    expect(text).toContain('eve, who did it, is nobody I know in Slack');
  });

  it('says at once when there are too few who may', () => {
    const approval = stateAfter([request(RESTORE), preflight()]);
    const alone = { ...viewOf(approval), approverGroups: [] };
    const text = JSON.stringify(approvalForms(alone)[0]().blocks);
    expect(text).toContain('It cannot come to that: 1 of those named may, and 2 must.');
    expect(textOf(approval)).not.toContain('cannot come to that');
  });

  it('names the channel that a digest is for, once, as Slack shows channels', () => {
    const what = 'root daily 9:00 <#C0INCIDENTS|incidents>';
    const action = { kind: 'schedule-elsewhere', feature: 'digest', what, channelId: 'C0INCIDENTS' } as const;
    const text = textOf({ ...stateAfter([request(), preflight()]), action });
    expect(text).toContain(': root daily 9:00 in <#C0INCIDENTS>');
    expect(text).not.toContain('|incidents');
    const odd = textOf({ ...stateAfter([request(), preflight()]), action: { ...action, channelId: '!here' } });
    expect(odd).not.toContain('<#!here');
  });

  it('has buttons only while it can be decided, and each step with who and when', () => {
    const approval = stateAfter([...ran, told('verified', NOW + 9 * MINUTE, 'it logs')]);
    const text = textOf(approval);
    expect(text).not.toContain('approvals_approve');
    expect(text).toContain('✅ Verified:* logging is on again');
    expect(text).toContain('Was blind from');
    expect(text).toMatch(/<!date\^1763640060\^[^>]+> approved by <@U0000ADMIN>|approved by <@U0000ADMIN>/);
    expect(text).not.toContain('Would run');
    expect(outcomeText(approval, null, null)).toContain('verified: it logs');
    const line = approvalLine(stateAfter(waiting), 'sample-prod', 'https://sample.example/x');
    expect(line).toContain('0 of 1 approvals');
    expect(line).toContain('(sample-prod)');
  });

  it('does nothing with hostile names, reasons and words, and stays within Slack’s limits', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(HOSTILE), fc.string({ unit: 'binary', maxLength: 500 })), (odd) => {
        const base = stateAfter([...ran, told('inconclusive', NOW + 2 * MINUTE, odd)]);
        const approval: Approval = {
          ...base,
          state: 'waiting',
          reason: odd,
          suspects: [
            { kind: 'unmapped', name: odd, eventId: odd },
            { kind: 'unknown', why: odd },
          ],
          preflight: { passed: [odd], unchecked: [odd], problems: [odd] },
          glass: { userId: odd, reason: odd },
          action: { kind: 'start-logging', trail: { ...TRAIL, name: odd } },
        };
        const message = approvalForms({ ...viewOf(approval), command: odd })[0]();
        const texts = JSON.stringify(message).matchAll(/<([^>]*)>/g);
        for (const [, inner = ''] of texts)
          expect(inner).toMatch(
            /^(@[UW][A-Z0-9]+|!subteam\^S[A-Z0-9]+|!date\^\d+\^\{date_short_pretty\} \{time_secs\}\|[\d :UTC-]+)$/,
          );
        const blocks = message.blocks as readonly {
          readonly text?: { readonly text: string };
          readonly elements?: readonly { readonly text?: string | object }[];
        }[];
        const parts = blocks.flatMap(({ text, elements }) => [
          text?.text ?? '',
          ...(elements ?? []).map((each) => (typeof each.text === 'string' ? each.text : '')),
        ]);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(SLACK_MAX.textObject);
        expect(parts.join('').length).toBeLessThanOrEqual(SLACK_MAX.blocksText);
        expect(message.text.length).toBeLessThanOrEqual(SLACK_MAX.message);
      }),
      { numRuns: 60 },
    );
  });
});
