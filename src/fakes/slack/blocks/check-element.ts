// One block element: its known fields, its lengths, and where it may stand.
// https://docs.slack.dev/reference/block-kit/block-elements
import { type Dict, isDict } from '../json.ts';
import { BLOCKS, ELEMENTS } from '../limits.ts';
import { checkConfirm, checkOption, checkSelectOptions, checkTextObject } from './check-composition.ts';
import { asObject, checkKeys, checkList, checkText, type Report } from './report.ts';

type ElementCheck = (element: Dict, at: string, report: Report) => void;

const ACTIONABLE = ['type', 'action_id', 'confirm', 'focus_on_load'];

const PICKERS = ['users_select', 'conversations_select', 'channels_select', 'multi_users_select'];

const CHECKS: Readonly<Record<string, ElementCheck>> = {
  button: checkButton,
  overflow: (element, at, report) => {
    checkKeys(element, [...ACTIONABLE, 'options'], at, report);
    checkList(element, 'options', ELEMENTS.overflowOptions, at, report).forEach((option, index) => {
      checkOption(option, 'overflow', `${at}/options/${index}`, report);
    });
  },
  static_select: checkSelect,
  multi_static_select: checkSelect,
  checkboxes: checkChoices,
  radio_buttons: checkChoices,
  datepicker: (element, at, report) => {
    checkKeys(element, [...ACTIONABLE, 'initial_date', 'placeholder'], at, report);
    checkPlaceholder(element, at, report);
    const day = element.initial_date;
    if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(String(day))) report(`${at}/initial_date`, 'must be YYYY-MM-DD');
  },
  timepicker: (element, at, report) => {
    checkKeys(element, [...ACTIONABLE, 'initial_time', 'placeholder', 'timezone'], at, report);
    checkPlaceholder(element, at, report);
  },
  datetimepicker: (element, at, report) => {
    checkKeys(element, [...ACTIONABLE, 'initial_date_time'], at, report);
  },
  plain_text_input: checkTextInput,
  email_text_input: checkTextInput,
  url_text_input: checkTextInput,
  number_input: (element, at, report) => {
    const known = ['is_decimal_allowed', 'initial_value', 'min_value', 'max_value', 'dispatch_action_config'];
    checkKeys(element, [...ACTIONABLE, ...known, 'placeholder'], at, report);
    if (typeof element.is_decimal_allowed !== 'boolean') report(`${at}/is_decimal_allowed`, 'missing required field');
  },
  image: (element, at, report) => {
    checkKeys(element, ['type', 'image_url', 'slack_file', 'alt_text'], at, report);
    checkImageSource(element, at, report);
    checkText(element, 'alt_text', BLOCKS.imageAlt, at, report, 'required');
  },
  feedback_buttons: (element, at, report) => {
    checkKeys(element, ['type', 'action_id', 'positive_button', 'negative_button'], at, report);
    for (const key of ['positive_button', 'negative_button']) {
      const button = asObject(element[key], `${at}/${key}`, report);
      if (!button) continue;
      checkTextObject(button.text, 'plain_text', ELEMENTS.buttonText, `${at}/${key}/text`, report);
      checkText(button, 'value', ELEMENTS.buttonValue, `${at}/${key}`, report, 'required');
    }
  },
  icon_button: (element, at, report) => {
    const known = ['icon', 'text', 'value', 'visible_to_user_ids', 'accessibility_label'];
    checkKeys(element, [...ACTIONABLE, ...known], at, report);
    checkText(element, 'icon', ELEMENTS.actionId, at, report, 'required');
    checkTextObject(element.text, 'plain_text', ELEMENTS.buttonText, `${at}/text`, report);
    checkText(element, 'value', ELEMENTS.buttonValue, at, report);
  },
};

const INTERACTIVE = [
  ...['button', 'overflow', 'static_select', 'multi_static_select', 'checkboxes', 'radio_buttons'],
  ...['datepicker', 'timepicker', ...PICKERS],
];

/** Element types a place takes. https://docs.slack.dev/reference/block-kit/block-elements ("Works with block types") */
export const PLACES = {
  actions: [...INTERACTIVE, 'datetimepicker'],
  accessory: [...INTERACTIVE, 'image'],
  context_actions: ['feedback_buttons', 'icon_button'],
  input: [
    ...['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'checkboxes', 'radio_buttons'],
    ...['static_select', 'multi_static_select', 'datepicker', 'timepicker', 'datetimepicker', ...PICKERS],
  ],
} as const;

/** One element standing in `place`. Reports everything wrong with it. */
export function checkElement(value: unknown, place: keyof typeof PLACES, at: string, report: Report): void {
  const element = asObject(value, at, report);
  if (!element) return;
  const type = String(element.type);
  const allowed: readonly string[] = PLACES[place];
  if (!allowed.includes(type)) {
    report(at, `unsupported type: ${type}`);
    return;
  }
  if (type !== 'image') checkText(element, 'action_id', ELEMENTS.actionId, at, report);
  checkConfirm(element.confirm, `${at}/confirm`, report);
  (CHECKS[type] ?? checkPicker)(element, at, report);
}

/** An image element or block names exactly one source. */
export function checkImageSource(image: Dict, at: string, report: Report): void {
  if ((image.image_url === undefined) === (image.slack_file === undefined)) {
    report(at, 'must have exactly one of image_url and slack_file');
    return;
  }
  checkText(image, 'image_url', BLOCKS.imageUrl, at, report);
  if (image.image_url !== undefined && !/^https?:\/\//.test(String(image.image_url))) {
    report(`${at}/image_url`, 'must be a valid URL');
  }
}

/** No two elements of one block share an action_id. */
export function checkUniqueActionIds(elements: readonly unknown[], at: string, report: Report): void {
  const seen = new Set<string>();
  elements.forEach((element, index) => {
    const id = isDict(element) ? element.action_id : undefined;
    if (typeof id !== 'string') return;
    if (seen.has(id)) report(`${at}/${index}/action_id`, `action_id "${id}" already exists`);
    seen.add(id);
  });
}

function checkButton(element: Dict, at: string, report: Report): void {
  checkKeys(element, [...ACTIONABLE, 'text', 'url', 'value', 'style', 'accessibility_label'], at, report);
  checkTextObject(element.text, 'plain_text', ELEMENTS.buttonText, `${at}/text`, report);
  checkText(element, 'value', ELEMENTS.buttonValue, at, report);
  checkText(element, 'url', ELEMENTS.buttonUrl, at, report);
  checkText(element, 'accessibility_label', ELEMENTS.accessibilityLabel, at, report);
  if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger') {
    report(`${at}/style`, 'must be one of "primary", "danger"');
  }
}

function checkSelect(element: Dict, at: string, report: Report): void {
  const known = ['placeholder', 'options', 'option_groups', 'initial_option', 'initial_options', 'max_selected_items'];
  checkKeys(element, [...ACTIONABLE, ...known], at, report);
  checkPlaceholder(element, at, report);
  checkSelectOptions(element, String(element.type), at, report);
}

function checkPicker(element: Dict, at: string, report: Report): void {
  checkPlaceholder(element, at, report);
}

function checkChoices(element: Dict, at: string, report: Report): void {
  checkKeys(element, [...ACTIONABLE, 'options', 'initial_options', 'initial_option'], at, report);
  checkList(element, 'options', ELEMENTS.choiceOptions, at, report).forEach((option, index) => {
    checkOption(option, String(element.type), `${at}/options/${index}`, report);
  });
}

function checkTextInput(element: Dict, at: string, report: Report): void {
  const known = ['placeholder', 'initial_value', 'multiline', 'min_length', 'max_length', 'dispatch_action_config'];
  checkKeys(element, [...ACTIONABLE, ...known], at, report);
  checkPlaceholder(element, at, report);
  for (const key of ['min_length', 'max_length']) {
    const length = element[key];
    if (length === undefined) continue;
    if (typeof length !== 'number' || length < 0 || length > ELEMENTS.inputMaximum) {
      report(`${at}/${key}`, `must be between 0 and ${ELEMENTS.inputMaximum}`);
    }
  }
}

function checkPlaceholder(element: Dict, at: string, report: Report): void {
  if (element.placeholder === undefined) return;
  checkTextObject(element.placeholder, 'plain_text', ELEMENTS.placeholder, `${at}/placeholder`, report);
}
