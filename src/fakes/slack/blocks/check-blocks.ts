// The strict Block Kit validator: a list of blocks in, Slack's refusal out, or undefined when Slack would take it.
// https://docs.slack.dev/reference/block-kit/blocks
import { type Dict, isDict } from '../json.ts';
import { BLOCKS, CHART, MESSAGE, TABLE } from '../limits.ts';
import { checkTextObject } from './check-composition.ts';
import { checkElement, checkImageSource, checkUniqueActionIds } from './check-element.ts';
import { checkChart, checkContainer } from './check-newest.ts';
import { checkRichText, richTextLength } from './check-rich-text.ts';
import { checkTable } from './check-table.ts';
import { asObject, checkKeys, checkList, checkText, collectProblems, type Report } from './report.ts';

/** Where the blocks are going. */
export type Surface = 'message' | 'modal' | 'home';

/** Slack's refusal: `error` and what goes into response_metadata.messages. */
export type BlockRefusal = { readonly error: string; readonly messages: readonly string[] };

/** What differs between workspaces. `newestBlocks`: charts and containers; there unless false. */
export type BlockSettings = { readonly nativeTables: boolean; readonly newestBlocks?: boolean };

type Totals = { tableCells: number; tables: number; charts: number; markdown: number; text: number };

type BlockCheck = (block: Dict, at: string, report: Report, totals: Totals) => void;

const CHECKS: Readonly<Record<string, BlockCheck>> = {
  section: checkSection,
  header: (block, at, report) => {
    checkKeys(block, ['type', 'block_id', 'text'], at, report);
    checkTextObject(block.text, 'plain_text', BLOCKS.headerText, `${at}/text`, report);
  },
  divider: (block, at, report) => checkKeys(block, ['type', 'block_id'], at, report),
  context: (block, at, report) => {
    checkKeys(block, ['type', 'block_id', 'elements'], at, report);
    checkList(block, 'elements', BLOCKS.contextElements, at, report).forEach((element, index) => {
      const here = `${at}/elements/${index}`;
      if (isDict(element) && element.type === 'image') checkElement(element, 'accessory', here, report);
      else checkTextObject(element, 'any', BLOCKS.textObject, here, report);
    });
  },
  actions: (block, at, report) => checkActions(block, 'actions', BLOCKS.actionsElements, at, report),
  context_actions: (block, at, report) => checkActions(block, 'context_actions', BLOCKS.contextActions, at, report),
  image: (block, at, report) => {
    checkKeys(block, ['type', 'block_id', 'image_url', 'slack_file', 'alt_text', 'title'], at, report);
    checkImageSource(block, at, report);
    checkText(block, 'alt_text', BLOCKS.imageAlt, at, report, 'required');
    if (block.title !== undefined) {
      checkTextObject(block.title, 'plain_text', BLOCKS.imageTitle, `${at}/title`, report);
    }
  },
  input: checkInput,
  rich_text: (block, at, report) => {
    checkKeys(block, ['type', 'block_id', 'elements'], at, report);
    checkRichText(block, at, report);
  },
  table: countTable,
  data_table: countTable,
  data_visualization: (block, at, report, totals) => {
    totals.charts += 1;
    checkChart(block, at, report);
  },
  // Its children are checked where the settings are known.
  container: () => undefined,
  markdown: (block, at, report, totals) => {
    checkKeys(block, ['type', 'block_id', 'text'], at, report);
    checkText(block, 'text', BLOCKS.markdownTotal, at, report, 'required');
    totals.markdown += typeof block.text === 'string' ? block.text.length : 0;
  },
};

const MESSAGE_ONLY = ['table', 'data_table', 'markdown', 'context_actions', 'data_visualization', 'container'];
const NATIVE_TABLES = ['table', 'data_table'];
const NEWEST = ['data_visualization', 'container'];

/** Checks blocks for a surface. @returns the refusal, or undefined when they are fine */
export function checkBlocks(blocks: unknown, surface: Surface, settings: BlockSettings): BlockRefusal | undefined {
  if (!Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: ['[ERROR] blocks must be an array'] };
  const { report, messages } = collectProblems();
  const most = surface === 'message' ? BLOCKS.perMessage : BLOCKS.perView;
  if (blocks.length > most) report('/blocks', `no more than ${most} items allowed`);
  const totals: Totals = { tableCells: 0, tables: 0, charts: 0, markdown: 0, text: 0 };
  checkUniqueBlockIds(blocks, report);
  blocks.forEach((block, index) => {
    checkBlock(block, surface, settings, `/blocks/${index}`, report, totals);
  });
  if (totals.markdown > BLOCKS.markdownTotal) {
    report('/blocks', `markdown blocks must be less than ${BLOCKS.markdownTotal + 1} characters in total`);
  }
  if (totals.tableCells > TABLE.totalCharacters) {
    report('/blocks', `table cells must be less than ${TABLE.totalCharacters + 1} characters in total`);
  }
  if (totals.charts > CHART.perMessage) report('/blocks', `no more than ${CHART.perMessage} charts allowed`);
  if (messages.length > 0) return { error: 'invalid_blocks', messages };
  if (totals.tables > 1) return { error: 'invalid_attachments', messages: ['[ERROR] only_one_table_allowed'] };
  if (surface === 'message' && totals.text > MESSAGE.blocksText) return { error: 'msg_blocks_too_long', messages: [] };
  return undefined;
}

function checkBlock(
  value: unknown,
  surface: Surface,
  settings: BlockSettings,
  at: string,
  report: Report,
  totals: Totals,
): void {
  const block = asObject(value, at, report);
  if (!block) return;
  const type = String(block.type);
  const check = CHECKS[type];
  const unknownHere = surface !== 'message' && MESSAGE_ONLY.includes(type);
  const notRolledOut =
    (!settings.nativeTables && NATIVE_TABLES.includes(type)) ||
    (settings.newestBlocks === false && NEWEST.includes(type));
  if (!check || unknownHere || notRolledOut) {
    report(`${at}/type`, `unsupported type: ${type}`);
    return;
  }
  checkText(block, 'block_id', BLOCKS.blockId, at, report);
  check(block, at, report, totals);
  if (type === 'container') {
    checkContainer(block, at, report, (child, here) => checkBlock(child, surface, settings, here, report, totals));
    totals.text += allText({ title: block.title, subtitle: block.subtitle });
    return;
  }
  if (!NATIVE_TABLES.includes(type)) totals.text += allText(block);
}

function checkSection(block: Dict, at: string, report: Report): void {
  checkKeys(block, ['type', 'block_id', 'text', 'fields', 'accessory', 'expand'], at, report);
  if (block.text === undefined && block.fields === undefined) report(at, 'missing required field: text or fields');
  if (block.text !== undefined) checkTextObject(block.text, 'any', BLOCKS.sectionText, `${at}/text`, report);
  if (block.fields !== undefined) {
    checkList(block, 'fields', BLOCKS.sectionFields, at, report).forEach((field, index) => {
      checkTextObject(field, 'any', BLOCKS.sectionFieldText, `${at}/fields/${index}`, report);
    });
  }
  if (block.accessory !== undefined) checkElement(block.accessory, 'accessory', `${at}/accessory`, report);
}

function checkActions(
  block: Dict,
  place: 'actions' | 'context_actions',
  most: number,
  at: string,
  report: Report,
): void {
  checkKeys(block, ['type', 'block_id', 'elements'], at, report);
  const elements = checkList(block, 'elements', most, at, report);
  elements.forEach((element, index) => {
    checkElement(element, place, `${at}/elements/${index}`, report);
  });
  checkUniqueActionIds(elements, `${at}/elements`, report);
}

function checkInput(block: Dict, at: string, report: Report): void {
  checkKeys(block, ['type', 'block_id', 'label', 'element', 'hint', 'optional', 'dispatch_action'], at, report);
  checkTextObject(block.label, 'plain_text', BLOCKS.inputLabel, `${at}/label`, report);
  if (block.hint !== undefined) checkTextObject(block.hint, 'plain_text', BLOCKS.inputHint, `${at}/hint`, report);
  checkElement(block.element, 'input', `${at}/element`, report);
}

function countTable(block: Dict, at: string, report: Report, totals: Totals): void {
  totals.tables += 1;
  totals.tableCells += checkTable(block, at, report);
}

function checkUniqueBlockIds(blocks: readonly unknown[], report: Report): void {
  const seen = new Set<string>();
  blocks.forEach((block, index) => {
    const id = isDict(block) ? block.block_id : undefined;
    if (typeof id !== 'string') return;
    if (seen.has(id)) report(`/blocks/${index}/block_id`, `block_id "${id}" already exists`);
    seen.add(id);
  });
}

/** Characters in every `text` of a block, as the report about msg_blocks_too_long counted them. */
function allText(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + allText(entry), 0);
  if (!isDict(value)) return 0;
  if (value.type === 'rich_text') return richTextLength(value.elements);
  let sum = 0;
  for (const [key, entry] of Object.entries(value)) {
    if (key === 'text' && typeof entry === 'string') sum += entry.length;
    else if (typeof entry === 'object') sum += allText(entry);
  }
  return sum;
}
