// The form for a new digest, and what a submission of it says: the same command that could be typed.
import { cutText } from '../../answer/words/cut-text.ts';
import { definitions } from '../../digest/definitions/index.ts';
import { readSchedule } from '../../digest/read-schedule.ts';
import { readZone } from '../../digest/read-zone.ts';
import { type Modal, plain } from './modal.ts';

export const DIGEST_FORM = 'digest_form';
const WHICH = { block: 'which', action: 'digest' } as const;
const WHEN = { block: 'when', action: 'schedule' } as const;
const ZONE = { block: 'zone', action: 'zone' } as const;
const WHERE = { block: 'where', action: 'channel' } as const;
const TYPED_MAX = 100;
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const OPTION_MAX = 75;

/** `channelId`: where the button was, picked beforehand. */
export function digestModal(channelId: string): Modal {
  const options = definitions.map(({ name, title, about }) => ({
    text: plain(cutText(title, OPTION_MAX)),
    value: name,
    description: plain(cutText(about, OPTION_MAX)),
  }));
  return {
    type: 'modal',
    callback_id: DIGEST_FORM,
    private_metadata: channelId,
    title: plain('New digest'),
    submit: plain('Add'),
    close: plain('Cancel'),
    blocks: [
      input(WHICH, 'What it tells', null, {
        type: 'static_select',
        options,
        initial_option: options[0],
      }),
      input(WHEN, 'When', 'daily 9:00, weekdays 8:30, weekly monday 9:00, or cron such as 0 9 * * 1-5', {
        type: 'plain_text_input',
        max_length: TYPED_MAX,
        initial_value: 'daily 9:00',
      }),
      input(
        ZONE,
        'Time zone',
        'Left empty: yours',
        {
          type: 'plain_text_input',
          max_length: TYPED_MAX,
          placeholder: plain('Europe/Berlin'),
        },
        true,
      ),
      input(WHERE, 'Channel', 'I must be in it. A channel other than this one needs an approval.', {
        type: 'conversations_select',
        ...(channelId.startsWith('D') ? {} : { initial_conversation: channelId }),
      }),
    ],
  };
}

/** The state of a submission, as Slack sends it. */
export type Entered = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        {
          readonly value?: string | null;
          readonly selected_option?: { readonly value?: string } | null;
          readonly selected_conversation?: string | null;
        }
      >
    >
  >
>;

export type Submitted =
  /** What could have been typed after `/whodid`, and the channel it is for. */
  | { readonly ok: true; readonly command: string; readonly channelId: string }
  /** By block, a sentence each, plain text. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

export function submittedDigest(entered: Entered): Submitted {
  const name = entered[WHICH.block]?.[WHICH.action]?.selected_option?.value ?? '';
  const when = entered[WHEN.block]?.[WHEN.action]?.value ?? '';
  const zoneTyped = entered[ZONE.block]?.[ZONE.action]?.value?.trim() ?? '';
  const channelId = entered[WHERE.block]?.[WHERE.action]?.selected_conversation ?? '';
  const schedule = readSchedule(when);
  const zone = zoneTyped === '' ? null : readZone(zoneTyped);
  const errors = {
    ...(definitions.some((each) => each.name === name) ? {} : { [WHICH.block]: 'Pick one.' }),
    ...(schedule.ok ? {} : { [WHEN.block]: bare(schedule.problem) }),
    ...(zone === null || zone.ok ? {} : { [ZONE.block]: bare(zone.problem) }),
    ...(/^[CGD][A-Z0-9]{1,30}$/.test(channelId) ? {} : { [WHERE.block]: 'Pick a channel.' }),
  };
  if (!schedule.ok || (zone !== null && !zone.ok) || Object.keys(errors).length > 0) return { ok: false, errors };
  const zoned = zone === null ? '' : ` in ${zone.zone}`;
  const where = channelId.startsWith('D') ? '' : ` <#${channelId}>`;
  return { ok: true, command: `digest add ${name} ${schedule.schedule.words}${zoned}${where}`, channelId };
}

/** An error of a form is plain text: Slack shows backticks as they are. */
function bare(problem: string): string {
  return problem.replaceAll('`', '');
}

function input(
  { block, action }: { readonly block: string; readonly action: string },
  label: string,
  hint: string | null,
  element: object,
  optional = false,
): object {
  return {
    type: 'input',
    block_id: block,
    optional,
    label: plain(label),
    ...(hint === null ? {} : { hint: plain(hint) }),
    element: { action_id: action, ...element },
  };
}
