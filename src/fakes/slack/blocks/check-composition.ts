// Text objects, options, option groups and confirmation dialogs.
// https://docs.slack.dev/reference/block-kit/composition-objects
import { ELEMENTS } from '../limits.ts';
import { asObject, checkKeys, checkList, checkText, type Report } from './report.ts';

/** Which text objects a field takes. */
export type TextKind = 'plain_text' | 'any';

/** A text object with 1 to `most` characters. */
export function checkTextObject(value: unknown, kind: TextKind, most: number, at: string, report: Report): void {
  const object = asObject(value, at, report);
  if (!object) return;
  const allowed = kind === 'plain_text' ? ['plain_text'] : ['plain_text', 'mrkdwn'];
  if (!allowed.includes(String(object.type))) {
    report(at, `failed to match all allowed schemas: type must be ${allowed.join(' or ')}`);
    return;
  }
  checkKeys(object, object.type === 'mrkdwn' ? ['type', 'text', 'verbatim'] : ['type', 'text', 'emoji'], at, report);
  checkText(object, 'text', most, at, report, 'required');
}

/** One option of a select, overflow, checkbox or radio element. */
export function checkOption(value: unknown, element: string, at: string, report: Report): void {
  const option = asObject(value, at, report);
  if (!option) return;
  const url = element === 'overflow' ? ['url'] : [];
  checkKeys(option, ['text', 'value', 'description', ...url], at, report);
  const kind = element === 'checkboxes' || element === 'radio_buttons' ? 'any' : 'plain_text';
  checkTextObject(option.text, kind, ELEMENTS.optionText, `${at}/text`, report);
  checkText(option, 'value', ELEMENTS.optionValue, at, report, 'required');
  checkText(option, 'url', ELEMENTS.optionUrl, at, report);
  if (option.description !== undefined) {
    checkTextObject(option.description, kind, ELEMENTS.optionDescription, `${at}/description`, report);
  }
}

/** `options` or `option_groups` of a static select. */
export function checkSelectOptions(value: unknown, element: string, at: string, report: Report): void {
  const select = asObject(value, at, report);
  if (!select) return;
  if (select.option_groups === undefined) {
    const options = checkList(select, 'options', ELEMENTS.selectOptions, at, report);
    options.forEach((option, index) => {
      checkOption(option, element, `${at}/options/${index}`, report);
    });
    return;
  }
  const groups = checkList(select, 'option_groups', ELEMENTS.selectOptions, at, report);
  groups.forEach((entry, index) => {
    const groupAt = `${at}/option_groups/${index}`;
    const group = asObject(entry, groupAt, report);
    if (!group) return;
    checkTextObject(group.label, 'plain_text', ELEMENTS.optionText, `${groupAt}/label`, report);
    checkList(group, 'options', ELEMENTS.selectOptions, groupAt, report).forEach((option, at2) => {
      checkOption(option, element, `${groupAt}/options/${at2}`, report);
    });
  });
}

/** A confirmation dialog. */
export function checkConfirm(value: unknown, at: string, report: Report): void {
  if (value === undefined) return;
  const confirm = asObject(value, at, report);
  if (!confirm) return;
  checkKeys(confirm, ['title', 'text', 'confirm', 'deny', 'style'], at, report);
  checkTextObject(confirm.title, 'plain_text', ELEMENTS.confirmTitle, `${at}/title`, report);
  checkTextObject(confirm.text, 'any', ELEMENTS.confirmText, `${at}/text`, report);
  checkTextObject(confirm.confirm, 'plain_text', ELEMENTS.confirmButton, `${at}/confirm`, report);
  checkTextObject(confirm.deny, 'plain_text', ELEMENTS.confirmButton, `${at}/deny`, report);
}
