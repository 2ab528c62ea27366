// Every Slack limit this fake enforces, each with the address it was read from. The product states its own copies:
// two separate readings, so that one wrong belief cannot pass on both sides.

/** https://docs.slack.dev/reference/block-kit/blocks and the pages of the single blocks and elements below it. */
export const BLOCKS = {
  perMessage: 50,
  perView: 100,
  blockId: 255,
  sectionText: 3000, // https://docs.slack.dev/reference/block-kit/blocks/section-block
  sectionFields: 10,
  sectionFieldText: 2000,
  headerText: 150, // https://docs.slack.dev/reference/block-kit/blocks/header-block
  contextElements: 10, // https://docs.slack.dev/reference/block-kit/blocks/context-block
  contextActions: 5, // https://docs.slack.dev/reference/block-kit/blocks/context-actions-block
  actionsElements: 25, // https://docs.slack.dev/reference/block-kit/blocks/actions-block
  imageUrl: 3000, // https://docs.slack.dev/reference/block-kit/blocks/image-block
  imageAlt: 2000,
  imageTitle: 2000,
  inputLabel: 2000, // https://docs.slack.dev/reference/block-kit/blocks/input-block
  inputHint: 2000,
  markdownTotal: 12_000, // https://docs.slack.dev/reference/block-kit/blocks/markdown-block
  textObject: 3000, // https://docs.slack.dev/reference/block-kit/composition-objects/text-object
} as const;

/** https://docs.slack.dev/reference/block-kit/blocks/table-block and …/data-table-block */
export const TABLE = { rows: 100, cells: 20, columnSettings: 20, totalCharacters: 10_000, dataTableRows: 101 } as const;

/**
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block ; two charts a message is not in it, but
 * what Slack answers: https://github.com/vercel/chat/pull/696
 */
export const CHART = { perMessage: 2, title: 50, series: 6, points: 20, name: 20, axisLabel: 50 } as const;

/** https://docs.slack.dev/reference/block-kit/blocks/container-block ; of its children those both docs and Slack take. */
export const CONTAINER = {
  children: 10,
  title: 150,
  types: ['actions', 'context', 'divider', 'header', 'image', 'section', 'table', 'video'] as readonly string[],
} as const;

/** https://docs.slack.dev/reference/block-kit/block-elements and https://docs.slack.dev/reference/block-kit/composition-objects */
export const ELEMENTS = {
  actionId: 255,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  placeholder: 150,
  selectOptions: 100,
  overflowOptions: 5,
  choiceOptions: 10, // checkboxes and radio buttons
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  optionUrl: 3000,
  inputMaximum: 3000, // plain_text_input max_length and min_length
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
} as const;

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const MESSAGE = {
  // Slack cuts longer text and warns; cutting is silent loss to us, so the fake refuses instead.
  // https://docs.slack.dev/changelog/2018-truncating-really-long-messages
  text: 40_000,
  markdownText: 12_000,
  // Undocumented, seen in the field: 9,597 characters over all blocks went through, 11,341 did not (msg_blocks_too_long).
  // https://github.com/slackapi/bolt-js/issues/2867 — the line is drawn below the smallest refusal; table cells have their own.
  blocksText: 11_000,
  // Slack names the error metadata_too_large and no number: https://docs.slack.dev/messaging/message-metadata. Ours is a guess.
  metadataBytes: 8_192,
  attachments: 100,
} as const;

/** https://docs.slack.dev/reference/views/modal-views, https://docs.slack.dev/surfaces/modals */
export const VIEW = {
  title: 24,
  buttons: 24,
  privateMetadata: 3000,
  callbackId: 255,
  bytes: 250_000, // view_too_large: https://docs.slack.dev/reference/methods/views.open
  stack: 3, // push_limit_reached: https://docs.slack.dev/reference/methods/views.push
} as const;

/** Times, in milliseconds. */
export const TIMES = {
  ackMs: 3_000, // https://docs.slack.dev/interactivity/implementing-slash-commands#responding_basic_receipt
  triggerMs: 3_000, // https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
  responseUrlMs: 30 * 60_000, // https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
  socketUrlMs: 30_000, // how long a connection ticket is good for; ours
} as const;

/** A response_url may be used this many times: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export const RESPONSE_URL_USES = 5;

/** Socket Mode allows this many connections at once: https://docs.slack.dev/apis/events-api/using-socket-mode */
export const SOCKET_CONNECTIONS = 10;

/** conversations.history and replies: at most this many a page. https://docs.slack.dev/reference/methods/conversations.replies */
export const PAGE = { default: 100, most: 999 } as const;
